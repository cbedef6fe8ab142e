/** How a token, and what happens to it, is drawn in lists and dialogs. */
import { html, type TemplateResult } from 'lit';
import type { Wait } from '../../data/tokens.js';
import { type GatewayError, type GatewayErrorKind, scopes, type Token } from '../../protocol/index.js';
import { notSentWords } from '../../ui/guards/host-actions.js';
import { openWords } from '../../ui/text-safety/open-word.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { strings } from './token-manager.strings.js';

/** What can be done to a token in force. */
export type Verb = 'revoke' | 'rotate';

/** What tokens may do, where a gateway keeps to the documented words; `*` is all of it on the daemon. */
const knownScopes = [...scopes, '*'] as const;

/** Draws the scopes of a token, those that are not known here as they came and marked. */
export const scopesOf = ({ scopes: given }: Pick<Token, 'scopes'>): TemplateResult =>
  untrusted(given.map((scope) => openWords(knownScopes, scope)).join(', ') || strings.noScopes);

/** What a token is called: its name, or its id if it has none. */
export const nameOf = ({ name, id }: Token): string => name || id;

/** Whether the gateway said no, or nothing at all. */
const unanswered: ReadonlySet<GatewayErrorKind> = new Set(['timeout', 'disconnected', 'closed', 'invalid-response']);

/** Says why an action failed, and claims no more than is known. */
export const failure = (error: GatewayError): TemplateResult => {
  const { kind, message } = error;
  return untrusted(notSentWords(error) ?? (unanswered.has(kind) ? strings.unclear : strings.refused)(message));
};

/** Says that a change waits in the client, as which of those that do, and why. */
export const waits = ({ position, count, until, reason }: Wait): TemplateResult =>
  html`<p class="waits">${untrusted(strings.waits(position, count, until, reason))}</p>`;
