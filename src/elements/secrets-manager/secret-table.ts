import type { TemplateResult } from 'lit';
import { columnTable } from '../../ui/table/column-table.js';
import { rowKeys } from '../../ui/table/repeated-ids.js';
import type { RowPages } from '../../ui/table/row-pages.js';
import type { RowSort } from '../../ui/table/row-sort.js';
import { columnsOf, type SecretRows } from './columns.js';
import { strings } from './secrets-manager.strings.js';

/** How the list is rendered. */
export interface Drawing {
  readonly pages: RowPages;
  readonly sort: RowSort;
  /** The caption of an incomplete list. */
  readonly caption: string | undefined;
}

/** Renders the names in the store with their actions. */
export function secretTable(rows: SecretRows, how: Drawing): TemplateResult {
  const { secrets } = rows;
  const keys = rowKeys(secrets, ({ name }) => name);
  return columnTable(secrets, { label: strings.table, columns: columnsOf(rows), keys, ...how });
}
