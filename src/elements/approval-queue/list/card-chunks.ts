import type { ApprovalCard } from '../card/approval-card.js';

/** How many cards lie together, and how many at most when others have come between them. */
const chunkSize = 6;
const largestChunk = 2 * chunkSize;

/**
 * From how many cards on the browser may leave out those far from the screen (`content-visibility`): in a shorter list that
 * saves little, and what is left out has no `innerText` for scripts.
 */
const longList = 100;
/** How far beyond the edges of the screen cards count as near. */
const margin = '50%';

/**
 * Lays cards into a list, in chunks of some: what is far from the screen is looked at, and in a long list laid out, by the
 * chunk, and a thousand cards cost next to nothing. A chunk means nothing to who reads or listens.
 */
export class CardChunks {
  readonly #nearChunks = new Set<Element>();
  readonly #near = new Set<ApprovalCard>();
  readonly #cameNear: (cards: readonly ApprovalCard[]) => void;
  #observer: IntersectionObserver | undefined;
  #list: HTMLElement | undefined;

  /** @param cameNear called with cards that are on the screen now or close to it. */
  constructor(cameNear: (cards: readonly ApprovalCard[]) => void) {
    this.#cameNear = cameNear;
  }

  /** The cards on the screen and close to it. */
  get near(): ReadonlySet<ApprovalCard> {
    return this.#near;
  }

  /**
   * Puts each card where it belongs, touching only those that are elsewhere: a moved element loses the focus.
   *
   * @returns whether any was put somewhere.
   */
  place(list: HTMLElement, cards: readonly ApprovalCard[]): boolean {
    if (list !== this.#list) this.#take(list);
    list.classList.toggle('long', cards.length > longList);
    this.#dropEmpty(list);
    let moved = false;
    let chunk = list.firstElementChild;
    let next = chunk?.firstElementChild ?? null;
    for (const card of cards) {
      while (chunk && !next && chunk.nextElementSibling?.firstElementChild === card) {
        chunk = chunk.nextElementSibling;
        next = card;
      }
      if (card === next) {
        next = next.nextElementSibling;
        continue;
      }
      if (!chunk || (!next && chunk.childElementCount >= chunkSize)) chunk = this.#open(list, chunk);
      chunk.insertBefore(card, next);
      moved = true;
      if (chunk.childElementCount > largestChunk) this.#split(chunk, card);
      chunk = next?.parentElement ?? chunk;
    }
    this.#dropEmpty(list);
    this.#follow();
    return moved;
  }

  release(): void {
    this.#observer?.disconnect();
    this.#list = undefined;
    this.#nearChunks.clear();
    this.#follow();
  }

  #take(list: HTMLElement): void {
    this.release();
    this.#list = list;
    // Where the list scrolls in a box of the page's own, only the second margin counts; not every browser has it.
    const options: IntersectionObserverInit & { scrollMargin: string } = { rootMargin: margin, scrollMargin: margin };
    this.#observer = new IntersectionObserver((entries) => this.#turned(entries), options);
    for (const chunk of list.children) this.#observer.observe(chunk);
  }

  /** Opens a chunk below another one. */
  #open(list: HTMLElement, above: Element | null): Element {
    const chunk = document.createElement('div');
    chunk.className = 'chunk';
    this.#observer?.observe(chunk);
    list.insertBefore(chunk, above ? above.nextElementSibling : list.firstElementChild);
    return chunk;
  }

  #dropEmpty(list: HTMLElement): void {
    for (const chunk of [...list.children]) {
      if (chunk.firstElementChild) continue;
      this.#nearChunks.delete(chunk);
      this.#observer?.unobserve(chunk);
      chunk.remove();
    }
  }

  /** Moves what lies below a card into a chunk of its own, unless somebody is at work there. */
  #split(chunk: Element, last: Element): void {
    if (!this.#list || chunk.matches(':focus-within')) return;
    const below = this.#open(this.#list, chunk);
    if (this.#nearChunks.has(chunk)) this.#nearChunks.add(below);
    while (last.nextElementSibling) below.append(last.nextElementSibling);
  }

  #turned(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting && target.parentNode === this.#list) this.#nearChunks.add(target);
      else this.#nearChunks.delete(target);
    }
    this.#follow();
  }

  #follow(): void {
    const near = new Set([...this.#nearChunks].flatMap(({ children }) => [...children] as ApprovalCard[]));
    const came = [...near].filter((card) => !this.#near.has(card));
    for (const card of this.#near) if (!near.has(card)) card.near = false;
    this.#near.clear();
    for (const card of near) this.#near.add(card);
    for (const card of came) card.near = true;
    if (came.length > 0) this.#cameNear(came);
  }
}
