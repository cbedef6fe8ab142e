import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { deciderOf, decisionKey } from '../../data/approvals/history.js';
import { type Decision, outcomes } from '../../protocol/index.js';
import { renderAsker } from '../../ui/format/asker.js';
import { openWord, wordClass } from '../../ui/text-safety/open-word.js';
import { repeatedMark, rowKeys } from '../../ui/table/repeated-ids.js';
import { riskMark } from '../../ui/format/risk.js';
import { timeOf } from '../../ui/format/time.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { jsonForCopy } from '../../ui/text-safety/json-view.js';
import { copiesAs } from '../../ui/table/row-copy.js';
import { strings } from './approval-history.strings.js';

/** Which rows are open, and what they hold then. */
export interface RowDetails {
  readonly isOpen: (key: string) => boolean;
  readonly toggle: (key: string) => void;
  readonly render: (decision: Decision) => TemplateResult;
}

interface Column {
  readonly label: string;
  readonly cell: (decision: Decision) => unknown;
}

const columns: readonly Column[] = [
  { label: strings.agent, cell: (decision) => asker(decision) },
  { label: strings.action, cell: ({ action }) => html`<code>${untrusted(action)}</code>` },
  { label: strings.risk, cell: ({ risk, riskFrom }) => riskMark(risk, riskFrom) },
  {
    label: strings.outcome,
    cell: ({ outcome }) =>
      html`<span class="outcome ${wordClass(outcomes, outcome)}" part="outcome"
        >${openWord(outcomes, outcome, (known) => strings.outcomes[known])}</span
      >`,
  },
  { label: strings.reason, cell: ({ comment }) => html`<span class="reason">${orNone(comment)}</span>` },
  { label: strings.resolvedAt, cell: ({ resolvedAt }) => timeOf(resolvedAt) },
  { label: strings.resolvedBy, cell: resolvedBy },
];

/** Draws the decisions, newest first, each with its details below it while it is open. */
export function historyTable(decisions: readonly Decision[], details: RowDetails): TemplateResult {
  const keys = rowKeys(decisions, ({ approvalId }) => approvalId, decisionKey);
  // The roles are repeated as attributes because the narrow layout turns rows into blocks, and some browsers drop the
  // meaning of a table with its layout.
  return html`<table role="table" aria-label=${strings.table} part="table">
    <thead>
      <tr role="row">
        ${columns.map(({ label }) => html`<th role="columnheader" scope="col">${label}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${repeat(decisions, keys.keyOf, (decision) =>
        row(decision, { key: keys.keyOf(decision), isRepeated: keys.isRepeated(decision) }, details),
      )}
    </tbody>
  </table>`;
}

function row(
  decision: Decision,
  { key, isRepeated }: { readonly key: string; readonly isRepeated: boolean },
  { isOpen, toggle, render }: RowDetails,
): TemplateResult {
  const open = isOpen(key);
  const decider = deciderOf(decision);
  return html`<tr
      role="row"
      part="row"
      class=${decider === 'person' ? 'by-person' : 'by-itself'}
      ${copiesAs(() => jsonForCopy(decision))}
    >
      ${columns.map(
        ({ label, cell }, index) =>
          html`<td role="cell" data-label=${label}>
            ${index === 0 ? disclosure(open, () => toggle(key)) : nothing}${cell(decision)}${repeatedMark(index === 1 && isRepeated)}
          </td>`,
      )}
    </tr>
    ${
      open
        ? html`<tr role="row" class="opened">
            <td role="cell" colspan=${columns.length}>${render(decision)}</td>
          </tr>`
        : nothing
    }`;
}

function disclosure(open: boolean, toggle: () => void): TemplateResult {
  return html`<button
    type="button"
    class="disclosure"
    aria-label=${strings.details}
    aria-expanded=${open}
    title=${strings.details}
    @click=${toggle}
  ></button>`;
}

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
