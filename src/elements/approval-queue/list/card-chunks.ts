import type { ApprovalCard } from '../card/approval-card.js';
import { nearbyObserver } from '../../../controllers/observers.js';

/** The usual size of a chunk, and the maximum after insertions. */
const chunkSize = 6;
const largestChunk = 2 * chunkSize;

/**
 * The number of cards from which `content-visibility` skips chunks far from the screen: in a shorter list that saves
 * little, and skipped content has no `innerText`.
 */
const longList = 100;
/** The distance from the screen within which cards count as near. */
const margin = '50%';

/**
 * Lays cards out in chunks: far from the screen, observation and layout work by chunk, so that a thousand cards stay
 * cheap. Chunks have no semantics.
 */
export class CardChunks {
  readonly #nearChunks = new Set<Element>();
  readonly #near = new Set<ApprovalCard>();
  readonly #onNear: (cards: readonly ApprovalCard[]) => void;
  #observer: IntersectionObserver | undefined;
  #list: HTMLElement | undefined;

  /** @param onNear called with cards that came near the screen. */
  constructor(onNear: (cards: readonly ApprovalCard[]) => void) {
    this.#onNear = onNear;
  }

  /** The cards on or near the screen. */
  get near(): ReadonlySet<ApprovalCard> {
    return this.#near;
  }

  /**
   * Puts the cards in order, moving only those out of place: a moved element loses the focus.
   *
   * @returns whether any card moved.
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
    // In a scrolling box of the page only `scrollMargin` applies; not every browser supports it.
    const options: IntersectionObserverInit & { scrollMargin: string } = { rootMargin: margin, scrollMargin: margin };
    this.#observer = nearbyObserver((entries) => this.#intersected(entries), options);
    for (const chunk of list.children) this.#observer.observe(chunk);
  }

  /** Inserts a chunk below another. */
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

  /** Splits a chunk below a card, unless somebody works there. */
  #split(chunk: Element, last: Element): void {
    if (!this.#list || chunk.matches(':focus-within')) return;
    const below = this.#open(this.#list, chunk);
    if (this.#nearChunks.has(chunk)) this.#nearChunks.add(below);
    while (last.nextElementSibling) below.append(last.nextElementSibling);
  }

  #intersected(entries: readonly IntersectionObserverEntry[]): void {
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
    if (came.length > 0) this.#onNear(came);
  }
}
