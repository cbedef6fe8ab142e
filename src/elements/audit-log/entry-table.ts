import { html, type TemplateResult } from 'lit';
import { auditKey, auditPage } from '../../data/audit.js';
import type { AuditEntry } from '../../protocol/index.js';
import { timeOf } from '../../ui/format/time.js';
import { type Column, columnTable } from '../../ui/table/column-table.js';
import { repeatedMark, rowKeys } from '../../ui/table/repeated-ids.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { strings } from './audit-log.strings.js';
import { renderDetails, type DetailsOptions } from './entry-details.js';
import { classificationMark, outcomeMark } from './entry-marks.js';

/** What the rows need to know. */
export interface TableOptions extends Pick<DetailsOptions, 'copy' | 'narrow'> {
  /** The keys of the entries whose details are open. */
  readonly open: ReadonlySet<string>;
  readonly toggle: (key: string) => void;
  /** The entry that was copied last, and whether it was. */
  readonly copied: { readonly entry: AuditEntry; readonly ok: boolean } | undefined;
  readonly isPrinting: boolean;
}

/** The columns; `entry-table.styles.ts` takes their widths from here. */
export const columns: readonly Column<AuditEntry>[] = [
  {
    id: 'time',
    label: strings.columns.time,
    cell: ({ timestamp }, { isRepeated }) => html`${timeOf(timestamp)}${repeatedMark(isRepeated)}`,
    width: '15.43em',
  },
  {
    id: 'agent',
    label: strings.columns.agent,
    cell: ({ agentId }) => named(agentId),
    width: 'minmax(6.86em, 1.2fr)',
  },
  {
    id: 'user',
    label: strings.columns.user,
    cell: ({ user }) => named(user),
    width: 'minmax(6.86em, 1fr)',
  },
  {
    id: 'action',
    label: strings.columns.action,
    cell: ({ action }) => html`<span class="clamped">${untrusted(action)}</span>`,
    width: 'minmax(9.14em, 1.6fr)',
  },
  {
    id: 'classification',
    label: strings.columns.classification,
    cell: ({ classification }) => classificationMark(classification),
    width: 'minmax(8.57em, 0.8fr)',
  },
  {
    id: 'outcome',
    label: strings.columns.outcome,
    cell: ({ outcome }) => outcomeMark(outcome),
    width: 'minmax(6.86em, 0.6fr)',
  },
];

const named = (name: string | undefined) =>
  name === undefined || name === ''
    ? html`<span class="muted">${strings.none}</span>`
    : html`<span class="clamped">${untrusted(name)}</span>`;

/** Draws the entries, each page a body of its own, so that ten thousand entries cost no more than a hundred. */
export function entryTable(entries: readonly AuditEntry[], options: TableOptions): TemplateResult {
  const { open, toggle, copied, copy, narrow, isPrinting } = options;
  return html`<p id="keys" class="visually-hidden">${strings.keys}</p>
    ${columnTable(entries, {
      label: strings.table,
      describedBy: 'keys',
      columns,
      keys: rowKeys(entries, ({ id }) => id, auditKey),
      bodySize: auditPage,
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
