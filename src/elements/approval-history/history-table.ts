import type { TemplateResult } from 'lit';
import { deciderOf, decisionKey } from '../../data/approvals/history.js';
import type { Decision } from '../../protocol/index.js';
import { columnTable, type RowDetails } from '../../ui/table/column-table.js';
import { rowKeys } from '../../ui/table/repeated-ids.js';
import { strings } from './approval-history.strings.js';
import { columns } from './columns.js';

/** Renders the decisions, newest first, with the details of open ones below them. */
export function historyTable(
  decisions: readonly Decision[],
  details: Pick<RowDetails<Decision>, 'open' | 'toggle' | 'render'>,
  isPrinting: boolean,
): TemplateResult {
  return columnTable(decisions, {
    label: strings.table,
    columns,
    keys: rowKeys(decisions, ({ approvalId }) => approvalId, decisionKey),
    rowClass: (decision) => (deciderOf(decision) === 'person' ? 'by-person' : 'by-itself'),
    details: { ...details, label: strings.details, describedBy: 'action' },
    isPrinting,
  });
}
