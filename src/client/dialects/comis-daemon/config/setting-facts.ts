import type { SettingFacts } from '../../../../protocol/index.js';
import type { DaemonApprovals } from './config-wire.js';
import { seconds } from '../events/event-messages.js';

/** Why the settings cannot be changed over RPC, and what to do instead. */
export const immutable =
  'This cannot be changed over RPC: edit the configuration file on the gateway’s machine, then restart the gateway.';

/** Used only by `comis security audit` (1.0.34). */
const inert = 'The gateway does not use it; only the security audit of its command line does.';

/** The facts about each setting of the documented section `security`. */
export function settingFacts(approvals: DaemonApprovals): SettingFacts[] {
  const { enabled, defaultMode = 'not reported', rules = [], defaultTimeoutMs } = approvals;
  const ruleList = rules.map(({ actionPattern, mode }) => `${actionPattern} ${mode}`).join(', ');
  const unused = (key: string): SettingFacts => ({ key, enforced: false, by: inert, immutable });
  return [
    unused('actionConfirmation.requireForDestructive'),
    unused('actionConfirmation.requireForSensitive'),
    unused('actionConfirmation.autoApprove'),
    { key: 'agentToAgent.enabled', enforced: true, by: 'the gateway', immutable },
    { key: 'agentToAgent.allowAgents', enforced: true, by: 'the gateway', immutable },
    unused('permission.enableNodePermissions'),
    unused('permission.allowedFsPaths'),
    unused('permission.allowedNetHosts'),
    {
      key: 'approvalRules.enabled',
      held: `approvals.enabled: ${String(enabled)}`,
      enforced: true,
      by: enabled ? 'the gateway: only its administrative tools ask' : 'the gateway: no tool asks',
      immutable,
    },
    {
      key: 'approvalRules.defaultMode',
      held: `approvals.defaultMode: ${defaultMode}; approvals.rules: ${ruleList === '' ? 'none' : ruleList}`,
      enforced: false,
      by: 'The gateway does not use them: whatever asks waits for a person.',
      immutable,
    },
    {
      key: 'approvalRules.timeoutMs',
      held: `approvals.defaultTimeoutMs: ${defaultTimeoutMs}, which ${defaultTimeoutMs === 0 ? 'denies at once' : `is ${seconds(defaultTimeoutMs)}`}`,
      enforced: true,
      by: 'the gateway, for every request alike',
      immutable,
    },
  ];
}
