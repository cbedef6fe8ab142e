import type { TemplateResult } from 'lit';
import { columnTable } from '../../ui/table/column-table.js';
import { rowKeys } from '../../ui/table/repeated-ids.js';
import type { RowPages } from '../../ui/table/row-pages.js';
import type { RowSort } from '../../ui/table/row-sort.js';
import { columnsOf, endOf, type TokenRows } from './columns.js';
import { strings } from './token-manager.strings.js';

/** How a list is rendered. */
export interface Drawing {
  readonly pages: RowPages;
  readonly sort: RowSort;
}

/** Renders the tokens in force with their actions. */
export const activeTable = (rows: TokenRows, how: Drawing): TemplateResult => table(strings.table, rows, how);

/** Renders revoked and expired tokens: the place to look when some automation stopped working. */
export function inactiveTable(rows: TokenRows, how: Drawing): TemplateResult {
  const latestFirst = [...rows.tokens].sort((a, b) => (endOf(b) ?? 0) - (endOf(a) ?? 0));
  return table(strings.inactiveTable, { ...rows, tokens: latestFirst }, how);
}

function table(label: string, rows: TokenRows, how: Drawing): TemplateResult {
  const { tokens } = rows;
  return columnTable(tokens, { label, columns: columnsOf(rows), keys: rowKeys(tokens, ({ id }) => id), ...how });
}
