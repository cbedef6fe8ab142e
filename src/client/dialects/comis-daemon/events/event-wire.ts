/**
 * Shapes of the daemon's events, as far as used (1.0.34). Enumerations are open strings, so that values of later
 * versions stay readable.
 */
import * as z from 'zod/mini';
import { DurationMs, Timestamp } from '../../../../protocol/index.js';

const text = z.string();
const texts = z.array(text);
/** May be absent, as in the daemon's summaries of several detections. */
const maybe = z.optional(z.nullable(text));
const count = z.number().check(z.gte(0));
const at = { timestamp: Timestamp };

/** `security:injection_detected` */
export const InjectionDetected = z.looseObject({
  ...at,
  source: text,
  patterns: texts,
  riskLevel: text,
  agentId: maybe,
  sessionKey: maybe,
  traceId: maybe,
});

/** `security:injection_rate_exceeded` */
export const InjectionRateExceeded = z.looseObject({ ...at, sessionKey: maybe, count, action: text });

/** `security:memory_tainted` */
export const MemoryTainted = z.looseObject({
  ...at,
  agentId: maybe,
  originalTrustLevel: text,
  adjustedTrustLevel: text,
  patterns: texts,
  blocked: z.boolean(),
});

/** `security:warn` */
export const SecurityWarning = z.looseObject({ ...at, category: text, agentId: maybe, message: text });

/** `secret:accessed` */
export const SecretAccessed = z.looseObject({ ...at, secretName: text, agentId: maybe, outcome: text });

/** `secret:modified` */
export const SecretModified = z.looseObject({ ...at, secretName: text, action: text });

/** `provider:degraded` */
export const ProviderDegraded = z.looseObject({ ...at, provider: text, failingAgents: count });

/** `provider:recovered` */
export const ProviderRecovered = z.looseObject({ ...at, provider: text });

/** `model:fallback_attempt` */
export const FallbackAttempt = z.looseObject({
  ...at,
  fromProvider: text,
  fromModel: text,
  toProvider: text,
  toModel: text,
  error: z.unknown(),
});

/** `model:fallback_exhausted` */
export const FallbackExhausted = z.looseObject({ ...at, provider: text, model: text, totalAttempts: count });

/** `model:auth_cooldown` */
export const AuthCooldown = z.looseObject({
  ...at,
  keyName: text,
  provider: text,
  cooldownMs: DurationMs,
  failureCount: count,
});

/** `model:catalog_loaded` */
export const CatalogLoaded = z.looseObject({ ...at, providerCount: count, modelCount: count });

/** `observability:token_usage`: one call of a model, also one that failed. */
export const TokenUsage = z.looseObject({
  ...at,
  provider: text,
  tokens: z.looseObject({ prompt: count, completion: count, total: count }),
  latencyMs: z.optional(z.nullable(DurationMs)),
  responseId: maybe,
});

/** `skill:rejected` */
export const SkillRejected = z.looseObject({ ...at, skillName: text, reason: text, violations: texts });

/** `config:patched` */
export const ConfigPatched = z.looseObject({ ...at, section: text, key: maybe, patchedBy: text });

/** `system:error`: an `Error` arrives as `{}`, and there is no time. */
export const SystemError = z.looseObject({ error: z.unknown(), source: maybe });

/** `audit:event` */
export const AuditEvent = z.looseObject({
  ...at,
  agentId: maybe,
  actionType: text,
  classification: text,
  outcome: text,
  metadata: z.optional(z.nullable(z.record(text, z.unknown()))),
});
/** `audit:event` */
export type AuditEvent = z.infer<typeof AuditEvent>;
