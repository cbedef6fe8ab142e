/**
 * Locks the heights of the cards and of the line above them while somebody works on one: overflowing content scrolls.
 * Input in a card releases that card, so that it grows as they type.
 */
export class CardHeights {
  readonly #locked = new Set<HTMLElement>();
  readonly #loose = new Set<HTMLElement>();
  #kept: HTMLElement | undefined;

  /** Locks these at their current height. */
  lock(cards: Iterable<HTMLElement>): void {
    const measured: [HTMLElement, number][] = [];
    for (const card of cards) {
      if (this.#locked.has(card) || this.#loose.has(card)) continue;
      measured.push([card, card.getBoundingClientRect().height]);
    }
    // Read all before writing any, to avoid layout thrashing.
    for (const [card, height] of measured) {
      card.style.blockSize = `${height}px`;
      card.style.overflow = 'auto';
      // No scroll anchoring inside: it would scroll the page.
      card.style.overflowAnchor = 'none';
      this.#locked.add(card);
    }
  }

  /** Keeps the list's height: if it shrank at the end of the page, the browser would scroll. */
  keep(list: HTMLElement): void {
    list.style.minBlockSize = `${list.getBoundingClientRect().height}px`;
    this.#kept = list;
  }

  /** A card is about to change for another reason than the person's input. */
  lockAgain(card: HTMLElement): void {
    this.#loose.delete(card);
    this.lock([card]);
  }

  /** A person acted in a card: release its height. */
  loosen(card: HTMLElement): void {
    this.#loose.add(card);
    this.#free(card);
  }

  /** Releases all: nobody works on a card any more, or the width changed. */
  unlock(): void {
    for (const card of this.#locked) this.#free(card);
    this.#loose.clear();
    if (this.#kept) this.#kept.style.minBlockSize = '';
    this.#kept = undefined;
  }

  #free(card: HTMLElement): void {
    if (this.#locked.delete(card)) card.style.blockSize = card.style.overflow = card.style.overflowAnchor = '';
  }
}
