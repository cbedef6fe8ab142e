import type { ApprovalCard } from '../card/approval-card.js';
import { isSelectable } from './select-box.js';

/** Which cards are selected. The cards know it themselves; this changes them together. */
export class Selection {
  readonly #all: () => readonly ApprovalCard[];
  /** The one that was selected or unselected last: a range begins there. */
  #last: ApprovalCard | undefined;

  /** @param all the cards as they lie. */
  constructor(all: () => readonly ApprovalCard[]) {
    this.#all = all;
  }

  /** The selected ones, as they lie. */
  get cards(): ApprovalCard[] {
    return this.#all().filter((card) => card.selected);
  }

  /** Those that can be selected. */
  get selectable(): ApprovalCard[] {
    return this.#all().filter((card) => isSelectable(card));
  }

  /** How many wait and cannot be selected. */
  get leftOut(): number {
    return this.#all().filter((card) => card.ended === null && !isSelectable(card)).length;
  }

  /**
   * Selects or unselects a card.
   *
   * @param range true: and all between it and the one that was touched before it.
   */
  toggle(card: ApprovalCard, range = false): void {
    const on = !card.selected;
    const all = this.#all();
    const [from, to] = [range && this.#last ? all.indexOf(this.#last) : -1, all.indexOf(card)];
    const span = from < 0 ? [card] : all.slice(Math.min(from, to), Math.max(from, to) + 1);
    this.#set(span, on);
    this.#last = card;
  }

  /** Selects or unselects several. */
  set(cards: readonly ApprovalCard[], on: boolean): void {
    this.#set(cards, on);
    this.#last = undefined;
  }

  #set(cards: readonly ApprovalCard[], on: boolean): void {
    for (const card of cards) card.selected = on && isSelectable(card);
  }
}
