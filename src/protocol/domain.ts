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
  /** Unique, also after a restart. */
  id: text,
  /** When it happened. */
  timestamp: Timestamp,
  /** What kind of event it is: an open word, such as `agent.action`. */
  type: text,
  /** The agent that acted. Absent: none did. */
  agentId: optionalText,
  /** What was done, such as `file.delete`. */
  action: text,
  /** How dangerous it is. */
  risk: open(risks),
  /** The person on whose behalf the agent acted, or who acted. */
  user: optionalText,
  /** How it ended, in an open word. */
  outcome: optionalText,
  /** One sentence for people. */
  message: optionalText,
  /** Joins what belongs to one run of an agent. */
  traceId: optionalText,
  /** The session of the agent. */
  sessionKey: optionalText,
  /** Everything else that is known, as an object. */
  details: z.optional(JsonObject),
  /** Set for frequent events without significance of their own: those of one name are folded into a count. */
  routine: optionalText,
});
/** One line of the security event log. */
export type SecurityEvent = z.infer<typeof SecurityEvent>;

/** One record of the append-only audit log. */
export const AuditEntry = z.looseObject({
  /** Unique, also after a restart. */
  id: text,
  /** When it happened. */
  timestamp: Timestamp,
  /** The agent that acted. Absent: none did. */
  agentId: optionalText,
  /** The person or the token that acted or decided. */
  user: optionalText,
  /** What was done, such as `tokens.create`. */
  action: text,
  /** What kind of action it is. */
  classification: open(classifications),
  /** `denied` also for what was not decided in time. */
  outcome: open(auditOutcomes),
  /** The reason that a person gave. */
  comment: optionalText,
  /** Joins what belongs to one run of an agent. */
  traceId: optionalText,
  /** How long it took. */
  durationMs: z.optional(DurationMs),
  /** The request that it is about. */
  approvalId: optionalText,
  /** Everything else that is known, as an object. */
  details: z.optional(JsonObject),
});
/** One record of the append-only audit log. */
export type AuditEntry = z.infer<typeof AuditEntry>;

const approvalRequestShape = {
  /** Unique, also after a restart; never used again. */
  approvalId: text,
  /** The agent that asks. Absent: not known, and said so. */
  agentId: optionalText,
  /** What the agent wants to do, such as `file.delete`. Rules match it. */
  action: text,
  /** The tool that would be used. */
  toolName: optionalText,
  /** The gateway's own description. */
  description: optionalText,
  /** The agent's claim: untrusted, and labelled so wherever it is shown. */
  explanation: optionalText,
  /** All parameters of the action, as they would be used. They are part of the digest. */
  params: JsonObject,
  /** True: `params` are not complete. Such a request can only be denied. */
  truncated: z.optional(z.boolean()),
  /** How dangerous it is. High and critical have to be read before they can be approved. */
  risk: open(risks),
  /** What the risk was derived from, where the gateway itself does not report one. */
  riskFrom: optionalText,
  /** Whether it reads, changes or destroys. */
  class: z.optional(open(actionClasses)),
  /** True: it concerns data that the policy calls sensitive. */
  sensitive: z.optional(z.boolean()),
  /** The session of the agent. */
  sessionKey: optionalText,
  /** The person on whose behalf the agent asks. */
  user: optionalText,
  /** How far the agent is trusted, in an open word. */
  trustLevel: optionalText,
  /** Joins the request with events and audit entries of the same run. */
  traceId: optionalText,
  /** When the agent asked. The deadline is `createdAt + timeoutMs`. */
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
  /** How the request ended. */
  outcome: open(outcomes),
  /** The reason that a person gave. */
  comment: optionalText,
  /** When it ended. */
  resolvedAt: Timestamp,
  /** Who decided: the name of a token or a person, or what decided automatically. */
  resolvedBy: text,
  /** By what it was decided without a person. Absent: a person decided. */
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
  rule: z.optional(
    z.looseObject({
      /** The key of the setting, or the id of the remembered rule. */
      id: text,
      /** How often the remembered rule has decided, this time included. */
      uses: z.optional(count),
    }),
  ),
});
/** A request that has ended, with its outcome and who or what ended it. */
export type Decision = z.infer<typeof Decision>;

