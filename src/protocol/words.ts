/** The enums of the protocol and their helpers, without schemas, so that elements can import them cheaply. */

declare const unknownWord: unique symbol;
/** An enum value unknown to this version: untrusted text. */
export type UnknownWord = string & { readonly [unknownWord]: true };
/** An enum value, or one unknown to this version; see {@link isKnown}. */
export type Open<Word extends string> = Word | UnknownWord;

/** Whether an enum value is known to this version. */
export function isKnown<Word extends string>(words: readonly Word[], word: string | undefined): word is Word {
  return (words as readonly (string | undefined)[]).includes(word);
}

/** How dangerous an action is. `unknown` means that the gateway did not say. */
export const risks = ['low', 'medium', 'high', 'critical', 'unknown'] as const;
/** How dangerous an action is. `unknown` means that the gateway did not say. */
export type Risk = (typeof risks)[number];

/** The rank of a risk, ascending. An unknown value has the highest rank. */
export function riskRank(risk: Open<Risk>): number {
  return isKnown(risks, risk) ? risks.indexOf(risk) : risks.length;
}

/** What a token may do: `rpc` calls methods, `ws` opens the live stream, `admin` administers. None includes another. */
export const scopes = ['rpc', 'ws', 'admin'] as const;
/** What a token may do: `rpc` calls methods, `ws` opens the live stream, `admin` administers. None includes another. */
export type Scope = (typeof scopes)[number];

/** What a person chooses about a request. */
export const verdicts = ['approve', 'deny'] as const;
/** What a person chooses about a request. */
export type Verdict = (typeof verdicts)[number];

/** How a request ended. */
export const outcomes = ['approved', 'denied', 'expired', 'withdrawn'] as const;
/** How a request ended. */
export type Outcome = (typeof outcomes)[number];

/** The class of an action. */
export const actionClasses = ['read', 'mutate', 'destructive'] as const;
/** The class of an action. */
export type ActionClass = (typeof actionClasses)[number];

/** The class of an audit entry. */
export const classifications = ['read', 'mutate', 'destructive', 'security'] as const;
/** The class of an audit entry. */
export type Classification = (typeof classifications)[number];

/** The outcome of an audit entry. */
export const auditOutcomes = ['success', 'failure', 'denied'] as const;
/** The outcome of an audit entry. */
export type AuditOutcome = (typeof auditOutcomes)[number];

/** The latest moment that a JavaScript `Date` can hold, in epoch milliseconds (ECMA-262, time values and time range). */
export const latestTimestamp = 8.64e15;

/** The means by which a gateway decides automatically. */
export const automatics = ['timeout', 'cache', 'policy'] as const;
/** The means by which a gateway decides automatically. */
export type Automatic = (typeof automatics)[number];

/** The states of a circuit breaker: calls pass, calls are refused, one call is tried. */
export const breakerStates = ['closed', 'open', 'half-open'] as const;
/** The states of a circuit breaker: calls pass, calls are refused, one call is tried. */
export type BreakerState = (typeof breakerStates)[number];

/** The effect of a grant. */
export const effects = ['allow', 'deny'] as const;

/** Which risks are approved without a person: none, low, low and medium, all. */
export const approvalModes = ['manual', 'auto-low', 'auto-medium', 'auto-all'] as const;
/** Which risks are approved without a person: none, low, low and medium, all. */
export type ApprovalMode = (typeof approvalModes)[number];

/** Whether a JSON value is an object. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
