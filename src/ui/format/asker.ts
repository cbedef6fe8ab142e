import { html, type TemplateResult } from 'lit';
import type { ApprovalRequest } from '../../protocol/index.js';
import { textSafetyStrings as strings } from '../text-safety/text-safety.strings.js';
import { labelText, untrusted } from '../text-safety/untrusted-text.js';

type Asker = Pick<ApprovalRequest, 'agentId' | 'user'>;

/** Who asks: the agent, or the requesting user where the gateway does not report the agent. */
export function renderAsker({ agentId, user }: Asker): TemplateResult {
  if (agentId !== undefined) return html`<strong class="agent">${untrusted(agentId)}</strong>`;
  if (user === undefined) return html`<span class="agent muted">${strings.noAsker}</span>`;
  return html`<span class="agent">${strings.requestedBy} <strong>${untrusted(user)}</strong></span>`;
}

/** The same for a label. */
export function askerLabel({ agentId, user }: Asker): string {
  const words = agentId ?? (user === undefined ? strings.noAsker : `${strings.requestedBy} ${user}`);
  return labelText(words);
}