/** An API token as the gateway lists it: never its secret. */
export const Token = z.looseObject({
  /** Names the token in calls. Not secret. */
  id: text,
  /** What people call it. */
  name: optionalText,
  /** Open strings: a gateway may know scopes that this version does not. */
  scopes: z.array(text),
  /** When it was made. */
  createdAt: z.optional(Timestamp),
  /** When it was used last. */
  lastUsedAt: z.optional(Timestamp),
  /** When it ends. Absent: never. */
  expiresAt: z.optional(Timestamp),
  /** The first characters of its secret, to recognise it. */
  prefix: optionalText,
  /** True for the token that this session uses. */
  current: z.optional(z.boolean()),
  /** When it was revoked. Absent: it is in force. */
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
  /** The name of the provider, which identifies it. */
  provider: text,
  /** The state of its circuit breaker: `open` refuses calls. */
  state: z.optional(open(breakerStates)),
  /** Since when it is in this state. */
  since: z.optional(Timestamp),
  /** Why it is in this state. */
  reason: optionalText,
  /** Set while it fails for several callers; may be known where the state of the breaker is not. */
  degraded: z.optional(
    z.looseObject({
      /** Since when. */
      since: Timestamp,
      /** Why. */
      reason: optionalText,
    }),
  ),
  /** When an open breaker lets the next call through. */
  nextProbeAt: z.optional(Timestamp),
  /** The length of the window that `calls`, `errors` and `latencyMs` are of. */
  windowMs: z.optional(DurationMs),
  /** How many calls there were in the window. */
  calls: z.optional(count),
  /** How many of them failed. */
  errors: z.optional(count),
  /** Percentiles of the latency in the window. */
  latencyMs: z.optional(
    z.looseObject({
      /** Half of the calls took no longer. */
      p50: DurationMs,
      /** 95 of 100 calls took no longer. */
      p95: DurationMs,
      /** 99 of 100 calls took no longer. */
      p99: z.optional(DurationMs),
    }),
  ),
  /** The states that it has been in, oldest first. */
  history: z.optional(
    z.array(
      z.looseObject({
        /** The state. */
        state: open(breakerStates),
        /** Since when. */
        from: Timestamp,
      }),
    ),
  ),
  /** The measurements, oldest first. */
  samples: z.optional(
    z.array(
      z.looseObject({
        /** When it was measured. */
        at: Timestamp,
        /** The median latency then. */
        p50: z.optional(DurationMs),
        /** The 95th percentile then. */
        p95: z.optional(DurationMs),
        /** How many calls failed since the measurement before. */
        errors: count,
        /** How many calls there were since the measurement before. */
        calls: count,
      }),
    ),
  ),
});
/** The health of an AI provider. An absent field was not reported, which does not mean healthy. */
export type ProviderHealth = z.infer<typeof ProviderHealth>;

/** A secret as the gateway lists it: never its value. */
export const Secret = z.looseObject({
  /** The name by which agents use it; it identifies the secret. */
  name: text,
  /** What it is for, such as a provider. */
  provider: optionalText,
  /** What a person wrote about it. */
  description: optionalText,
  /** When it was first set. */
  createdAt: z.optional(Timestamp),
  /** When its value was set last. */
  updatedAt: z.optional(Timestamp),
  /** When it was used last. */
  lastUsedAt: z.optional(Timestamp),
  /** How often it has been used. */
  usageCount: z.optional(count),
  /** When it ends. Absent: never. */
  expiresAt: z.optional(Timestamp),
  /** Where its value is kept, in an open word. */
  source: optionalText,
});
/** A secret as the gateway lists it: never its value. */
export type Secret = z.infer<typeof Secret>;

/** Roles, permissions and grants, as enforced by the gateway. */
export const Permissions = z.looseObject({
  /** The columns of the matrix. */
  roles: z.array(
    z.looseObject({
      /** Names the role in grants. */
      id: text,
      /** What people call it. Absent: the id. */
      label: optionalText,
    }),
  ),
  /** The rows of the matrix, in groups. */
  permissions: z.array(
    z.looseObject({
      /** Names the permission in grants. */
      id: text,
      /** What people call it. Absent: the id. */
      label: optionalText,
      /** The heading below which it stands. */
      group: optionalText,
    }),
  ),
  /** What a role has of a permission. Without a grant it has not; a denial wins. */
  grants: z.array(
    z.looseObject({
      /** The id of the role. */
      role: text,
      /** The id of the permission. */
      permission: text,
      /** Whether it is allowed or denied. */
      effect: open(effects),
      /** Where the grant comes from, such as a file or another role. */
      origin: optionalText,
    }),
  ),
});
/** Roles, permissions and grants, as enforced by the gateway. */
export type Permissions = z.infer<typeof Permissions>;
