/** The names of the settings and rules. */
import type { Judgement } from '../../data/policy/policy-evaluation.js';
import type { PolicyKey } from '../../data/policy/policy.js';

/** The label of each setting. */
export const settingLabels: Readonly<Record<PolicyKey, string>> = {
  'actionConfirmation.requireForDestructive': 'Require for destructive actions',
  'actionConfirmation.requireForSensitive': 'Require for sensitive actions',
  'actionConfirmation.autoApprove': 'Auto-approve list',
  'agentToAgent.enabled': 'Enable cross-agent messaging',
  'agentToAgent.allowAgents': 'Allowed agents',
  'permission.enableNodePermissions': 'Enable Node.js permission model',
  'permission.allowedFsPaths': 'Allowed filesystem paths',
  'permission.allowedNetHosts': 'Allowed network hosts',
  'approvalRules.enabled': 'Enable approvals',
  'approvalRules.defaultMode': 'Default Mode',
  'approvalRules.timeoutMs': 'Timeout (seconds)',
};

/** The name of a rule. */
export function ruleName(rule: Judgement['rule']): string {
  switch (rule) {
    case 'none':
      return 'no rule asks for it';
    case 'approvalRules.brake':
      return 'the emergency brake';
    case 'approvalRules.remembered':
      return 'a remembered rule';
    default:
      return settingLabels[rule];
  }
}
