/**
 * The data types of the documented RPC as schemas.
 *
 * Times are epoch milliseconds, durations end in `Ms`. Unknown fields and enum values are kept, not errors, for
 * compatibility with newer gateways. Nothing here touches the DOM or the network.
 */
import * as z from 'zod/mini';
import { open } from './open.js';
import {
  actionClasses,
  auditOutcomes,
  automatics,
  breakerStates,
  classifications,
  effects,
  isJsonObject,
  latestTimestamp,
  outcomes,
  risks,
} from './words.js';

/** Epoch milliseconds. */
export const Timestamp = z.number().check(z.gte(0), z.lte(latestTimestamp));
/** A duration in milliseconds, 0 or more. */
export const DurationMs = z.number().check(z.gte(0));

/** A JSON object, not copied: `z.record` loses a key named `__proto__`. */
export const JsonObject = z
  .custom<Record<string, unknown>>(isJsonObject, 'an object')
  .register(z.globalRegistry, { type: 'object' });

const text = z.string();
const optionalText = z.optional(text);
const count = z.number().check(z.gte(0));

/** One line of the security event log. */
export const SecurityEvent = z.looseObject({
  id: text,
  timestamp: Timestamp,
  type: text,
  agentId: optionalText,
  action: text,
  risk: open(risks),
  user: optionalText,
  outcome: optionalText,
  message: optionalText,
  traceId: optionalText,
  sessionKey: optionalText,
  details: z.optional(JsonObject),
  /** Set for frequent events without significance of their own: those of one name are folded into a count. */
  routine: optionalText,
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
  classification: open(classifications),
  outcome: open(auditOutcomes),
  comment: optionalText,
  traceId: optionalText,
  durationMs: z.optional(DurationMs),
  approvalId: optionalText,
  details: z.optional(JsonObject),
});
/** One record of the append-only audit log. */
export type AuditEntry = z.infer<typeof AuditEntry>;

const approvalRequestShape = {
  approvalId: text,
  agentId: optionalText,
  action: text,
  toolName: optionalText,
  /** The gateway's own description. */
  description: optionalText,
  /** The agent's claim: untrusted, and labelled so wherever it is shown. */
  explanation: optionalText,
  params: JsonObject,
  truncated: z.optional(z.boolean()),
  risk: open(risks),
  /** What the risk was derived from, where the gateway itself does not report one. */
  riskFrom: optionalText,
  class: z.optional(open(actionClasses)),
  sensitive: z.optional(z.boolean()),
  sessionKey: optionalText,
  user: optionalText,
  trustLevel: optionalText,
  traceId: optionalText,
  createdAt: Timestamp,
  /** 0 or absent: never expires. */
  timeoutMs: z.optional(DurationMs),
  /** What must be read before deciding, or to understand the outcome: shown with the request, never folded away. */
  notes: z.optional(z.array(text)),
};

/** A request: an action that waits for a decision. */
export const ApprovalRequest = z.looseObject(approvalRequestShape);
/** A request: an action that waits for a decision. */
export type ApprovalRequest = z.infer<typeof ApprovalRequest>;

/** A request that has ended, with its outcome and who or what ended it. */
export const Decision = z.looseObject({
  ...approvalRequestShape,
  outcome: open(outcomes),
  comment: optionalText,
  resolvedAt: Timestamp,
  resolvedBy: text,
  automatic: z.optional(open(automatics)),
  /**
   * Until when the gateway automatically decides the same way for the same session and action. Absent: not, or not
   * reported. `approvals.forgetDenials` ends a remembered denial earlier.
   */
  rememberedUntil: z.optional(Timestamp),
  /**
   * The rule that decided automatically: the key of a setting, or the id of a remembered rule with its use count, this
   * use included.
   */
  rule: z.optional(z.looseObject({ id: text, uses: z.optional(count) })),
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
  /** Why it cannot be rotated, and what to do instead. Absent: it can. */
  cannotRotate: optionalText,
  /** Why it cannot be revoked, and what to do instead. Absent: it can. */
  cannotRevoke: optionalText,
});
/** An API token as the gateway lists it: never its secret. */
export type Token = z.infer<typeof Token>;

/** The health of an AI provider. An absent field was not reported, which does not mean healthy. */
export const ProviderHealth = z.looseObject({
  provider: text,
  state: z.optional(open(breakerStates)),
  /** Since when it is in this state. */
  since: z.optional(Timestamp),
  /** Why it is in this state. */
  reason: optionalText,
  /** Set while it fails for several callers; may be known where the state of the breaker is not. */
  degraded: z.optional(z.looseObject({ since: Timestamp, reason: optionalText })),
  /** When an open breaker lets the next call through. */
  nextProbeAt: z.optional(Timestamp),
  /** The length of the window that `calls`, `errors` and `latencyMs` are of. */
  windowMs: z.optional(DurationMs),
  calls: z.optional(count),
  errors: z.optional(count),
  latencyMs: z.optional(z.looseObject({ p50: DurationMs, p95: DurationMs, p99: z.optional(DurationMs) })),
  /** The states that it has been in, oldest first. */
  history: z.optional(z.array(z.looseObject({ state: open(breakerStates), from: Timestamp }))),
  /** The measurements, oldest first. */
  samples: z.optional(
    z.array(
      z.looseObject({
        at: Timestamp,
        p50: z.optional(DurationMs),
        p95: z.optional(DurationMs),
        errors: count,
        calls: count,
      }),
    ),
  ),
});
/** The health of an AI provider. An absent field was not reported, which does not mean healthy. */
export type ProviderHealth = z.infer<typeof ProviderHealth>;

/** A secret as the gateway lists it: never its value. */
export const Secret = z.looseObject({
  name: text,
  provider: optionalText,
  description: optionalText,
  createdAt: z.optional(Timestamp),
  updatedAt: z.optional(Timestamp),
  lastUsedAt: z.optional(Timestamp),
  usageCount: z.optional(count),
  expiresAt: z.optional(Timestamp),
  source: optionalText,
});
/** A secret as the gateway lists it: never its value. */
export type Secret = z.infer<typeof Secret>;

/** Roles, permissions and grants, as enforced by the gateway. */
export const Permissions = z.looseObject({
  roles: z.array(z.looseObject({ id: text, label: optionalText })),
  permissions: z.array(z.looseObject({ id: text, label: optionalText, group: optionalText })),
  grants: z.array(z.looseObject({ role: text, permission: text, effect: open(effects), origin: optionalText })),
});
/** Roles, permissions and grants, as enforced by the gateway. */
export type Permissions = z.infer<typeof Permissions>;
