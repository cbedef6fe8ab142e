import type { RowSource } from '../../data/events/event-rows.js';

/** How many rows beyond each edge are there before they are scrolled into sight. */
const overscan = 4;

/** One element that shows one row after the other. */
export interface RowView<R> {
  readonly element: HTMLElement;
  /** Writes a row into the element. */
  show(row: R): void;
  /** Says where the row stands. @param index 0 is the newest. */
  place(index: number): void;
}

/** Where a {@link RowWindow} draws. */
export interface RowWindowParts {
  /** What scrolls; its height is that of the window. */
  readonly scroller: HTMLElement;
  /** What stands above the rows and stays there while they scroll. */
  readonly head: HTMLElement;
  /** What becomes as high as all rows together. */
  readonly body: HTMLElement;
  /** What holds the rows that can be seen. */
  readonly rows: HTMLElement;
  /** As high as one row. */
  readonly probe: HTMLElement;
}

/**
 * Keeps only the rows in sight in the page, in their order, so that a million cost what twenty do.
 *
 * A row keeps its element as long as it is in sight; only rows that come into sight are written, into elements that
 * showed others before: at a thousand rows a second that is most of the work.
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
  /** How many rows are drawn from the first one on, while the page is printed. */
  #printed: number | undefined;

  /** @param resized called when the window or its rows have another height. */
  constructor(parts: RowWindowParts, makeView: () => RowView<R>, resized: () => void) {
    this.#parts = parts;
    this.#makeView = makeView;
    this.#resize = new ResizeObserver(() => {
      this.#measure();
      resized();
    });
    for (const part of [parts.scroller, parts.head, parts.probe]) this.#resize.observe(part);
    this.#measure();
  }

  get scroller(): HTMLElement {
    return this.#parts.scroller;
  }

  /** How far it is scrolled, in px, as of the last {@link scrolled}. */
  get scrollTop(): number {
    return this.#scrollTop;
  }

  /** How many rows fit into sight. */
  get capacity(): number {
    return this.#rowHeight > 0 ? Math.ceil(this.#height / this.#rowHeight) : 0;
  }

  /** Takes note of the scroll position: to be called for each `scroll` event. Reading it elsewhere would force a layout. */
  scrolled(): void {
    if (this.#printed !== undefined) return;
    this.#scrollTop = this.#parts.scroller.scrollTop;
  }

  scrollToTop(): void {
    this.#parts.scroller.scrollTop = 0;
    this.#scrollTop = 0;
  }

  /** Scrolls as little as brings a row fully into view. */
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

  /** Where a row in sight stands; -1 for one that is not. */
  indexOf(row: R): number {
    let index = this.#firstShown;
    for (const shown of this.#shown.keys()) {
      if (shown === row) return index;
      index++;
    }
    return -1;
  }

  /** The row that an element shows, or is in. */
  rowAt(node: Node): R | undefined {
    for (const [row, view] of this.#shown) if (view.element.contains(node)) return row;
    return undefined;
  }

  /** The element that shows a row; undefined when it is out of sight. */
  elementOf(row: R): HTMLElement | undefined {
    return this.#shown.get(row)?.element;
  }

  /** Writes the rows in sight anew: how they look has changed, not which they are. */
  rewrite(): void {
    for (const [row, view] of this.#shown) view.show(row);
  }

  /**
   * From the next {@link draw} on, shows rows from the first one on, wherever it is scrolled to: nothing scrolls on paper.
   *
   * @param rows how many at most; undefined to show again what is in sight.
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

  /** Shows what is in sight of these rows. */
  draw(source: RowSource<R>): void {
    if (this.#printed !== undefined) {
      this.#show(source, 0, Math.min(source.size, this.#printed));
      return;
    }
    if (this.#rowHeight === 0 || this.#height <= 0) return;
    const { size } = source;
    this.#setBodyHeight(size * this.#rowHeight, this.#scrollTop === 0);
    const scrollTop = Math.min(this.#scrollTop, Math.max(0, size * this.#rowHeight - this.#height));
    // At the top nobody sees below the edge before scrolling, which draws anew: a live log spares itself that.
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
   * Brings the elements into the order of their rows, for those who read and not look. Kept ones are never taken out of
   * the page, which would cost them the focus; only those that show another row now are moved.
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

  /** A row that goes out of sight with the focus in it hands the focus to the whole. */
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
   * At the top, a list that grows is made higher in few large steps: each costs a layout and a new scroll bar, and the
   * exact height only counts once somebody scrolls.
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
