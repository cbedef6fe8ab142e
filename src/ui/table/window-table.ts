/** A virtualized table: its frame as a template, its rows for a {@link RowWindow}. */
import { html, render, type TemplateResult } from 'lit';
import { resizeObserver } from '../../controllers/observers.js';
import type { RowSource } from '../../data/events/event-rows.js';
import { type Column, columnClass } from './column.js';
import { setCellText, setRowJson } from './row-copy.js';

/** From here on the layout starts over, in px: browsers know no place beyond 33 million. */
const mostLead = 10_000_000;

/** The overscan: rows rendered beyond each edge. */
const overscan = 4;

/** Event handlers of the table. */
export interface TableListeners {
  readonly scroll: (event: Event) => void;
  readonly keydown: (event: KeyboardEvent) => void;
  readonly pointerdown: (event: PointerEvent) => void;
  readonly click: (event: MouseEvent) => void;
  readonly focusMoved: (event: FocusEvent) => void;
}

export interface WindowTableOptions {
  readonly label: string;
  /** The id of the description of its keys. */
  readonly describedBy: string;
  /** The total number of rows. */
  readonly size: number;
}

/** Renders the table without rows: a {@link RowWindow} on its `.table` writes those. */
export function windowTable(
  columns: readonly Column<never>[],
  { label, describedBy, size }: WindowTableOptions,
  listeners: TableListeners,
): TemplateResult {
  return html`<div
    class="table"
    part="table"
    role="table"
    aria-describedby=${describedBy}
    aria-label=${label}
    aria-rowcount=${size + 1}
    tabindex="0"
    @scroll=${listeners.scroll}
    @keydown=${listeners.keydown}
    @pointerdown=${listeners.pointerdown}
    @click=${listeners.click}
    @focusin=${listeners.focusMoved}
    @focusout=${listeners.focusMoved}
  >
    <div class="head" part="head" role="rowgroup">
      <div class="row" role="row" aria-rowindex="1">
        ${columns.map((column) => html`<div class="cell ${columnClass(column)}" role="columnheader">${column.label}</div>`)}
      </div>
    </div>
    <div class="body" role="rowgroup">
      <div class="rows"></div>
    </div>
    <div class="probe"></div>
  </div>`;
}

/** How rows are rendered. */
export interface WindowRowOptions<Row extends object, Note extends object> {
  readonly columns: readonly Column<Row>[];
  /** The label of the details button, and the columns that name its row. */
  readonly details: { readonly label: string; readonly describedBy: readonly string[] };
  readonly isOpen: (row: Row) => boolean;
  /** Whether another row has the same id. */
  readonly isRepeated: (row: Row) => boolean;
  readonly json: (row: Row) => string;
  readonly rowClass: (row: Row | Note) => string;
  /** A row with one full-width text. */
  readonly isNote: (row: Row | Note) => row is Note;
  readonly noteText: (note: Note) => string;
}

let rowCounter = 0;

/**
 * Keeps only the visible rows in the DOM, in order, so that a million cost what twenty do.
 *
 * A row keeps its element while visible; only rows that scroll into view are written, into recycled elements: at a
 * thousand rows a second that is most of the work.
 */
export class RowWindow<Row extends object, Note extends object> {
  /** The scroll container; its height is that of the window. */
  readonly scroller: HTMLElement;
  /** The sticky header. */
  readonly #head: HTMLElement;
  /** The spacer with the height of all rows. */
  readonly #body: HTMLElement;
  /** The container of the visible rows. */
  readonly #rows: HTMLElement;
  /** An element of the row height. */
  readonly #probe: HTMLElement;
  readonly #options: WindowRowOptions<Row, Note>;
  readonly #resize: ResizeObserver;
  #shown = new Map<Row | Note, WindowRow<Row, Note>>();
  #firstShown = 0;
  #rowHeight = 0;
  #height = 0;
  #bodyHeight = -1;
  #offset = -1;
  /** How many rows above its place the layout of the rows begins: see {@link #setOffset}. */
  #lead = 0;
  #leadSet = 0;
  #scrollTop = 0;
  /** How many rows are rendered from the first one on, while printing. */
  #printed: number | undefined;

