/** Shared rendering of secrets in lists and dialogs. */
import { html, nothing, type TemplateResult } from 'lit';
import type { GatewayError, GatewayErrorKind, Secret } from '../../protocol/index.js';
import { timeOf } from '../../ui/format/time.js';
import { notSentWords } from '../../ui/guards/host-actions.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { strings } from './secrets-manager.strings.js';
import { errorWords } from '../../ui/base/client-error.strings.js';

/** The actions on an existing secret. */
export type Verb = 'replace' | 'delete';

/** Renders a time, or why there is none. */
export const moment = (ms: number | undefined, otherwise: string = strings.notReported) =>
  ms === undefined ? html`<span class="muted">${otherwise}</span>` : timeOf(ms);

/** Whether a secret has ever been used, as far as the gateway's own counts say. */
export const isUsed = ({ lastUsedAt, usageCount = 0 }: Secret): boolean => lastUsedAt !== undefined || usageCount > 0;

/** What replacing or deleting a secret is decided by. How often it was used is not: it moves all the time. */
export const factsOf = (secret: Secret): object => {
  const { createdAt, updatedAt, provider } = secret;
  return { createdAt, updatedAt, provider, isUsed: isUsed(secret) };
};

/** Error kinds with an unknown outcome, as opposed to a refusal. */
const unanswered: ReadonlySet<GatewayErrorKind> = new Set(['timeout', 'disconnected', 'closed', 'invalid-response']);

/** Renders why an action failed, without claiming more than is known. */
export const failure = (error: GatewayError): TemplateResult => {
  const words = unanswered.has(error.kind) ? strings.unclear : strings.refused;
  return untrusted(notSentWords(error) ?? words(errorWords(error)));
};

/**
 * Renders when and how often a secret was used, as far as reported.
 *
 * @param now the current time, to show the age.
 * @param unused the text for a secret without any use.
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

/** Renders when a secret was created and updated. */
export const createdOf = ({ createdAt }: Secret) => moment(createdAt);
export const updatedOf = ({ updatedAt }: Secret, now?: number) => html`${moment(updatedAt)} ${ago(updatedAt, now)}`;

const ago = (ms: number | undefined, now: number | undefined) =>
  ms === undefined || now === undefined ? nothing : html`<span class="muted">${strings.ago(ms, now)}</span>`;
