/** How an action of an agent is judged: pure, from the action and the policy alone. */
import type { ActionClass, Risk } from '../protocol/index.js';
import type { DefaultMode, SecurityConfig } from './configuration.js';

/** What the policy looks at. */
export interface JudgedAction {
  readonly agentId: string;
  readonly action: string;
  readonly class: ActionClass;
  readonly sensitive?: boolean | undefined;
  readonly risk: Risk;
  /** The agent that a message goes to. */
  readonly toAgent?: string | undefined;
  /** The file or folder that it touches. */
  readonly path?: string | undefined;
  /** The host that it reaches. */
  readonly host?: string | undefined;
}

/** The setting that decided; `none` when no setting speaks against the action. */
export type PolicyRule =
  | 'agentToAgent.enabled'
  | 'agentToAgent.allowAgents'
  | 'permission.allowedFsPaths'
  | 'permission.allowedNetHosts'
  | 'actionConfirmation.autoApprove'
  | 'actionConfirmation.requireForDestructive'
  | 'actionConfirmation.requireForSensitive'
  | 'approvalRules.defaultMode'
  | 'none';

/** What becomes of an action, and why. */
export interface Judgement {
  readonly decision: 'proceeds' | 'waits' | 'approved' | 'denied';
  readonly rule: PolicyRule;
}

/** The risks that each mode approves at once. */
const withinMode: Readonly<Record<DefaultMode, readonly Risk[]>> = {
  manual: [],
  'auto-low': ['low'],
  'auto-medium': ['low', 'medium'],
  'auto-all': ['low', 'medium', 'high', 'critical', 'unknown'],
};

/** Judges an action: what is forbidden, then what always may, then what must be asked for, then who answers. */
export function judge(action: JudgedAction, policy: SecurityConfig): Judgement {
  const forbidden = forbiddenBy(action, policy);
  if (forbidden) return { decision: 'denied', rule: forbidden };
  if (policy.actionConfirmation.autoApprove.some((pattern) => matches(action.action, pattern))) {
    return { decision: 'proceeds', rule: 'actionConfirmation.autoApprove' };
  }
  const required = requiredBy(action, policy);
  if (!required) return { decision: 'proceeds', rule: 'none' };
  return withinMode[policy.approvalRules.defaultMode].includes(action.risk)
    ? { decision: 'approved', rule: 'approvalRules.defaultMode' }
    : { decision: 'waits', rule: required };
}

function forbiddenBy(action: JudgedAction, { agentToAgent, permission }: SecurityConfig): PolicyRule | undefined {
  if (action.toAgent !== undefined) {
    if (!agentToAgent.enabled) return 'agentToAgent.enabled';
    const allowed = agentToAgent.allowAgents;
    const bothAllowed = allowed.includes(action.agentId) && allowed.includes(action.toAgent);
    if (allowed.length > 0 && !bothAllowed) return 'agentToAgent.allowAgents';
  }
  if (!permission.enableNodePermissions) return undefined;
  const { path, host } = action;
  if (path !== undefined && !permission.allowedFsPaths.some((allowed) => isAtOrUnder(path, allowed))) {
    return 'permission.allowedFsPaths';
  }
  if (host !== undefined && !permission.allowedNetHosts.some((allowed) => plainHost(allowed) === plainHost(host))) {
    return 'permission.allowedNetHosts';
  }
  return undefined;
}

function requiredBy(action: JudgedAction, { actionConfirmation }: SecurityConfig): PolicyRule | undefined {
  if (action.class === 'destructive' && actionConfirmation.requireForDestructive) {
    return 'actionConfirmation.requireForDestructive';
  }
  if (action.sensitive && actionConfirmation.requireForSensitive) return 'actionConfirmation.requireForSensitive';
  return undefined;
}

function matches(action: string, pattern: string): boolean {
  return pattern.endsWith('.*') ? action.startsWith(pattern.slice(0, -1)) : action === pattern;
}

/** `/a/b/../../etc` is not under `/a`, and `/abc` is not either. */
function isAtOrUnder(path: string, folder: string): boolean {
  const [inner, outer] = [segments(path), segments(folder)];
  return path.startsWith('/') === folder.startsWith('/') && outer.every((segment, i) => inner[i] === segment);
}

function segments(path: string): string[] {
  const result: string[] = [];
  for (const segment of path.split('/')) {
    // Above the root there is only the root; a relative path that climbs out keeps its `..` and matches nothing inside.
    if (segment === '..' && (path.startsWith('/') || (result.length > 0 && result.at(-1) !== '..'))) result.pop();
    else if (segment !== '' && segment !== '.') result.push(segment);
  }
  return result;
}

const plainHost = (host: string) => host.toLowerCase().replace(/\.$/, '');
