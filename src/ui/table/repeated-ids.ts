/** Rows of one answer that share an id: all are shown, each with a mark. */
import { html, nothing } from 'lit';
import { sharedStrings as strings } from '../base/strings.js';

/** The identity of a row. */
export interface RowKeys<Row> {
  /** Unique, even for equal rows. */
  readonly keyOf: (row: Row) => string;
  /** Whether another row has the same id. */
  readonly isRepeated: (row: Row) => boolean;
}

const known = new WeakMap<readonly object[], RowKeys<never>>();

/**
 * Finds rows that share an id; cached by list.
 *
 * @param idOf the id that the gateway gave.
 * @param keyOf distinguishes rows of the same id; the id by default.
 */
export function rowKeys<Row extends object>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
  keyOf: (row: Row) => string = idOf,
): RowKeys<Row> {
  const before = known.get(rows);
  if (before) return before as RowKeys<Row>;
  const ids = new Map<string, number>();
  const keys = new Map<Row, string>();
  const used = new Map<string, number>();
  for (const row of rows) {
    ids.set(idOf(row), (ids.get(idOf(row)) ?? 0) + 1);
    const key = keyOf(row);
    const number = (used.get(key) ?? 0) + 1;
    used.set(key, number);
    keys.set(row, number === 1 ? key : `${key}\u0000${number}`);
  }
  const found: RowKeys<Row> = {
    keyOf: (row) => keys.get(row) ?? keyOf(row),
    isRepeated: (row) => (ids.get(idOf(row)) ?? 0) > 1,
  };
  known.set(rows, found);
  return found;
}

/** Renders the mark of a row whose id another row has, too. */
export const repeatedMark = (isRepeated: boolean, words: string = strings.repeatedId): unknown =>
  isRepeated ? html` <span class="repeated-id" part="repeated-id">${words}</span>` : nothing;
