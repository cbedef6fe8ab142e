import { html } from 'lit';
import type { AuditEntry } from '../../protocol/index.js';
import { timeOf } from '../../ui/format/time.js';
import type { Column } from '../../ui/table/column.js';
import { repeatedMark } from '../../ui/table/repeated-ids.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { strings } from './audit-log.strings.js';
import { classificationMark, outcomeMark } from './entry-marks.js';

/** The columns; `entry-table.styles.ts` uses their widths, and places them in the two-line layout. */
export const columns: readonly Column<AuditEntry>[] = [
  {
    id: 'time',
    get label() {
      return strings.columns.time;
    },
    cell: ({ timestamp }, { isRepeated }) => html`${timeOf(timestamp)}${repeatedMark(isRepeated)}`,
    width: '15.43em',
  },
  {
    id: 'agent',
    get label() {
      return strings.columns.agent;
    },
    cell: ({ agentId }) => named(agentId),
    width: 'minmax(6.86em, 1.2fr)',
  },
  {
    id: 'user',
    get label() {
      return strings.columns.user;
    },
    cell: ({ user }) => named(user),
    width: 'minmax(6.86em, 1fr)',
  },
  {
    id: 'action',
    get label() {
      return strings.columns.action;
    },
    cell: ({ action }) => html`<span class="clamped">${untrusted(action)}</span>`,
    width: 'minmax(9.14em, 1.6fr)',
  },
  {
    id: 'classification',
    get label() {
      return strings.columns.classification;
    },
    cell: ({ classification }) => classificationMark(classification),
    width: 'minmax(8.57em, 0.8fr)',
  },
  {
    id: 'outcome',
    get label() {
      return strings.columns.outcome;
    },
    cell: ({ outcome }) => outcomeMark(outcome),
    width: 'minmax(6.86em, 0.6fr)',
  },
];

const named = (name: string | undefined) =>
  name === undefined || name === ''
    ? html`<span class="muted">${strings.none}</span>`
    : html`<span class="clamped">${untrusted(name)}</span>`;
