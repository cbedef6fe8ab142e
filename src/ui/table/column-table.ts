/** A table described by its columns. */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { currentPatterns } from '../text-safety/redact-patterns.js';
import { textChecks } from '../text-safety/text-checks.js';
import { jsonForCopy } from '../text-safety/untrusted-json.js';
import { untrusted } from '../text-safety/untrusted-text.js';
import { zoneName } from '../format/format.js';
import { currentLanguage } from '../language/language.js';
import { sharedStrings } from '../base/strings.js';
import { type Column, columnClass } from './column.js';
import { printedRows } from './print-head.js';
import type { RowKeys } from './repeated-ids.js';
import { cellCopiesAs, copiesAs } from './row-copy.js';
import { bodySize, fewRows, type RowBodies } from './row-bodies.js';
import type { RowPages } from './row-pages.js';
import type { RowSort } from './row-sort.js';

/** The details of rows, each in a row below. */
export interface RowDetails<Row> {
  /** The keys of the rows whose details are open. */
  readonly open: ReadonlySet<string>;
  readonly toggle: (key: string) => void;
  readonly render: (row: Row) => unknown;
  /** The label of the button that opens and closes them. */
  readonly label: string;
  /** The column that names the row of the button. */
  readonly describedBy: string;
  /** Whether the buttons share one tab stop with arrow key navigation. */
  readonly isRoving?: boolean;
  /** Changes when open details look different. */
  readonly state?: unknown;
}

export interface ColumnTableOptions<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly keys: RowKeys<Row>;
  /** A caption in place of the label, for text from the gateway. */
  readonly caption?: string | undefined;
  /** The id of the table's description. */
  readonly describedBy?: string;
  readonly rowClass?: (row: Row) => string;
  readonly details?: RowDetails<Row>;
  /** Renders the first rows, and more on demand. */
  readonly pages?: RowPages;
  /** Makes sortable columns sort the rows. */
  readonly sort?: RowSort;
  /**
   * Splits the rows into bodies: an unchanged one is not rendered again, and of a long table only those near the screen
   * are in the DOM. Cells must depend only on their row. All rows are in one body by default.
   */
  readonly bodies?: RowBodies;
  /** Whether it is printed, where rows are limited. */
  readonly isPrinting?: boolean;
}

/**
 * Renders a table. Rows can be copied as JSON, and a selection as tab-separated lines.
 *
 * Roles are repeated as attributes: the narrow layout turns rows into blocks, and some browsers then drop table
 * semantics.
 */
export function columnTable<Row extends object>(
  rows: readonly Row[],
  options: ColumnTableOptions<Row>,
): TemplateResult {
  const { label, caption, describedBy = nothing, pages, sort, bodies, isPrinting = false } = options;
  const columns = options.columns.filter(({ when }) => when?.(rows) ?? true);
  const sorted = sort?.of(rows, columns, options.keys.keyOf) ?? rows;
  const paged = pages?.of(sorted) ?? sorted;
  const drawn = isPrinting ? paged.slice(0, printedRows) : paged;
  const isWindowed = bodies !== undefined && !isPrinting && drawn.length > fewRows;
  const table = { ...options, columns, isWindowed };
  return html`<table
      role="table"
      part="table"
      aria-describedby=${describedBy}
      aria-label=${caption === undefined ? label : nothing}
      aria-rowcount=${isWindowed ? drawn.length + 1 : nothing}
      aria-labelledby=${caption === undefined ? nothing : 'caption'}
    >
      ${
        caption === undefined
          ? nothing
          : html`<caption id="caption">
              ${untrusted(caption)}
            </caption>`
      }
      <thead class=${sort ? 'sortable' : nothing}>
        <tr role="row" data-label=${sort ? sharedStrings.sortBy : nothing}>
          ${columns.map((column) => head(column, sort))}
        </tr>
      </thead>
      ${
        bodies
          ? bodiesOf(drawn).map((body, index) => {
              const isNear = !isWindowed || bodies.isNear(index);
              return html`<tbody data-rows=${body.length}>
                ${guard([isNear, ...(isNear ? stateOf(body, table) : [])], () => {
                  return isNear ? renderRows(body, index * bodySize, table) : spacer(columns.length);
                })}
              </tbody>`;
            })
          : html`<tbody>
              ${renderRows(drawn, 0, table)}
            </tbody>`
      }
    </table>
    ${pages?.render(rows) ?? nothing} ${sort?.region() ?? nothing}`;
}

