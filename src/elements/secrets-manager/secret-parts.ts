/** How a secret, and what happens to it, is drawn in lists and dialogs. */
import { html, nothing, type TemplateResult } from 'lit';
import type { GatewayError, GatewayErrorKind, Secret } from '../../protocol/index.js';
import { timeOf } from '../../ui/format/time.js';
import { notSentWords } from '../../ui/guards/host-actions.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { strings } from './secrets-manager.strings.js';

/** What can be done to a secret that exists. */
export type Verb = 'replace' | 'delete';

/** Draws a moment, or why there is none. */
export const moment = (ms: number | undefined, otherwise: string = strings.notReported) =>
  ms === undefined ? html`<span class="muted">${otherwise}</span>` : timeOf(ms);

/** Whether the gateway said no, or nothing at all. */
const unanswered: ReadonlySet<GatewayErrorKind> = new Set(['timeout', 'disconnected', 'closed', 'invalid-response']);

/** Says why an action failed, and claims no more than is known. */
export const failure = (error: GatewayError): TemplateResult => {
  const { kind, message } = error;
  return untrusted(notSentWords(error) ?? (unanswered.has(kind) ? strings.unclear : strings.refused)(message));
};

/**
 * Says when and how often a secret was used, as far as the gateway does.
 *
 * @param now for how long ago, if that is shown.
 * @param unused what no use at all means.
 */
export function useOf(
  { lastUsedAt, usageCount }: Secret,
  now?: number,
  unused: string = strings.neverUsed,
): TemplateResult {
  const never = usageCount === 0 ? unused : strings.notReported;
  return html`${moment(lastUsedAt, never)} ${ago(lastUsedAt, now)}
  ${usageCount === undefined ? nothing : html`<span class="muted uses">${strings.uses(usageCount)}</span>`}`;
}

/** When a secret was stored first and last. */
export const createdOf = ({ createdAt }: Secret) => moment(createdAt);
export const updatedOf = ({ updatedAt }: Secret, now?: number) => html`${moment(updatedAt)} ${ago(updatedAt, now)}`;

const ago = (ms: number | undefined, now: number | undefined) =>
  ms === undefined || now === undefined ? nothing : html`<span class="muted">${strings.ago(ms, now)}</span>`;
