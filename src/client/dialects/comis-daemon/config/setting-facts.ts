import type { SettingFacts } from '../../../../protocol/index.js';
import type { DaemonApprovals } from './config-wire.js';
import { seconds } from '../events/event-messages.js';

/** Why none of it can be changed from here, and what to do instead. */
export const immutable =
  'This cannot be changed over RPC: edit the configuration file on the gateway’s machine, then restart the gateway.';

/** Read by nothing but `comis security audit` (1.0.34). */
const inert = 'Nothing in the gateway reads it; only the security audit of its command line looks at it.';

/** What is true of each setting of the documented section `security`, beyond its value. */
export function settingFacts(approvals: DaemonApprovals): SettingFacts[] {
  const { enabled, defaultMode = 'not told', rules = [], defaultTimeoutMs } = approvals;
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
      by: enabled
        ? 'the gateway: its administrative tools ask before they act, nothing else does'
        : 'the gateway: no tool asks',
      immutable,
    },
    {
      key: 'approvalRules.defaultMode',
      held: `approvals.defaultMode: ${defaultMode}; approvals.rules: ${ruleList === '' ? 'none' : ruleList}`,
      enforced: false,
      by: 'Nothing in the gateway reads them: what asks, waits for a person.',
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
