import type { ApprovalCard } from '../card/approval-card.js';

/** Up to how many cards all get their content, though nobody has been near them: for find-in-page and screen readers. */
const filledAnyway = 250;
/** How many at the top get it at once, before the observer reports which are near. */
const filledAtOnce = 8;
/** How many are filled in one step, and how long it takes until the next, in ms: room for what is urgent. */
const step = 10;
const pauseMs = 50;

/**
 * Gives each card its content when it is needed: at once at the top and near the screen, a little later for all of a queue of
 * {@link filledAnyway} at most, else when somebody comes near. A card keeps it: what is typed into it must stay.
 */
export class CardFilling {
  readonly #filled: (card: ApprovalCard) => void;
  #waiting: ApprovalCard[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param filled called for each card that is about to show its content. */
  constructor(filled: (card: ApprovalCard) => void) {
    this.#filled = filled;
  }

  /** Says which cards there are now, from the top. */
  order(cards: readonly ApprovalCard[]): void {
    this.fill(cards.slice(0, filledAtOnce));
    this.#waiting = cards.length > filledAnyway ? [] : cards.filter((card) => !card.filled);
    this.#later();
  }

  /** Gives these their content now. */
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
    // Not `requestIdleCallback`, which not every browser has.
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.fill(this.#waiting.splice(0, step).filter((card) => card.isConnected));
      this.#later();
    }, pauseMs);
  }
}
