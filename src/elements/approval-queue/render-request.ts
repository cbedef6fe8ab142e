import { html, nothing, type TemplateResult } from 'lit';
import type { ApprovalRequest } from '../../protocol/index.js';
import { formatDateTime } from '../shared/format.js';
import { riskMark } from '../shared/risk.js';
import { untrusted, untrustedBlock } from '../shared/untrusted-text.js';
import { strings } from './approval-queue.strings.js';

/**
 * Draws what a request asks for, all of it: who, what, the gateway's description, the agent's claim told apart from it,
 * every parameter, and where it came from.
 *
 * @param timeLeft stands at the end of the headline.
 */
export function renderRequest(request: ApprovalRequest, timeLeft: TemplateResult): TemplateResult {
  return html`<div class="head">
      <span class="headline">
        ${riskMark(request.risk)}
        <strong class="agent">${untrusted(request.agentId ?? strings.noAgent)}</strong>
        <code class="action">${untrusted(request.action)}</code>
      </span>
      ${timeLeft}
    </div>
    ${request.description === undefined ? nothing : prose(request.description, strings.description)}
    ${
      request.explanation === undefined
        ? nothing
        : html`<div class="claim" part="claim">
            <span class="label">${strings.claim}</span>
            <blockquote>${prose(request.explanation, strings.claim)}</blockquote>
          </div>`
    }
    ${params(request.params)}
    <dl class="origin">
      ${origin(request).map(
        ([term, value]) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>`;
}

/** From this many characters on, text scrolls in a box of its own instead of pushing the buttons away. */
const longProse = 600;
const longLines = 8;

/** Running text, its line feeds kept. */
function prose(text: string, label: string): TemplateResult {
  const long = text.length > longProse || text.split('\n').length > longLines;
  return long ? untrustedBlock(text, label) : html`<p class="prose">${untrusted(text, true)}</p>`;
}

function params(value: ApprovalRequest['params']): TemplateResult {
  const text = JSON.stringify(value, null, 2);
  const extent = strings.extent(text.split('\n').length, text.length);
  return html`<div class="params" part="params">
    <span class="label">${strings.params} <span class="extent">${extent}</span></span>
    ${untrustedBlock(text, strings.params)}
  </div>`;
}

function origin(request: ApprovalRequest): [string, unknown][] {
  const rows: [string, string | undefined][] = [
    [strings.user, request.user],
    [strings.trust, request.trustLevel],
    [strings.tool, request.toolName],
    [strings.class, [request.class, request.sensitive ? strings.sensitive : undefined].filter(Boolean).join(', ')],
    [strings.session, request.sessionKey],
    [strings.trace, request.traceId],
    [strings.id, request.approvalId],
  ];
  const shown = rows.filter((row): row is [string, string] => Boolean(row[1]));
  return [
    [
      strings.asked,
      html`<time datetime=${new Date(request.createdAt).toISOString()}>${formatDateTime(request.createdAt)}</time>`,
    ],
    ...shown.map(([term, value]): [string, unknown] => [term, untrusted(value)]),
  ];
}
