import { html, type TemplateResult } from 'lit';
import { deciderOf } from '../../data/approvals/history.js';
import { type Decision, outcomes } from '../../protocol/index.js';
import { renderAsker } from '../../ui/format/asker.js';
import { riskMark } from '../../ui/format/risk.js';
import { timeOf } from '../../ui/format/time.js';
import type { Column } from '../../ui/table/column.js';
import { repeatedMark } from '../../ui/table/repeated-ids.js';
import { openWord, wordClass } from '../../ui/text-safety/open-word.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { strings } from './approval-history.strings.js';

/** The columns of the history. */
export const columns: readonly Column<Decision>[] = [
  {
    id: 'agent',
    get label() {
      return strings.agent;
    },
    cell: (decision) => asker(decision),
  },
  {
    id: 'action',
    get label() {
      return strings.action;
    },
    cell: ({ action }, { isRepeated }) => html`<code>${untrusted(action)}</code>${repeatedMark(isRepeated)}`,
  },
  {
    id: 'risk',
    get label() {
      return strings.risk;
    },
    cell: ({ risk, riskFrom }) => riskMark(risk, riskFrom),
  },
  {
    id: 'outcome',
    get label() {
      return strings.outcome;
    },
    cell: ({ outcome }) =>
      html`<span class="outcome ${wordClass(outcomes, outcome)}" part="outcome"
        >${openWord(outcomes, outcome, (known) => strings.outcomes[known])}</span
      >`,
  },
  {
    id: 'reason',
    get label() {
      return strings.reason;
    },
    cell: ({ comment }) => html`<span class="reason">${orNone(comment)}</span>`,
  },
  {
    id: 'resolved-at',
    get label() {
      return strings.resolvedAt;
    },
    cell: ({ resolvedAt }) => timeOf(resolvedAt),
  },
  {
    id: 'resolved-by',
    get label() {
      return strings.resolvedBy;
    },
    cell: resolvedBy,
  },
];

function resolvedBy(decision: Decision): TemplateResult {
  const decider = deciderOf(decision);
  const name = untrusted(decision.resolvedBy);
  if (decider === 'person' || decider === 'agent') return html`${name}`;
  return html`<span class="automatic" part="automatic">${strings.automatic[decider]}</span>
    <span class="muted system">${name}</span>`;
}

const asker = ({ agentId, user }: Decision) =>
  agentId === undefined && user !== undefined ? renderAsker({ user }) : orNone(agentId);

const orNone = (text: string | undefined) =>
  text === undefined || text === '' ? html`<span class="muted">${strings.none}</span>` : untrusted(text);
