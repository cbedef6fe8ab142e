import type { RowSource } from '../../data/events/event-rows.js';
import { resizeObserver } from '../../controllers/observers.js';

/** The overscan: rows rendered beyond each edge. */
const overscan = 4;

/** A reusable row element. */
export interface RowView<R> {
  readonly element: HTMLElement;
  /** Writes a row into the element. */
  show(row: R): void;
  /** Sets the position of the row. @param index 0 is the newest. */
  place(index: number): void;
}

/** The elements of a {@link RowWindow}. */
export interface RowWindowParts {
  /** The scroll container; its height is that of the window. */
  readonly scroller: HTMLElement;
  /** The sticky header. */
  readonly head: HTMLElement;
  /** The spacer with the height of all rows. */
  readonly body: HTMLElement;
  /** The container of the visible rows. */
  readonly rows: HTMLElement;
  /** An element of the row height. */
  readonly probe: HTMLElement;
}

/**
 * Keeps only the visible rows in the DOM, in order, so that a million cost what twenty do.
 *
 * A row keeps its element while visible; only rows that scroll into view are written, into recycled elements: at a
 * thousand rows a second that is most of the work.
 */
export class RowWindow<R extends object> {
  readonly #parts: RowWindowParts;
  readonly #makeView: () => RowView<R>;
  readonly #resize: ResizeObserver;
  #shown = new Map<R, RowView<R>>();
  #firstShown = 0;
  #rowHeight = 0;
  #height = 0;
  #bodyHeight = -1;
  #offset = -1;
  #scrollTop = 0;
  /** How many rows are rendered from the first one on, while printing. */
  #printed: number | undefined;

