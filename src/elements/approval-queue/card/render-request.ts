import { html, nothing, type TemplateResult } from 'lit';
import { actionClasses, type ApprovalRequest } from '../../../protocol/index.js';
import type { Fault } from '../../../data/approvals/waiting-faults.js';
import { renderFault } from './fault-notice.js';
import { sharedStrings } from '../../../ui/base/strings.js';
import { renderAsker } from '../../../ui/format/asker.js';
import { timeOf } from '../../../ui/format/time.js';
import { openWords } from '../../../ui/text-safety/open-word.js';
import { isLong } from '../../../ui/text-safety/plain-text.js';
import { hasSecret, jsonView } from '../../../ui/text-safety/untrusted-json.js';
import { countSuspicious, untrusted, untrustedBlock } from '../../../ui/text-safety/untrusted-text.js';
import { riskMark } from '../../../ui/format/risk.js';
import type { Previews } from '../../../ui/previews/previews.js';
import type { Approving } from './card-code.js';
import { requestStrings as strings } from './request.strings.js';

/** Content from other modules, by slot in the card. */
export interface RequestParts {
  /** At the end of the headline. */
  readonly timeLeft: TemplateResult;
  /** What shows the parameters as what they are; without it they are JSON. */
  readonly previews: Previews | undefined;
  /** What renders the parameters; without it they are JSON. */
  readonly paramsView: Approving['paramsView'] | undefined;
  /** Below the parameters; undefined until its code is loaded. */
  readonly comparison: TemplateResult | undefined;
  /** Below where it came from. */
  readonly context: TemplateResult;
}

/**
 * Renders a request in full: who, what, the gateway's description, the agent's claim marked as such, every parameter,
 * its origin, and the notes to read before deciding.
 */
export function renderRequest(
  request: ApprovalRequest,
  { timeLeft, previews, paramsView, comparison, context }: RequestParts,
  fault?: Fault,
): TemplateResult {
  const { description, explanation } = request;
  return html`<div class="head">
      <span class="headline">
        <span>${riskMark(request.risk, request.riskFrom)}</span>
        <span>${renderAsker(request)}</span>
        <code class="action">${untrusted(request.action)}</code>
      </span>
      ${timeLeft}
    </div>
    ${renderFault(fault)}
    <div class="request">
      ${suspicion(request)}
      ${description === undefined ? nothing : html`<div class="said">${prose(description, strings.description)}</div>`}
      ${
        explanation === undefined
          ? nothing
          : html`<div class="claim said" part="claim">
              <span class="label">${strings.claim}</span>
              <blockquote>${prose(explanation, strings.claim)}</blockquote>
            </div>`
      }
      <div class="params" part="params">
        ${
          fault?.kind === 'unreadable' && fault.readable.params === undefined
            ? html`<p class="muted">${strings.paramsNotRead}</p>`
            : (paramsView?.(request, previews) ??
              html`${jsonView(request.params, { label: sharedStrings.params, caption: true })}`)
        }
        <div class="read-probe" aria-hidden="true"></div>
      </div>
      ${fault ? nothing : comparison}
      <dl class="origin">
        ${origin(request, fault).map(
          ([term, value]) =>
            html`<div>
              <dt>${term}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
      ${context}
    </div>
    ${notes(request)}`;
}

/** Running text with its line feeds. */
function prose(text: string, label: string): TemplateResult {
  if (hasSecret(text)) return html`${jsonView(text, { label })}`;
  return isLong(text) ? untrustedBlock(text, label) : html`<p class="prose">${untrusted(text, true)}</p>`;
}

/** Warns of tokens outside the boxes, which have their own warnings. */
function suspicion(request: ApprovalRequest): unknown {
  const { agentId, action, description, explanation, user, trustLevel, toolName, sessionKey, traceId } = request;
  const lines = [agentId, action, user, trustLevel, toolName, sessionKey, traceId, request.approvalId];
  const sum = (texts: readonly (string | undefined)[], block: boolean) =>
    texts.reduce((count, text) => count + countSuspicious(text ?? '', block), 0);
  const count = sum(lines, false) + sum([description, explanation], true);
  return count === 0 ? nothing : html`<p class="suspicion">${strings.suspicious(count)}</p>`;
}

/** The notes to read before deciding: never folded, directly above the buttons. */
function notes({ notes = [] }: ApprovalRequest): unknown {
  if (notes.length === 0) return nothing;
  return html`<div class="must-read" part="notes">
    <strong>${strings.notes}</strong>
    ${notes.map((note) => html`<p>${untrusted(note)}</p>`)}
  </div>`;
}

function origin(request: ApprovalRequest, fault: Fault | undefined): [string, unknown][] {
  const { agentId, user } = request;
  const isAskedUnread = fault?.kind === 'unreadable' && fault.readable.createdAt === undefined;
  const rows: [string, string | undefined][] = [
    [strings.user, user],
    [strings.trust, request.trustLevel],
    [strings.tool, request.toolName],
    [
      strings.class,
      [request.class && openWords(actionClasses, request.class), request.sensitive ? strings.sensitive : undefined]
        .filter(Boolean)
        .join(', '),
    ],
    [strings.session, request.sessionKey],
    [strings.trace, request.traceId],
    [strings.id, request.approvalId],
  ];
  const shown = rows.filter((row): row is [string, string] => Boolean(row[1]));
  return [
    [strings.asked, isAskedUnread ? strings.notRead : timeOf(request.createdAt)],
    ...(agentId === undefined ? [[strings.agent, strings.agentNotSaid] satisfies [string, unknown]] : []),
    ...shown.map(([term, value]): [string, unknown] => [term, untrusted(value)]),
  ];
}
