/** Renders the context of a request, and reads it: loaded when the context of a card is first opened. */
import { html, nothing, type TemplateResult } from 'lit';
import { eventsRead, inOrder, type RequestContext, type Settled } from '../../../data/approvals/request-context.js';
import {
  type ApprovalRequest,
  type Decision,
  outcomes,
  type ResultOf,
  type SecurityEvent,
} from '../../../protocol/index.js';
import { openWord, wordClass } from '../../../ui/text-safety/open-word.js';
import { textWithoutSecrets } from '../../../ui/text-safety/untrusted-json.js';
import { untrusted } from '../../../ui/text-safety/untrusted-text.js';
import { renderProvenance } from '../../../ui/format/provenance.js';
import { riskMark } from '../../../ui/format/risk.js';
import { timeOf } from '../../../ui/format/time.js';
import { contextStrings as strings } from './context.strings.js';
import { errorWords } from '../../../ui/base/client-error.strings.js';

export { readContext } from '../../../data/approvals/request-context.js';

/**
 * Renders what was read.
 *
 * @param retry reads it again.
 */
export function renderContext(
  context: RequestContext,
  { agentId }: ApprovalRequest,
  retry: () => void,
): TemplateResult {
  const whose = agentId === undefined ? strings.ofAction : strings.ofAgent;
  return html`${renderAnswer(context.decisions, (answer) => decisionsOf(answer, whose), retry)}
  ${context.events === undefined ? html`<p class="muted">${strings.noTrace}</p>` : renderAnswer(context.events, events, retry)}`;
}

function renderAnswer<T>(result: Settled<T>, draw: (answer: T) => TemplateResult, retry: () => void): TemplateResult {
  if (result.ok) return draw(result.answer);
  return html`<p class="error">
    ${untrusted(strings.failed(errorWords(result.error)))}
    <button type="button" class="link" @click=${retry}>${strings.retry}</button>
  </p>`;
}

function decisionsOf({ decisions, notes, derived }: ResultOf<'approvals.history'>, whose: string): TemplateResult {
  return html`${
    decisions.length === 0
      ? html`<p class="muted">${strings.noDecisions}</p>`
      : html`<p class="label">${strings.decisions(decisions.length)} ${whose}</p>
          <table class="past">
            ${decisions.map(pastDecision)}
          </table>`
  }
  ${renderProvenance({ notes, derived })}`;
}

function pastDecision({ outcome, automatic, resolvedBy, resolvedAt, comment }: Decision): TemplateResult {
  return html`<tr>
    <td>${timeOf(resolvedAt)}</td>
    <td>
      <strong class="outcome ${wordClass(outcomes, outcome)}">${openWord(outcomes, outcome, strings.outcome)}</strong>
    </td>
    <td>${automatic ? strings.automatic : html`${strings.by} ${untrusted(resolvedBy)}`}</td>
    <td>${comment === undefined ? nothing : untrusted(comment)}</td>
  </tr>`;
}

function events({ events: all, nextCursor }: ResultOf<'security.events'>): TemplateResult {
  if (all.length === 0) return html`<p class="muted">${strings.noEvents}</p>`;
  return html`<p class="label">${strings.events}</p>
    <table class="past">
      ${inOrder(all).map(event)}
    </table>
    ${nextCursor === undefined ? nothing : html`<p class="muted">${strings.moreEvents(eventsRead)}</p>`}`;
}

function event({ timestamp, action, risk, outcome, message }: SecurityEvent): TemplateResult {
  return html`<tr>
    <td>${timeOf(timestamp)}</td>
    <td>${riskMark(risk)}</td>
    <td><code>${untrusted(action)}</code></td>
    <td>${untrusted(textWithoutSecrets([outcome, message].filter((each) => each !== undefined).join(': ')))}</td>
  </tr>`;
}
