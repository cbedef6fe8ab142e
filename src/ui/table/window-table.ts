/** A virtualized table: its frame as a template, its rows for a {@link RowWindow}. */
import { html, render, type TemplateResult } from 'lit';
import { type Column, columnClass } from './column.js';
import { setCellText, setRowJson } from './row-copy.js';
import type { RowView } from './row-window.js';

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

/** Renders the table without rows: a window writes those into `.rows`. */
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
 * A row rendered by columns. Its cells are created once and rendered into repeatedly: unchanged parts of a template are
 * not touched, which saves most of the work at a thousand rows a second.
 */
export class WindowRow<Row extends object, Note extends object> implements RowView<Row | Note> {
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
