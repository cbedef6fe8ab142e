/** Shared rendering of tokens in lists and dialogs. */
import { html, type TemplateResult } from 'lit';
import type { Wait } from '../../data/tokens.js';
import { type GatewayError, type GatewayErrorKind, scopes, type Token } from '../../protocol/index.js';
import { notSentWords } from '../../ui/guards/host-actions.js';
import { openWords } from '../../ui/text-safety/open-word.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { strings } from './token-manager.strings.js';
import { errorWords } from '../../ui/base/client-error.strings.js';

/** The actions on a token in force. */
export type Verb = 'revoke' | 'rotate';

/** The known scopes; `*` means all of them on the daemon. */
const knownScopes = [...scopes, '*'] as const;

/** Renders the scopes of a token; unknown ones are marked. */
export const scopesOf = ({ scopes: given }: Pick<Token, 'scopes'>): TemplateResult =>
  untrusted(given.map((scope) => openWords(knownScopes, scope)).join(', ') || strings.noScopes);

/** The display name of a token: its name, else its id. */
export const nameOf = ({ name, id }: Token): string => name || id;

/** What a change of a token is decided by. Its last use is not: it moves all the time. */
export const factsOf = ({ id, name, scopes, current }: Token): object => ({ id, name, scopes, current });

/** Error kinds with an unknown outcome, as opposed to a refusal. */
const unanswered: ReadonlySet<GatewayErrorKind> = new Set(['timeout', 'disconnected', 'closed', 'invalid-response']);

/** Renders why an action failed, without claiming more than is known. */
export const failure = (error: GatewayError): TemplateResult => {
  const words = unanswered.has(error.kind) ? strings.unclear : strings.refused;
  return untrusted(notSentWords(error) ?? words(errorWords(error)));
};

/** Renders that a change waits in the client, its position, and why. */
export const waits = ({ position, count, until, reason }: Wait): TemplateResult =>
  html`<p class="waits">${untrusted(strings.waits(position, count, until, reason))}</p>`;
