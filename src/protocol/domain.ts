/**
 * What travels: the shapes of the documented RPC, each as a schema and the type that it implies.
 *
 * Times are epoch milliseconds, durations end in `Ms`. Unknown fields are kept, never an error: a newer gateway may say
 * more than this version knows. Nothing here touches the DOM or the network.
 */
import * as z from 'zod/mini';

/** How dangerous an action is. `unknown` means that the gateway did not say. */
export const risks = ['low', 'medium', 'high', 'critical', 'unknown'] as const;
/** How dangerous an action is. `unknown` means that the gateway did not say. */
export type Risk = (typeof risks)[number];

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

/** Epoch milliseconds. */
export const Timestamp = z.number().check(z.gte(0), z.lte(latestTimestamp));
/** A duration in milliseconds, 0 or more. */
export const DurationMs = z.number().check(z.gte(0));

const text = z.string();
const optionalText = z.optional(text);
const record = z.record(z.string(), z.unknown());

/** One line of the security event log. */
export const SecurityEvent = z.looseObject({
  id: text,
  timestamp: Timestamp,
  type: text,
  agentId: optionalText,
  action: text,
  risk: z.enum(risks),
  user: optionalText,
  outcome: optionalText,
  message: optionalText,
  traceId: optionalText,
  sessionKey: optionalText,
  details: z.optional(record),
});
/** One line of the security event log. */
export type SecurityEvent = z.infer<typeof SecurityEvent>;

/** One record of the append-only audit log. */
export const AuditEntry = z.looseObject({
  id: text,
  timestamp: Timestamp,
  agentId: optionalText,
  user: optionalText,
  action: text,
  classification: z.enum(classifications),
  outcome: z.enum(auditOutcomes),
  comment: optionalText,
  traceId: optionalText,
  durationMs: z.optional(DurationMs),
  approvalId: optionalText,
  details: z.optional(record),
});
/** One record of the append-only audit log. */
export type AuditEntry = z.infer<typeof AuditEntry>;

const approvalRequestShape = {
  approvalId: text,
  agentId: optionalText,
  action: text,
  toolName: optionalText,
  /** The gateway's own words. */
  description: optionalText,
  /** The agent's claim: untrusted, and labelled so wherever it is shown. */
  explanation: optionalText,
  params: record,
  truncated: z.optional(z.boolean()),
  risk: z.enum(risks),
  class: z.optional(z.enum(actionClasses)),
  sensitive: z.optional(z.boolean()),
  sessionKey: optionalText,
  user: optionalText,
  trustLevel: optionalText,
  traceId: optionalText,
  createdAt: Timestamp,
  /** 0 or absent: waits for ever. */
  timeoutMs: z.optional(DurationMs),
};

/** An action that waits for a person. */
export const ApprovalRequest = z.looseObject(approvalRequestShape);
/** An action that waits for a person. */
export type ApprovalRequest = z.infer<typeof ApprovalRequest>;

/** A request that has ended, with its outcome and who or what ended it. */
export const Decision = z.looseObject({
  ...approvalRequestShape,
  outcome: z.enum(outcomes),
  comment: optionalText,
  resolvedAt: Timestamp,
  resolvedBy: text,
  automatic: z.optional(z.enum(['timeout', 'cache', 'policy'])),
});
/** A request that has ended, with its outcome and who or what ended it. */
export type Decision = z.infer<typeof Decision>;

/** An API token as the gateway lists it: never its secret. */
export const Token = z.looseObject({
  id: text,
  name: optionalText,
  /** Open strings: a gateway may know scopes that this version does not. */
  scopes: z.array(text),
  createdAt: z.optional(Timestamp),
  lastUsedAt: z.optional(Timestamp),
  expiresAt: z.optional(Timestamp),
  prefix: optionalText,
  /** True for the token that this session uses. */
  current: z.optional(z.boolean()),
  revokedAt: z.optional(Timestamp),
});
/** An API token as the gateway lists it: never its secret. */
export type Token = z.infer<typeof Token>;
