import type { ApprovalCard } from '../card/approval-card.js';
import { isSelectable } from './select-box.js';

/** The selection. Each card holds its own state; this changes several together. */
export class Selection {
  readonly #all: () => readonly ApprovalCard[];
  /** The card toggled last: the anchor of a range. */
  #last: ApprovalCard | undefined;

  /** @param all the cards in their order. */
  constructor(all: () => readonly ApprovalCard[]) {
    this.#all = all;
  }

  /** The selected cards, in order. */
  get cards(): ApprovalCard[] {
    return this.#all().filter((card) => card.selected);
  }

  /** The selectable cards. */
  get selectable(): ApprovalCard[] {
    return this.#all().filter((card) => isSelectable(card));
  }

  /** The number of pending cards that cannot be selected. */
  get leftOut(): number {
    return this.#all().filter((card) => card.ended === null && !isSelectable(card)).length;
  }

  /**
   * Selects or unselects a card.
   *
   * @param range also toggles all cards between this one and the anchor.
   */
  toggle(card: ApprovalCard, range = false): void {
    const on = !card.selected;
    const all = this.#all();
    const [from, to] = [range && this.#last ? all.indexOf(this.#last) : -1, all.indexOf(card)];
    const span = from < 0 ? [card] : all.slice(Math.min(from, to), Math.max(from, to) + 1);
    this.#set(span, on);
    this.#last = card;
  }

  /** Selects or unselects several cards. */
  set(cards: readonly ApprovalCard[], on: boolean): void {
    this.#set(cards, on);
    this.#last = undefined;
  }

  #set(cards: readonly ApprovalCard[], on: boolean): void {
    for (const card of cards) card.selected = on && isSelectable(card);
  }
}
