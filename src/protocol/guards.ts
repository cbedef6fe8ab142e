/**
 * Hand-written checks for frequent events: a zod parse takes 30 to 60 times as long. A property test proves that each
 * is equivalent to its schema; if one fails, the schema reports the issues.
 */
import type { ApprovalRequest, AuditEntry, Decision, SecurityEvent } from './domain.js';
import { isJsonObject, latestTimestamp } from './words.js';

type Fields = Readonly<Record<string, unknown>>;

const optionalText = (value: unknown) => value === undefined || typeof value === 'string';
const isTexts = (value: unknown) => Array.isArray(value) && value.every((each) => typeof each === 'string');
const isTimestamp = (value: unknown) => typeof value === 'number' && value >= 0 && value <= latestTimestamp;
/** Rejects Infinity, to which JSON's 1e999 parses, like the schema. */
const isDuration = (value: unknown) => typeof value === 'number' && value >= 0 && value < Infinity;

/** Says whether a value is a {@link SecurityEvent}. */
export function isSecurityEvent(value: unknown): value is SecurityEvent {
  return (
    isJsonObject(value) &&
    typeof value['id'] === 'string' &&
    isTimestamp(value['timestamp']) &&
    typeof value['type'] === 'string' &&
    typeof value['action'] === 'string' &&
    typeof value['risk'] === 'string' &&
    optionalText(value['agentId']) &&
    optionalText(value['user']) &&
    optionalText(value['outcome']) &&
    optionalText(value['message']) &&
    optionalText(value['traceId']) &&
    optionalText(value['sessionKey']) &&
    (value['details'] === undefined || isJsonObject(value['details'])) &&
    optionalText(value['routine'])
  );
}

/** Says whether a value is an {@link AuditEntry}. */
export function isAuditEntry(value: unknown): value is AuditEntry {
  return (
    isJsonObject(value) &&
    typeof value['id'] === 'string' &&
    isTimestamp(value['timestamp']) &&
    typeof value['action'] === 'string' &&
    typeof value['classification'] === 'string' &&
    typeof value['outcome'] === 'string' &&
    optionalText(value['agentId']) &&
    optionalText(value['user']) &&
    optionalText(value['comment']) &&
    optionalText(value['traceId']) &&
    (value['durationMs'] === undefined || isDuration(value['durationMs'])) &&
    optionalText(value['approvalId']) &&
    (value['details'] === undefined || isJsonObject(value['details']))
  );
}

/** Says whether a value is an {@link ApprovalRequest}. */
export function isApprovalRequest(value: unknown): value is ApprovalRequest {
  return (
    isJsonObject(value) &&
    typeof value['approvalId'] === 'string' &&
    typeof value['action'] === 'string' &&
    isJsonObject(value['params']) &&
    typeof value['risk'] === 'string' &&
    isTimestamp(value['createdAt']) &&
    optionalText(value['agentId']) &&
    optionalText(value['toolName']) &&
    optionalText(value['description']) &&
    optionalText(value['explanation']) &&
    (value['truncated'] === undefined || typeof value['truncated'] === 'boolean') &&
    optionalText(value['class']) &&
    (value['sensitive'] === undefined || typeof value['sensitive'] === 'boolean') &&
    optionalText(value['sessionKey']) &&
    optionalText(value['user']) &&
    optionalText(value['trustLevel']) &&
    optionalText(value['traceId']) &&
    (value['timeoutMs'] === undefined || isDuration(value['timeoutMs'])) &&
    optionalText(value['riskFrom']) &&
    (value['notes'] === undefined || isTexts(value['notes']))
  );
}

/** Says whether a value is a {@link Decision}. */
export function isDecision(value: unknown): value is Decision {
  if (!isApprovalRequest(value)) return false;
  const fields: Fields = value;
  return (
    typeof fields['outcome'] === 'string' &&
    optionalText(fields['comment']) &&
    isTimestamp(fields['resolvedAt']) &&
    typeof fields['resolvedBy'] === 'string' &&
    optionalText(fields['automatic']) &&
    (fields['rememberedUntil'] === undefined || isTimestamp(fields['rememberedUntil'])) &&
    (fields['rule'] === undefined || isRuleUse(fields['rule']))
  );
}

function isRuleUse(value: unknown): boolean {
  return (
    isJsonObject(value) && typeof value['id'] === 'string' && (value['uses'] === undefined || isDuration(value['uses']))
  );
}
