import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { sharedStrings as strings } from '../base/strings.js';
import { currentLanguage } from '../language/language.js';
import { isAtRest } from './at-rest.js';
import type { Column } from './column.js';

/** A way to sort. */
export type Direction = 'ascending' | 'descending';

const collators = new Map<string | undefined, Intl.Collator>();

function compareTexts(a: string, b: string): number {
  const { locale } = currentLanguage();
  let collator = collators.get(locale);
  if (!collator) collators.set(locale, (collator = new Intl.Collator(locale, { numeric: true })));
  return collator.compare(a, b);
}

/** Sorts a list by a chosen column; by default in the gateway's order. */
export class RowSort {
  readonly #host: LitElement;
  #by: { readonly id: string; readonly label: string; readonly direction: Direction } | undefined;
  /** The position of each row by key, as last sorted. */
  #places: ReadonlyMap<string, number> | undefined;
  #isAnnounced = false;

  constructor(host: LitElement) {
    this.#host = host;
  }

  /** The sorted rows. They keep their positions while somebody reads, even if values change; new ones come last. */
  of<Row>(rows: readonly Row[], columns: readonly Column<Row>[], keyOf: (row: Row) => string): readonly Row[] {
    const by = this.#by;
    const valueOf = by && columns.find(({ id }) => id === by.id)?.sort;
    if (!valueOf) return rows;
    if (!this.#places || isAtRest(this.#host)) {
      const sorted = sortBy(rows, valueOf, by.direction);
      this.#places = new Map(sorted.map((row, place) => [keyOf(row), place]));
      return sorted;
    }
    const places = this.#places;
    return sortBy(rows, (row) => places.get(keyOf(row)), 'ascending');
  }

  /** The current direction of a column. */
  directionOf({ id }: Column<never>): Direction | undefined {
    return this.#by?.id === id ? this.#by.direction : undefined;
  }

  /** The content of a column's header: a button for sortable ones. */
  head(column: Column<never>): unknown {
    return column.sort ? this.#button(column, nothing) : column.label;
  }

  /** Sort buttons for a list without headers. */
  bar(columns: readonly Column<never>[]): TemplateResult {
    return html`<div class="sort-bar" role="group" aria-label=${strings.sortBy}>
      <span class="muted" aria-hidden="true">${strings.sortBy}</span>
      ${columns.filter(({ sort }) => sort).map((column) => this.#button(column, this.directionOf(column) !== undefined))}
      ${this.region()}
    </div>`;
  }

  /** Announces changes of the sort order. */
  region(): TemplateResult {
    const words = this.#by ? strings.sorted(this.#by.label, this.#by.direction) : strings.unsorted;
    return html`<div class="visually-hidden" role="status">${this.#isAnnounced ? words : nothing}</div>`;
  }

  /** @param isPressed `nothing` in a header, which has `aria-sort`. */
  #button(column: Column<never>, isPressed: unknown): TemplateResult {
    return html`<button
      type="button"
      class="sort ${this.directionOf(column) ?? ''}"
      aria-pressed=${isPressed}
      @click=${() => this.#press(column)}
    >
      ${column.label}
    </button>`;
  }

  /** Ascending, then descending, then the gateway's order again. */
  #press({ id, label }: Column<never>): void {
    const before = this.#by?.id === id ? this.#by.direction : undefined;
    this.#by =
      before === 'descending' ? undefined : { id, label, direction: before === undefined ? 'ascending' : 'descending' };
    this.#places = undefined;
    this.#isAnnounced = true;
    this.#host.requestUpdate();
  }
}

function sortBy<Row>(
  rows: readonly Row[],
  valueOf: (row: Row) => string | number | undefined,
  direction: Direction,
): readonly Row[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return rows
    .map((row) => ({ row, value: valueOf(row) }))
    .sort(({ value: a }, { value: b }) => {
      if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
      return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : compareTexts(String(a), String(b)));
    })
    .map(({ row }) => row);
}
