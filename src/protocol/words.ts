/** The words of the wire, and what can be asked about them. No schemas: elements import this without any. */

declare const unknownWord: unique symbol;
/** A word of an enum that this version does not know, as it came: untrusted text. */
export type UnknownWord = string & { readonly [unknownWord]: true };
/** A word of an enum, or one that this version does not know. {@link isKnown} tells them apart. */
export type Open<Word extends string> = Word | UnknownWord;

/** Whether a word of an enum is one that this version knows. */
export function isKnown<Word extends string>(words: readonly Word[], word: string | undefined): word is Word {
  return (words as readonly (string | undefined)[]).includes(word);
}

/** How dangerous an action is. `unknown` means that the gateway did not say. */
export const risks = ['low', 'medium', 'high', 'critical', 'unknown'] as const;
/** How dangerous an action is. `unknown` means that the gateway did not say. */
export type Risk = (typeof risks)[number];

/** The place of a risk among them, the most dangerous last: a word that nobody here knows is as dangerous as any. */
export function riskRank(risk: Open<Risk>): number {
  return isKnown(risks, risk) ? risks.indexOf(risk) : risks.length;
}

/** What a token may do: `rpc` calls methods, `ws` opens the live stream, `admin` administers. None includes another. */
export const scopes = ['rpc', 'ws', 'admin'] as const;
/** What a token may do: `rpc` calls methods, `ws` opens the live stream, `admin` administers. None includes another. */
export type Scope = (typeof scopes)[number];

/** What an operator decides about a request. */
export const verdicts = ['approve', 'deny'] as const;
/** What an operator decides about a request. */
export type Verdict = (typeof verdicts)[number];

/** How a request ended. */
export const outcomes = ['approved', 'denied', 'expired', 'withdrawn'] as const;
/** How a request ended. */
export type Outcome = (typeof outcomes)[number];

/** What an action does to the world. */
export const actionClasses = ['read', 'mutate', 'destructive'] as const;
/** What an action does to the world. */
export type ActionClass = (typeof actionClasses)[number];

/** How the audit log classifies what happened. */
export const classifications = ['read', 'mutate', 'destructive', 'security'] as const;
/** How the audit log classifies what happened. */
export type Classification = (typeof classifications)[number];

/** How what happened ended, in the audit log. */
export const auditOutcomes = ['success', 'failure', 'denied'] as const;
/** How what happened ended, in the audit log. */
export type AuditOutcome = (typeof auditOutcomes)[number];

/** The latest moment that a JavaScript `Date` can hold, in epoch milliseconds (ECMA-262, time values and time range). */
export const latestTimestamp = 8.64e15;

/** By which means a gateway decides by itself. */
export const automatics = ['timeout', 'cache', 'policy'] as const;
/** By which means a gateway decides by itself. */
export type Automatic = (typeof automatics)[number];

/** The states of a circuit breaker: calls pass, calls are refused, one call is tried. */
export const breakerStates = ['closed', 'open', 'half-open'] as const;
/** The states of a circuit breaker: calls pass, calls are refused, one call is tried. */
export type BreakerState = (typeof breakerStates)[number];

/** What a grant says of a permission. */
export const effects = ['allow', 'deny'] as const;

/** Which risks are approved without a person: none, low, low and medium, all. */
export const approvalModes = ['manual', 'auto-low', 'auto-medium', 'auto-all'] as const;
/** Which risks are approved without a person: none, low, low and medium, all. */
export type ApprovalMode = (typeof approvalModes)[number];

/** Says whether a value, as JSON gives them, is an object. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
