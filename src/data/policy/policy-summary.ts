/** The summary of a policy: whether a person is asked at all. */
import { type ApprovalMode, approvalModes, type Brake, isKnown, type UnknownWord } from '../../protocol/index.js';
import type { Policy, PolicyKey } from './policy.js';

/**
 * Whether a person is asked. `brake`: about everything. `off`, `nothing-asks`, `auto-all`: about nothing.
 * `unknown-mode`: this version cannot tell. `asks`: as the rules say; the mode is undefined where the gateway does not
 * enforce one.
 */
export type PolicySummary =
  | { readonly kind: 'brake'; readonly brake: Brake }
  | { readonly kind: 'off' | 'nothing-asks' | 'auto-all' }
  | { readonly kind: 'unknown-mode'; readonly mode: UnknownWord }
  | { readonly kind: 'asks'; readonly mode: Exclude<ApprovalMode, 'auto-all'> | undefined };

/** Summarizes a policy. Settings that the gateway does not enforce are ignored. */
export function summarize({ values, facts, brake }: Pick<Policy, 'values' | 'facts' | 'brake'>): PolicySummary {
  const isEnforced = (key: PolicyKey) => facts.get(key)?.enforced !== false;
  const isOff = (key: 'actionConfirmation.requireForDestructive' | 'actionConfirmation.requireForSensitive') =>
    isEnforced(key) && !values[key];
  if (brake?.engaged) return { kind: 'brake', brake };
  if (isEnforced('approvalRules.enabled') && !values['approvalRules.enabled']) return { kind: 'off' };
  if (isOff('actionConfirmation.requireForDestructive') && isOff('actionConfirmation.requireForSensitive')) {
    return { kind: 'nothing-asks' };
  }
  const mode = isEnforced('approvalRules.defaultMode') ? values['approvalRules.defaultMode'] : undefined;
  if (mode === 'auto-all') return { kind: 'auto-all' };
  if (mode !== undefined && !isKnown(approvalModes, mode)) return { kind: 'unknown-mode', mode };
  return { kind: 'asks', mode };
}

/** Why an enforced setting currently has no effect; undefined when it has one. */
export function ineffectiveReason(
  key: PolicyKey,
  { values, brake }: Pick<Policy, 'values' | 'brake'>,
): IneffectiveReason | undefined {
  if (key.startsWith('permission.allowed')) return values['permission.enableNodePermissions'] ? undefined : 'model-off';
  if (key === 'agentToAgent.allowAgents') return values['agentToAgent.enabled'] ? undefined : 'messages-off';
  if (key.startsWith('agentToAgent.') || key.startsWith('permission.')) return undefined;
  if (brake?.engaged && key !== 'approvalRules.timeoutMs') return 'brake';
  if (brake?.engaged || key === 'approvalRules.enabled') return undefined;
  if (!values['approvalRules.enabled']) return 'approvals-off';
  if (key.startsWith('actionConfirmation.require')) return undefined;
  const asks = values['actionConfirmation.requireForDestructive'] || values['actionConfirmation.requireForSensitive'];
  if (!asks) return 'nothing-asks';
  if (key === 'approvalRules.timeoutMs' && values['approvalRules.defaultMode'] === 'auto-all') return 'auto-all';
  return undefined;
}

/** Why a setting has no effect. */
export type IneffectiveReason = 'brake' | 'approvals-off' | 'nothing-asks' | 'auto-all' | 'model-off' | 'messages-off';