const head = (column: Column<never>, sort: RowSort | undefined) =>
  html`<th
    role="columnheader"
    scope="col"
    class=${columnClass(column)}
    data-label=${column.label}
    aria-sort=${sort?.directionOf(column) ?? nothing}
  >
    ${
      column.kind === 'actions'
        ? html`<span class="visually-hidden">${column.label}</span>`
        : (sort?.head(column) ?? column.label)
    }
  </th>`;

/** The rows of each body. */
function bodiesOf<Row>(rows: readonly Row[]): readonly (readonly Row[])[] {
  const count = Math.max(1, Math.ceil(rows.length / bodySize));
  return Array.from({ length: count }, (_, body) => rows.slice(body * bodySize, (body + 1) * bodySize));
}

/** Stands for the rows of a body far from the screen; {@link RowBodies} sets its height. */
const spacer = (columns: number) =>
  html`<tr class="spacer" aria-hidden="true">
    <td colspan=${columns}></td>
  </tr>`;

/** A table with what was decided about it. */
interface DrawnTable<Row> extends ColumnTableOptions<Row> {
  /** Whether some of its rows are not in the DOM. */
  readonly isWindowed: boolean;
}

/** The inputs of a body's rendering. */
function stateOf<Row>(body: readonly Row[], { columns, keys, details, isWindowed }: DrawnTable<Row>): unknown[] {
  const repeated = body.filter(keys.isRepeated).map(keys.keyOf).join('\n');
  // Time zone, language, hidden patterns and checks of text are not in the row.
  const shape = [
    body[0],
    body.length,
    isWindowed,
    columns.length,
    repeated,
    zoneName(),
    currentLanguage(),
    currentPatterns(),
    textChecks(),
  ];
  if (!details || details.open.size === 0) return shape;
  const open = body.map(keys.keyOf).filter((key) => details.open.has(key));
  return open.length === 0 ? shape : [...shape, open.join('\n'), details.state];
}

function renderRows<Row extends object>(body: readonly Row[], first: number, table: DrawnTable<Row>): TemplateResult {
  return html`${repeat(body, table.keys.keyOf, (row, index) => renderRow(row, first + index, table))}`;
}

function renderRow<Row extends object>(row: Row, index: number, table: DrawnTable<Row>): TemplateResult {
  const { columns, keys, details, rowClass, isWindowed } = table;
  const key = keys.keyOf(row);
  const place = { index, isRepeated: keys.isRepeated(row) };
  const isOpen = details?.open.has(key) ?? false;
  return html`<tr
      role="row"
      part="row"
      aria-rowindex=${isWindowed ? index + 2 : nothing}
      class="${rowClass?.(row) ?? ''} ${isOpen ? 'open' : ''}"
      ${copiesAs(() => jsonForCopy(row))}
    >
      ${columns.map((column, at) => {
        const button = details && at === 0 ? disclosure(key, index, details) : nothing;
        const id = details?.describedBy === column.id ? cellId(column.id, index) : nothing;
        return renderCell(column, row, { id, content: html`${button}${column.cell(row, place)}` });
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
  column: Column<Row>,
  row: Row,
  { id, content }: { readonly id: unknown; readonly content: unknown },
): TemplateResult {
  const name = columnClass(column);
  const copies = cellCopiesAs(column, row);
  switch (column.kind) {
    case 'header':
      return html`<th role="rowheader" scope="row" class=${name} id=${id} ${copies}>${content}</th>`;
    case 'actions':
      return html`<td role="cell" class=${name}>${content}</td>`;
    default:
      return html`<td role="cell" class=${name} id=${id} data-label=${column.label} ${copies}>${content}</td>`;
  }
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
