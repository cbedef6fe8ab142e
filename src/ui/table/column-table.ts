/** A table described by its columns: adding a column is a row of them. */
import { html, nothing, type CSSResult, type TemplateResult, unsafeCSS } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { untrusted } from '../text-safety/untrusted-text.js';
import { zoneName } from '../format/format.js';
import { jsonForCopy } from '../text-safety/json-view.js';
import { currentPatterns } from '../text-safety/secret-shapes.js';
import { printedRows } from './print-head.js';
import type { RowKeys } from './repeated-ids.js';
import { copiesAs } from './row-copy.js';
import type { RowPages } from './row-pages.js';

/** Where a cell stands. */
export interface CellPlace {
  /** Counts the rows that are drawn. */
  readonly index: number;
  /** Whether another row has the same id. */
  readonly isRepeated: boolean;
}

/** One column. Its cells have the class `col-<id>`, and the label before them in the narrow layout. */
export interface Column<Row> {
  readonly id: string;
  /** What its head says; for assistive technology only where it holds buttons. */
  readonly label: string;
  readonly cell: (row: Row, place: CellPlace) => unknown;
  /** A header names its row; actions are buttons. */
  readonly kind?: 'header' | 'actions';
  /** A grid track, in tables whose rows are grids. */
  readonly width?: string;
  /** Whether it is drawn for these rows; always by default. */
  readonly when?: (rows: readonly Row[]) => boolean;
}

/** The details of rows, each in a row of its own below. */
export interface RowDetails<Row> {
  /** The keys of the rows whose details are open. */
  readonly open: ReadonlySet<string>;
  readonly toggle: (key: string) => void;
  readonly render: (row: Row) => unknown;
  /** What the button is called that opens and closes them. */
  readonly label: string;
  /** The column that says which row the button belongs to. */
  readonly describedBy: string;
  /** Whether arrow keys lead from button to button, so that only one is reached by Tab. */
  readonly isRoving?: boolean;
  /** Changes when open details look different. */
  readonly state?: unknown;
}

export interface ColumnTableOptions<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly keys: RowKeys<Row>;
  /** Names the table in place of its label: what a gateway says that is listed. */
  readonly caption?: string | undefined;
  /** The id of what explains the table. */
  readonly describedBy?: string;
  readonly rowClass?: (row: Row) => string;
  readonly details?: RowDetails<Row>;
  /** Draws the first rows, and more on demand. */
  readonly pages?: RowPages;
  /**
   * How many rows make up a `<tbody>`. One that has not changed is not rendered again and, with `content-visibility`, one
   * out of sight is not laid out: cells must depend on nothing but their row. All in one by default.
   */
  readonly bodySize?: number;
  /** Whether it is drawn for paper, where rows are limited. */
  readonly isPrinting?: boolean;
}

/** The grid tracks of the columns, for `grid-template-columns`. */
export const tracksOf = (columns: readonly Column<never>[]): CSSResult =>
  unsafeCSS(columns.map(({ width = 'minmax(0, 1fr)' }) => width).join(' '));

/**
 * Draws a table. Rows can be copied as JSON, and a selection as tab-separated lines.
 *
 * The roles are repeated as attributes because the narrow layout turns rows into blocks, and some browsers drop the
 * meaning of a table with its layout.
 */
export function columnTable<Row extends object>(
  rows: readonly Row[],
  options: ColumnTableOptions<Row>,
): TemplateResult {
  const { label, caption, describedBy = nothing, pages, bodySize = Infinity, isPrinting = false } = options;
  const columns = options.columns.filter(({ when }) => when?.(rows) ?? true);
  const paged = pages?.of(rows) ?? rows;
  const drawn = isPrinting ? paged.slice(0, printedRows) : paged;
  const table = { ...options, columns };
  return html`<table
      role="table"
      part="table"
      aria-describedby=${describedBy}
      aria-label=${caption === undefined ? label : nothing}
      aria-labelledby=${caption === undefined ? nothing : 'caption'}
    >
      ${
        caption === undefined
          ? nothing
          : html`<caption id="caption">
              ${untrusted(caption)}
            </caption>`
      }
      <thead>
        <tr role="row">
          ${columns.map(head)}
        </tr>
      </thead>
      ${bodiesOf(drawn, bodySize).map(
        ([first, body]) =>
          html`<tbody>
            ${
              bodySize === Infinity
                ? renderRows(body, first, table)
                : guard(stateOf(body, table), () => renderRows(body, first, table))
            }
          </tbody>`,
      )}
    </table>
    ${pages?.render(rows) ?? nothing}`;
}

