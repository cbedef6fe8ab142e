import type { PolicyKey } from '../../data/policy/policy.js';
import { messages } from '../language/messages.js';

/** The names of the settings and rules. */
export const policyStrings = messages('policy', {
  /** The label of each setting. */
  settings: {
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
  } satisfies Record<PolicyKey, string>,
  /** The rules that are no setting, within a sentence. */
  rules: {
    none: 'no rule asks for it',
    'approvalRules.brake': 'the emergency brake',
    'approvalRules.remembered': 'a remembered rule',
  },
});
