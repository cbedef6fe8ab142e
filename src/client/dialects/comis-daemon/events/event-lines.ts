/** The lines that the daemon's events become, one row each; approvals are in approval-lines.ts. */
import { auditLine } from './audit-line.js';
import { type LineRow, row } from './event-line.js';
import { accessRisks, changeRisks, rateRisks, riskIn, riskTold, sectionRisks } from './event-risk.js';
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

/** The secret that every turn of every agent asks for, to see whether it leaks. */
export const canary = 'CANARY_SECRET';

const places = {
  user_input: 'what a user wrote',
  tool_output: 'the output of a tool',
  external_content: 'content from outside',
  memory_write: 'what was to be remembered',
  workspace_file: 'a file of the workspace',
};

/** What the daemon does when injections come again and again. */
const measures = {
  warn: 'The gateway warns.',
  reinforce: 'The gateway reminds the agent of its instructions.',
  terminate: 'The gateway ends the session.',
};

const accesses = {
  success: 'was read',
  denied: 'was refused',
  not_found: 'was asked for and is not there',
};

/** One row per event that is worth a line. `observability:token_usage` has none: failed calls come by the dozen, and are counted where providers are. */
export const eventLines: Readonly<Record<string, LineRow>> = {
  'security:injection_detected': row(InjectionDetected, ({ source, patterns, riskLevel, ...who }) => ({
    ...present(who, 'agentId', 'sessionKey', 'traceId'),
    action: 'prompt injection',
    risk: riskTold(riskLevel),
    message: `What looks like a prompt injection was found in ${wordIn(places, source)}: ${listed(patterns)}.`,
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
        ? `Something was not remembered, because it matches ${listed(patterns)}.`
        : `Something was remembered with the trust “${adjustedTrustLevel}” instead of “${originalTrustLevel}”, ` +
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
        ? `The AI provider ${provider} failed one agent again and again.`
        : `The AI provider ${provider} fails ${failingAgents} agents.`,
  })),

  'provider:recovered': row(ProviderRecovered, ({ provider }) => ({
    action: `provider recovered: ${provider}`,
    risk: 'low',
    message: `The AI provider ${provider} is no longer degraded.`,
  })),

  'model:fallback_attempt': row(FallbackAttempt, ({ fromProvider, fromModel, toProvider, toModel, error }) => ({
    action: `model fallback: ${fromProvider}`,
    risk: 'low',
    message: `${fromProvider} ${fromModel} failed${errorWords(error)}; ${toProvider} ${toModel} is tried instead.`,
  })),

  'model:fallback_exhausted': row(FallbackExhausted, ({ provider, model, totalAttempts }) => ({
    action: `model fallback exhausted: ${provider}`,
    risk: 'medium',
    message: `${provider} ${model} failed, and so did all that was tried instead: ${totalAttempts} attempts.`,
  })),

  'model:auth_cooldown': row(AuthCooldown, ({ keyName, provider, cooldownMs, failureCount }) => ({
    action: `key cooldown: ${keyName}`,
    risk: 'medium',
    message: `The key ${keyName} of ${provider} failed (${failureCount} so far) and is not used for ${seconds(cooldownMs)}.`,
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
    message: `An error in the gateway${source ? ` (${source})` : ''}${errorWords(error) || ', which it does not put into words'}.`,
  })),

  'audit:event': row(AuditEvent, auditLine),
};
