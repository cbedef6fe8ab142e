import type { ApprovalCard } from '../card/approval-card.js';

/** Up to this many cards are all filled, even far from the screen: for find-in-page and screen readers. */
const filledAnyway = 250;
/** How many are filled at once, before the observer reports which are near. */
const filledAtOnce = 8;
/** Batch size of background filling, and the pause between batches in ms. */
const step = 10;
const pauseMs = 50;

/**
 * Fills cards with content: at once at the top and near the screen, in the background for a queue of {@link
 * filledAnyway} at most, otherwise when they come near. A filled card stays filled, so that typed text stays.
 */
export class CardFilling {
  readonly #filled: (card: ApprovalCard) => void;
  #waiting: ApprovalCard[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param filled called for each card before it shows its content. */
  constructor(filled: (card: ApprovalCard) => void) {
    this.#filled = filled;
  }

  /** Sets the current cards, from the top. */
  order(cards: readonly ApprovalCard[]): void {
    this.fill(cards.slice(0, filledAtOnce));
    this.#waiting = cards.length > filledAnyway ? [] : cards.filter((card) => !card.filled);
    this.#later();
  }

  /** Fills these cards now. */
  fill(cards: readonly ApprovalCard[]): void {
    for (const card of cards) {
      if (card.filled) continue;
      card.filled = true;
      this.#filled(card);
    }
  }

  release(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
  }

  #later(): void {
    if (this.#timer !== undefined || this.#waiting.length === 0) return;
    // Not `requestIdleCallback`: not every browser has it.
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.fill(this.#waiting.splice(0, step).filter((card) => card.isConnected));
      this.#later();
    }, pauseMs);
  }
}
