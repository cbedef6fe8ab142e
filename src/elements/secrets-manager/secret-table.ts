import type { TemplateResult } from 'lit';
import { columnTable } from '../../ui/table/column-table.js';
import { rowKeys } from '../../ui/table/repeated-ids.js';
import type { RowPages } from '../../ui/table/row-pages.js';
import type { RowSort } from '../../ui/table/row-sort.js';
import { columnsOf, type SecretRows } from './columns.js';
import { strings } from './secrets-manager.strings.js';

/** How the list is drawn. */
export interface Drawing {
  readonly pages: RowPages;
  readonly sort: RowSort;
  /** Says what is listed, where that is not all that there is. */
  readonly caption: string | undefined;
}

/** The names in the store, and what can be done to each. */
export function secretTable(rows: SecretRows, how: Drawing): TemplateResult {
  const { secrets } = rows;
  const keys = rowKeys(secrets, ({ name }) => name);
  return columnTable(secrets, { label: strings.table, columns: columnsOf(rows), keys, ...how });
}