  /** @param resized called when the height of the window or its rows changed. */
  constructor(parts: RowWindowParts, makeView: () => RowView<R>, resized: () => void) {
    this.#parts = parts;
    this.#makeView = makeView;
    this.#resize = resizeObserver(() => {
      this.#measure();
      resized();
    });
    for (const part of [parts.scroller, parts.head, parts.probe]) this.#resize.observe(part);
    this.#measure();
  }

  get scroller(): HTMLElement {
    return this.#parts.scroller;
  }

  /** The scroll position in px, as of the last {@link scrolled}. */
  get scrollTop(): number {
    return this.#scrollTop;
  }

  /** How many rows fit in the window. */
  get capacity(): number {
    return this.#rowHeight > 0 ? Math.ceil(this.#height / this.#rowHeight) : 0;
  }

  /** Records the scroll position; call it for each `scroll` event. Reading it elsewhere would force a layout. */
  scrolled(): void {
    if (this.#printed !== undefined) return;
    this.#scrollTop = this.#parts.scroller.scrollTop;
  }

  scrollToTop(): void {
    this.#parts.scroller.scrollTop = 0;
    this.#scrollTop = 0;
  }

  /** Scrolls a row into view, as little as possible. */
  reveal(index: number): void {
    const top = index * this.#rowHeight;
    const target = Math.max(Math.min(this.#scrollTop, top), top + this.#rowHeight - this.#height);
    if (target === this.#scrollTop) return;
    this.#parts.scroller.scrollTop = target;
    this.scrolled();
  }

  /** The index of the first row fully in view. */
  get firstVisible(): number {
    return this.#rowHeight > 0 ? Math.ceil(this.#scrollTop / this.#rowHeight) : 0;
  }

  /** The index of a visible row, else -1. */
  indexOf(row: R): number {
    let index = this.#firstShown;
    for (const shown of this.#shown.keys()) {
      if (shown === row) return index;
      index++;
    }
    return -1;
  }

  /** The row of an element or its ancestor. */
  rowAt(node: Node): R | undefined {
    for (const [row, view] of this.#shown) if (view.element.contains(node)) return row;
    return undefined;
  }

  /** The element of a row; undefined when it is not visible. */
  elementOf(row: R): HTMLElement | undefined {
    return this.#shown.get(row)?.element;
  }

  /** Renders the visible rows again: their look changed, not their order. */
  rewrite(): void {
    for (const [row, view] of this.#shown) view.show(row);
  }

  /**
   * For printing: the next {@link draw} renders rows from the first one on, wherever it is scrolled to.
   *
   * @param rows the maximum; undefined to return to the visible rows.
   */
  print(rows: number | undefined): void {
    if (rows === this.#printed) return;
    this.#printed = rows;
    if (rows !== undefined) return;
    const { scrollTop } = this;
    this.#measure();
    this.#parts.scroller.scrollTop = scrollTop;
    this.scrolled();
  }

  /** Renders the visible part of these rows. */
  draw(source: RowSource<R>): void {
    if (this.#printed !== undefined) {
      this.#show(source, 0, Math.min(source.size, this.#printed));
      return;
    }
    if (this.#rowHeight === 0 || this.#height <= 0) return;
    const { size } = source;
    this.#setBodyHeight(size * this.#rowHeight, this.#scrollTop === 0);
    const scrollTop = Math.min(this.#scrollTop, Math.max(0, size * this.#rowHeight - this.#height));
    // No overscan at the top: scrolling renders again, and a live log saves that work.
    const reserve = scrollTop > 0 ? overscan : 0;
    const first = Math.max(0, Math.floor(scrollTop / this.#rowHeight) - reserve);
    const last = Math.min(size, Math.ceil((scrollTop + this.#height) / this.#rowHeight) + reserve);
    this.#setOffset(first * this.#rowHeight);
    this.#show(source, first, last);
  }

  /** Stops watching its size. */
  dispose(): void {
    this.#resize.disconnect();
  }

  #show(source: RowSource<R>, first: number, last: number): void {
    const free = new Map(this.#shown);
    const rows: R[] = [];
    for (let index = first; index < last; index++) {
      const row = source.at(index);
      if (row === undefined) break;
      rows.push(row);
      free.delete(row);
    }
    const kept = this.#shown.size - free.size;
    const spare = free.values();
    const shown = new Map<R, RowView<R>>();
    rows.forEach((row, position) => {
      let view = this.#shown.get(row);
      if (!view) {
        view = spare.next().value ?? this.#makeView();
        this.#leave(view);
        view.show(row);
      }
      view.place(first + position);
      shown.set(row, view);
    });
    for (const view of spare) {
      this.#leave(view);
      view.element.remove();
    }
    const moved = kept > 0 ? new Set([...free.values()].map(({ element }) => element)) : undefined;
    this.#shown = shown;
    this.#firstShown = first;
    this.#order(moved);
  }

  /**
   * Sorts the elements by row, for assistive technology. Kept elements are never detached, which would lose the focus;
   * only recycled ones are moved.
   */
  #order(moved: ReadonlySet<Element> | undefined): void {
    const { rows } = this.#parts;
    let next = rows.firstElementChild;
    for (const { element } of this.#shown.values()) {
      while (next && moved?.has(next) && next !== element) next = next.nextElementSibling;
      if (next === element) next = next.nextElementSibling;
      else rows.insertBefore(element, next);
    }
  }

  /** A row that leaves the window passes its focus to the table. */
  #leave({ element }: RowView<R>): void {
    const root = element.getRootNode();
    if (root instanceof ShadowRoot && root.activeElement && element.contains(root.activeElement)) {
      this.#parts.scroller.focus({ preventScroll: true });
    }
  }

  #measure(): void {
    const { scroller, head, probe } = this.#parts;
    this.#rowHeight = probe.getBoundingClientRect().height;
    this.#height = scroller.clientHeight - head.getBoundingClientRect().height;
    this.scrolled();
    this.#bodyHeight = this.#offset = -1;
  }

  /**
   * At the top, the height of a growing list is increased in few large steps: each costs a layout, and the exact height
   * matters only once somebody scrolls.
   */
  #setBodyHeight(height: number, atTop: boolean): void {
    const grown = height / this.#bodyHeight;
    if (grown === 1 || (atTop && this.#bodyHeight > this.#height && grown > 1 && grown < 1.125)) return;
    this.#bodyHeight = height;
    this.#parts.body.style.height = `${height}px`;
  }

  #setOffset(offset: number): void {
    if (offset === this.#offset) return;
    this.#offset = offset;
    this.#parts.rows.style.transform = `translateY(${offset}px)`;
  }
}
