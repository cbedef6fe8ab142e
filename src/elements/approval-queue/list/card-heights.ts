/**
 * Keeps cards, and the line above them, as high as they are while somebody is at work on one of them, whatever changes in them meanwhile: what does
 * not fit scrolls. What a person does in a card lets go of that one: it may grow as they type.
 */
export class CardHeights {
  readonly #locked = new Set<HTMLElement>();
  readonly #loose = new Set<HTMLElement>();
  #kept: HTMLElement | undefined;

  /** Keeps these as high as they are now. */
  lock(cards: Iterable<HTMLElement>): void {
    const measured: [HTMLElement, number][] = [];
    for (const card of cards) {
      if (this.#locked.has(card) || this.#loose.has(card)) continue;
      measured.push([card, card.getBoundingClientRect().height]);
    }
    // All read before any is written: each would cost a layout otherwise.
    for (const [card, height] of measured) {
      card.style.blockSize = `${height}px`;
      card.style.overflow = 'auto';
      // What moves inside must not make the browser scroll the page to keep it in place.
      card.style.overflowAnchor = 'none';
      this.#locked.add(card);
    }
  }

  /** Keeps a list from becoming shorter: the browser would scroll a page that ends with it, and all cards with the page. */
  keep(list: HTMLElement): void {
    list.style.minBlockSize = `${list.getBoundingClientRect().height}px`;
    this.#kept = list;
  }

  /** A card is about to change for another reason than what the person in it does. */
  lockAgain(card: HTMLElement): void {
    this.#loose.delete(card);
    this.lock([card]);
  }

  /** A person has done something in a card: it follows them. */
  loosen(card: HTMLElement): void {
    this.#loose.add(card);
    this.#free(card);
  }

  /** Nobody is at work any more, or all have become wider or narrower. */
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
