import { html, type TemplateResult } from 'lit';
import { auditKey } from '../../data/audit.js';
import type { AuditEntry } from '../../protocol/index.js';
import { columnTable } from '../../ui/table/column-table.js';
import type { RowBodies } from '../../ui/table/row-bodies.js';
import { rowKeys } from '../../ui/table/repeated-ids.js';
import { strings } from './audit-log.strings.js';
import { columns } from './columns.js';
import { renderDetails, type DetailsOptions } from './entry-details.js';

/** The state that rows depend on. */
export interface TableOptions extends Pick<DetailsOptions, 'copy' | 'narrow'> {
  /** The keys of the entries whose details are open. */
  readonly open: ReadonlySet<string>;
  readonly toggle: (key: string) => void;
  /** The last entry copied, and whether that succeeded. */
  readonly copied: { readonly entry: AuditEntry; readonly ok: boolean } | undefined;
  readonly bodies: RowBodies;
  readonly isPrinting: boolean;
}

/** Renders the entries; only those near the screen are in the DOM, so that ten thousand cost no more than a hundred. */
export function entryTable(entries: readonly AuditEntry[], options: TableOptions): TemplateResult {
  const { open, toggle, copied, copy, narrow, bodies, isPrinting } = options;
  return html`<p id="keys" class="visually-hidden">${strings.keys}</p>
    ${columnTable(entries, {
      label: strings.table,
      describedBy: 'keys',
      columns,
      keys: rowKeys(entries, ({ id }) => id, auditKey),
      bodies,
      isPrinting,
      details: {
        open,
        toggle,
        label: strings.details,
        describedBy: 'action',
        isRoving: true,
        state: copied,
        render: (entry) =>
          renderDetails(entry, { copy, narrow, copied: copied?.entry === entry ? copied.ok : undefined }),
      },
    })}`;
}
