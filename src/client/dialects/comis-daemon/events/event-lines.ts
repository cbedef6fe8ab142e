/** The lines of the daemon's events, one row each; for approvals see approval-lines.ts. */
import { auditLine } from './audit-line.js';
import { type LineRow, row } from './event-line.js';
import { accessRisks, changeRisks, rateRisks, riskIn, reportedRisk, sectionRisks } from './event-risk.js';
import {
  AuditEvent,
  AuthCooldown,
  CatalogLoaded,
  ConfigPatched,
  FallbackAttempt,
  FallbackExhausted,
  InjectionDetected,
  InjectionRateExceeded,
  MemoryTainted,
  ProviderDegraded,
  ProviderRecovered,
  SecretAccessed,
  SecretModified,
  SecurityWarning,
  SkillRejected,
  SystemError,
} from './event-wire.js';
import { errorWords, listed, present, seconds, wordIn } from './event-messages.js';

/** The canary secret that every turn of every agent requests, to detect leaks. */
export const canary = 'CANARY_SECRET';

const places = {
  user_input: 'what a user wrote',
  tool_output: 'the output of a tool',
  external_content: 'content from outside',
  memory_write: 'content to be stored in memory',
  workspace_file: 'a file of the workspace',
};

/** The daemon's measures against repeated injections. */
const measures = {
  warn: 'The gateway warns.',
  reinforce: 'The gateway reminds the agent of its instructions.',
  terminate: 'The gateway ends the session.',
};

const accesses = {
  success: 'was read',
  denied: 'was refused',
  not_found: 'was requested and does not exist',
};

/**
 * One row per security event. `observability:token_usage` has none: its failed calls are frequent, and counted in the
 * providers' health.
 */
export const eventLines: Readonly<Record<string, LineRow>> = {
  'security:injection_detected': row(InjectionDetected, ({ source, patterns, riskLevel, ...who }) => ({
    ...present(who, 'agentId', 'sessionKey', 'traceId'),
    action: 'prompt injection',
    risk: reportedRisk(riskLevel),
    message: `A possible prompt injection was found in ${wordIn(places, source)}: ${listed(patterns)}.`,
  })),

  'security:injection_rate_exceeded': row(InjectionRateExceeded, ({ count, action, ...who }) => ({
    ...present(who, 'sessionKey'),
    action: 'repeated prompt injection',
    risk: riskIn(rateRisks, action),
    message: `${count} prompt injections of one user within minutes. ${wordIn(measures, action)}`,
  })),

  'security:memory_tainted': row(
    MemoryTainted,
    ({ blocked, patterns, originalTrustLevel, adjustedTrustLevel, ...who }) => ({
      ...present(who, 'agentId'),
      action: 'memory.store',
      risk: blocked ? 'high' : 'medium',
      outcome: blocked ? 'blocked' : 'distrusted',
      message: blocked
        ? `Content was not stored in memory because it matches ${listed(patterns)}.`
        : `Content was stored in memory with the trust level “${adjustedTrustLevel}” instead of “${originalTrustLevel}”, ` +
          `because it matches ${listed(patterns)}.`,
    }),
  ),

  'security:warn': row(SecurityWarning, ({ category, message, ...who }) => ({
    ...present(who, 'agentId'),
    action: `warning: ${category.replaceAll('_', ' ')}`,
    risk: 'medium',
    message,
  })),

  'secret:accessed': row(SecretAccessed, ({ secretName, outcome, ...who }) => ({
    ...present(who, 'agentId'),
    action: `secret read: ${secretName}`,
    risk: secretName === canary ? 'low' : riskIn(accessRisks, outcome),
    outcome,
    message: `The secret ${secretName} ${wordIn(accesses, outcome)}.`,
    ...(secretName === canary ? { routine: `${canary} read` } : {}),
  })),

  'secret:modified': row(SecretModified, ({ secretName, action }) => ({
    action: `secret ${action}: ${secretName}`,
    risk: riskIn(changeRisks, action),
    message: `The secret ${secretName} was ${action}.`,
  })),

  'provider:degraded': row(ProviderDegraded, ({ provider, failingAgents }) => ({
    action: `provider degraded: ${provider}`,
    risk: 'medium',
    message:
      failingAgents === 1
        ? `The AI provider ${provider} failed repeatedly for one agent.`
        : `The AI provider ${provider} fails for ${failingAgents} agents.`,
  })),

  'provider:recovered': row(ProviderRecovered, ({ provider }) => ({
    action: `provider recovered: ${provider}`,
    risk: 'low',
    message: `The AI provider ${provider} is no longer degraded.`,
  })),

  'model:fallback_attempt': row(FallbackAttempt, ({ fromProvider, fromModel, toProvider, toModel, error }) => ({
    action: `model fallback: ${fromProvider}`,
    risk: 'low',
    message: `${fromProvider} ${fromModel} failed${errorWords(error)}; ${toProvider} ${toModel} is used instead.`,
  })),

  'model:fallback_exhausted': row(FallbackExhausted, ({ provider, model, totalAttempts }) => ({
    action: `model fallback exhausted: ${provider}`,
    risk: 'medium',
    message: `${provider} ${model} failed, and so did all fallbacks: ${totalAttempts} attempts.`,
  })),

  'model:auth_cooldown': row(AuthCooldown, ({ keyName, provider, cooldownMs, failureCount }) => ({
    action: `key cooldown: ${keyName}`,
    risk: 'medium',
    message: `The key ${keyName} of ${provider} failed (${failureCount} times so far) and is not used for ${seconds(cooldownMs)}.`,
  })),

  'model:catalog_loaded': row(CatalogLoaded, ({ providerCount, modelCount }) => ({
    action: 'model catalog loaded',
    risk: 'low',
    message: `${modelCount} models of ${providerCount} providers are known.`,
  })),

  'skill:rejected': row(SkillRejected, ({ skillName, reason, violations }) => ({
    action: `skill rejected: ${skillName}`,
    risk: 'medium',
    outcome: 'rejected',
    message: `The skill ${skillName} was rejected: ${reason} (${listed(violations)}).`,
  })),

  'config:patched': row(ConfigPatched, ({ section, key, patchedBy }) => ({
    action: 'config.patch',
    risk: Object.hasOwn(sectionRisks, section) ? riskIn(sectionRisks, section) : 'medium',
    user: patchedBy,
    message: `The setting ${[section, key ?? ''].filter((part) => part !== '').join('.')} was changed.`,
  })),

  'system:error': row(SystemError, ({ error, source }) => ({
    action: 'system error',
    risk: 'unknown',
    message: `An error in the gateway${source ? ` (${source})` : ''}${errorWords(error) || ', without a message'}.`,
  })),

  'audit:event': row(AuditEvent, auditLine),
};
