/** Which requests of a long queue have cards, and what is counted of the others. */
import type { ApprovalRequest } from '../../../protocol/index.js';

/** How many cards one page has. */
export const cardsPerPage = 1000;

/** What waits without a card because the page ends before it. */
export interface Unshown {
  readonly count: number;
  /** How many of them are of critical risk. */
  readonly critical: number;
  /** How many of them have arrived since a page was shown last. */
  readonly arrived: number;
}

export const noneUnshown: Unshown = { count: 0, critical: 0, arrived: 0 };

/** Cuts the queue into pages: cards beyond the first page are made when somebody asks for them. */
export class CardPage {
  #size = cardsPerPage;
  /** The keys that were known when a page was shown last; undefined before the first. */
  #known: ReadonlySet<string> | undefined;
  /** A request that somebody is led to has a card wherever it stands. */
  #pinned: string | undefined;

  /** @returns the keys that get cards: the first of them, and those that must stay. */
  cut(sorted: readonly string[], mustStay: (key: string) => boolean): readonly string[] {
    if (sorted.length <= this.#size) return sorted;
    return sorted.filter((key, index) => index < this.#size || key === this.#pinned || mustStay(key));
  }

  /** Counts what waits and has no card. @param shown the keys of those that are shown, or are announced otherwise. */
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

  /** Gives one request a card, wherever it stands. */
  pin(key: string): void {
    this.#pinned = key;
  }

  /** Back to the first page. */
  reset(): void {
    this.#size = cardsPerPage;
    this.#known = this.#pinned = undefined;
  }
}
