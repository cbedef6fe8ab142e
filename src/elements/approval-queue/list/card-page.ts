/** Which requests of a long queue have cards, and the counts of the others. */
import type { ApprovalRequest } from '../../../protocol/index.js';

/** How many cards one page has. */
export const cardsPerPage = 1000;

/** The pending requests beyond the shown page. */
export interface Unshown {
  readonly count: number;
  /** How many of them are of critical risk. */
  readonly critical: number;
  /** How many of them arrived since the last page was shown. */
  readonly arrived: number;
}

export const noneUnshown: Unshown = { count: 0, critical: 0, arrived: 0 };

/** Pages the queue: cards beyond the first page are created on demand. */
export class CardPage {
  #size = cardsPerPage;
  /** The keys known when the last page was shown; undefined before the first. */
  #known: ReadonlySet<string> | undefined;
  /** The linked request has a card wherever it is in the order. */
  #pinned: string | undefined;

  /** @returns the keys that get cards: the first ones, and those that must stay. */
  cut(sorted: readonly string[], mustStay: (key: string) => boolean): readonly string[] {
    if (sorted.length <= this.#size) return sorted;
    return sorted.filter((key, index) => index < this.#size || key === this.#pinned || mustStay(key));
  }

  /** Counts pending requests without a card. @param shown the keys that are shown or counted elsewhere. */
  unshown(waiting: ReadonlyMap<string, ApprovalRequest>, shown: ReadonlySet<string>): Unshown {
    this.#known ??= new Set(waiting.keys());
    if (waiting.size <= shown.size && [...waiting.keys()].every((key) => shown.has(key))) return noneUnshown;
    const rest = [...waiting].filter(([key]) => !shown.has(key));
    return {
      count: rest.length,
      critical: rest.filter(([, { risk }]) => risk === 'critical').length,
      arrived: rest.filter(([key]) => !this.#known?.has(key)).length,
    };
  }

  /** Shows one page more. */
  more(): void {
    this.#size += cardsPerPage;
    this.#known = undefined;
  }

  /** Gives a request a card, wherever it is in the order. */
  pin(key: string): void {
    this.#pinned = key;
  }

  /** Back to the first page. */
  reset(): void {
    this.#size = cardsPerPage;
    this.#known = this.#pinned = undefined;
  }
}