  /**
   * @param table the element of {@link windowTable}.
   * @param resized called when the height of the window or its rows changed.
   */
  constructor(table: HTMLElement, options: WindowRowOptions<Row, Note>, resized: () => void) {
    const part = (name: string) => table.querySelector(`.${name}`) as HTMLElement;
    this.scroller = table;
    this.#head = part('head');
    this.#body = part('body');
    this.#rows = part('rows');
    this.#probe = part('probe');
    this.#options = options;
    this.#resize = resizeObserver(() => {
      this.#measure();
      resized();
    });
    for (const element of [table, this.#head, this.#probe]) this.#resize.observe(element);
    this.#measure();
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
    this.#scrollTop = this.scroller.scrollTop;
  }

  scrollToTop(): void {
    this.scroller.scrollTop = 0;
    this.#scrollTop = 0;
  }

  /** Scrolls a row into view, as little as possible. */
  reveal(index: number): void {
    const top = index * this.#rowHeight;
    const target = Math.max(Math.min(this.#scrollTop, top), top + this.#rowHeight - this.#height);
    if (target === this.#scrollTop) return;
    this.scroller.scrollTop = target;
    this.scrolled();
  }

  /** The index of the first row fully in view. */
  get firstVisible(): number {
    return this.#rowHeight > 0 ? Math.ceil(this.#scrollTop / this.#rowHeight) : 0;
  }

  /** The index of a visible row, else -1. */
  indexOf(row: Row | Note): number {
    let index = this.#firstShown;
    for (const shown of this.#shown.keys()) {
      if (shown === row) return index;
      index++;
    }
    return -1;
  }

  /** The row of an element or its ancestor. */
  rowAt(node: Node): Row | Note | undefined {
    for (const [row, view] of this.#shown) if (view.element.contains(node)) return row;
    return undefined;
  }

  /** The element of a row; undefined when it is not visible. */
  elementOf(row: Row | Note): HTMLElement | undefined {
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
    this.scroller.scrollTop = scrollTop;
    this.scrolled();
  }

  /** Renders the visible part of these rows. */
  draw(source: RowSource<Row | Note>): void {
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
    const before = this.#firstShown;
    const arrived = this.#show(source, first, last);
    this.#lead = arrived === undefined ? 0 : this.#lead + arrived - (first - before);
    this.#setOffset(first * this.#rowHeight, this.#lead * this.#rowHeight);
  }

  /** Stops watching its size. */
  dispose(): void {
    this.#resize.disconnect();
  }

  /** @returns how many rows arrived above those that were shown; undefined when none of those is left. */
  #show(source: RowSource<Row | Note>, first: number, last: number): number | undefined {
    const free = new Map(this.#shown);
    const rows: (Row | Note)[] = [];
    for (let index = first; index < last; index++) {
      const row = source.at(index);
      if (row === undefined) break;
      rows.push(row);
      free.delete(row);
    }
    const kept = this.#shown.size - free.size;
    const spare = free.values();
    const shown = new Map<Row | Note, WindowRow<Row, Note>>();
    rows.forEach((row, position) => {
      let view = this.#shown.get(row);
      if (!view) {
        view = spare.next().value ?? new WindowRow<Row, Note>(this.#options);
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
    const left = rows.find((row) => this.#shown.has(row));
    const arrived = left && first + rows.indexOf(left) - this.indexOf(left);
    this.#shown = shown;
    this.#firstShown = first;
    this.#order(moved);
    return arrived;
  }

  /**
   * Sorts the elements by row, for assistive technology. Kept elements are never detached, which would lose the focus;
   * only recycled ones are moved.
   */
  #order(moved: ReadonlySet<Element> | undefined): void {
    let next = this.#rows.firstElementChild;
    for (const { element } of this.#shown.values()) {
      while (next && moved?.has(next) && next !== element) next = next.nextElementSibling;
      if (next === element) next = next.nextElementSibling;
      else this.#rows.insertBefore(element, next);
    }
  }

  /** A row that leaves the window passes its focus to the table. */
  #leave({ element }: WindowRow<Row, Note>): void {
    const root = element.getRootNode();
    if (root instanceof ShadowRoot && root.activeElement && element.contains(root.activeElement)) {
      this.scroller.focus({ preventScroll: true });
    }
  }

  #measure(): void {
    const [scroller, head, probe] = [this.scroller, this.#head, this.#probe];
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
    this.#body.style.height = `${height}px`;
  }

  /**
   * @param lead how far above its place the layout begins; the transform makes up for it. So a row keeps its place in the
   * layout when others arrive above it, which browsers otherwise count as a jump of the page.
   */
  #setOffset(offset: number, lead: number): void {
    if (Math.abs(lead) > mostLead) lead = this.#lead = 0;
    if (offset === this.#offset && lead === this.#leadSet) return;
    this.#offset = offset;
    this.#leadSet = lead;
    const { style } = this.#rows;
    style.top = `${-lead}px`;
    style.transform = `translateY(${offset + lead}px)`;
  }
}

/**
 * A row rendered by columns. Its cells are created once and rendered into repeatedly: unchanged parts of a template are
 * not touched, which saves most of the work at a thousand rows a second.
 */
class WindowRow<Row extends object, Note extends object> {
  readonly element = document.createElement('div');
  readonly #options: WindowRowOptions<Row, Note>;
  readonly #number = ++rowCounter;
  readonly #cells: readonly HTMLElement[];
  readonly #note: HTMLElement;
  #row: Row | undefined;
  #isNote = false;
  #isOpen = false;
  #index = -1;

  constructor(options: WindowRowOptions<Row, Note>) {
    const { element } = this;
    this.#options = options;
    element.role = 'row';
    element.setAttribute('part', 'row');
    this.#cells = options.columns.map((column) => {
      const cell = cellElement(columnClass(column));
      cell.id = this.#idOf(column.id);
      setCellText(cell, column, () => this.#row);
      return cell;
    });
    this.#cells[0]?.append(this.#button());
    this.#note = cellElement('note');
    this.#note.ariaColSpan = String(options.columns.length);
    element.append(...this.#cells);
  }

  /** Writes a row into the element. */
  show(row: Row | Note): void {
    const { isNote, rowClass } = this.#options;
    const name = `row ${rowClass(row)}`;
    if (this.element.className !== name) this.element.className = name;
    if (isNote(row) !== this.#isNote) {
      this.#isNote = !this.#isNote;
      this.element.replaceChildren(...(this.#isNote ? [this.#note] : this.#cells));
    }
    if (isNote(row)) this.#showNote(row);
    else this.#showRow(row);
  }

  /** Sets the position of the row. @param index 0 is the newest. */
  place(index: number): void {
    if (index === this.#index) return;
    this.#index = index;
    // `aria-rowindex` begins at 1 with the header row.
    this.element.ariaRowIndex = String(index + 2);
  }

  #showNote(note: Note): void {
    const text = this.#options.noteText(note);
    this.#row = undefined;
    this.#markOpen(false);
    this.#note.textContent = text;
    setRowJson(this.element, () => text);
  }

  #showRow(row: Row): void {
    const { columns, isOpen, isRepeated, json } = this.#options;
    const place = { index: this.#number, isRepeated: isRepeated(row) };
    this.#row = row;
    this.#markOpen(isOpen(row));
    setRowJson(this.element, () => json(row));
    this.#cells.forEach((cell, at) => render(columns[at]?.cell(row, place), cell));
  }

  #markOpen(isOpen: boolean): void {
    if (isOpen === this.#isOpen) return;
    this.#isOpen = isOpen;
    this.element.ariaCurrent = isOpen ? 'true' : null;
  }

  #button(): HTMLElement {
    const { label, describedBy } = this.#options.details;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'open';
    // Reached by arrow keys: a tab stop per row would be too many.
    button.tabIndex = -1;
    button.ariaLabel = label;
    button.setAttribute('aria-describedby', describedBy.map((id) => this.#idOf(id)).join(' '));
    return button;
  }

  #idOf(column: string): string {
    return `row-${this.#number}-${column}`;
  }
}

function cellElement(name: string): HTMLElement {
  const element = document.createElement('div');
  element.className = `cell ${name}`;
  element.role = 'cell';
  // Text from outside.
  element.translate = false;
  return element;
}