const head = <Row>({ id, label, kind }: Column<Row>) =>
  html`<th role="columnheader" scope="col" class="col-${id}">
    ${kind === 'actions' ? html`<span class="visually-hidden">${label}</span>` : label}
  </th>`;

/** The rows of each body, with the index of its first. */
function bodiesOf<Row>(rows: readonly Row[], size: number): readonly (readonly [number, readonly Row[]])[] {
  if (rows.length <= size) return [[0, rows]];
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, body) => [
    body * size,
    rows.slice(body * size, (body + 1) * size),
  ]);
}

/** What changes how a body looks. */
function stateOf<Row>(body: readonly Row[], { columns, keys, details }: ColumnTableOptions<Row>): unknown[] {
  const repeated = body.filter(keys.isRepeated).map(keys.keyOf).join('\n');
  // How times and secrets are drawn is set around the drawing, not in the row.
  const shape = [body[0], body.length, columns.length, repeated, zoneName(), currentPatterns()];
  if (!details || details.open.size === 0) return shape;
  const open = body.map(keys.keyOf).filter((key) => details.open.has(key));
  return open.length === 0 ? shape : [...shape, open.join('\n'), details.state];
}

function renderRows<Row extends object>(
  body: readonly Row[],
  first: number,
  table: ColumnTableOptions<Row>,
): TemplateResult {
  return html`${repeat(body, table.keys.keyOf, (row, index) => renderRow(row, first + index, table))}`;
}

function renderRow<Row extends object>(row: Row, index: number, table: ColumnTableOptions<Row>): TemplateResult {
  const { columns, keys, details, rowClass } = table;
  const key = keys.keyOf(row);
  const place = { index, isRepeated: keys.isRepeated(row) };
  const isOpen = details?.open.has(key) ?? false;
  return html`<tr
      role="row"
      part="row"
      class="${rowClass?.(row) ?? ''} ${isOpen ? 'open' : ''}"
      ${copiesAs(() => jsonForCopy(row))}
    >
      ${columns.map((column, at) => {
        const button = details && at === 0 ? disclosure(key, index, details) : nothing;
        const id = details?.describedBy === column.id ? cellId(column.id, index) : nothing;
        return renderCell(column, { id, content: html`${button}${column.cell(row, place)}` });
      })}
    </tr>
    ${
      details && isOpen
        ? html`<tr role="row" part="details" class="details">
            <td role="cell" colspan=${columns.length}>${details.render(row)}</td>
          </tr>`
        : nothing
    }`;
}

function renderCell<Row>(
  { id: column, label, kind }: Column<Row>,
  { id, content }: { readonly id: unknown; readonly content: unknown },
): TemplateResult {
  if (kind === 'header') {
    return html`<th role="rowheader" scope="row" class="col-${column}" id=${id}>${content}</th>`;
  }
  if (kind === 'actions') return html`<td role="cell" class="buttons">${content}</td>`;
  return html`<td role="cell" class="col-${column}" id=${id} data-label=${label}>${content}</td>`;
}

const cellId = (column: string, index: number) => `${column}-${index}`;

function disclosure<Row>(key: string, index: number, details: RowDetails<Row>): TemplateResult {
  const { open, toggle, label, describedBy, isRoving } = details;
  return html`<button
    type="button"
    class="disclosure"
    tabindex=${isRoving ? '-1' : nothing}
    title=${label}
    aria-label=${label}
    aria-expanded=${open.has(key)}
    aria-describedby=${cellId(describedBy, index)}
    @click=${() => toggle(key)}
  ></button>`;
}
