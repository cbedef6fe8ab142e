/**
 * How an action of an agent is judged: pure, from the action, the policy and the time alone. The reference gateway judges
 * by it, and so does everything here that says what a policy would do.
 */
import {
  type ActionClass,
  type ApprovalMode,
  approvalModes,
  type Brake,
  isKnown,
  type Open,
  type RememberedRule,
  riskRank,
  type Risk,
  risks,
  sameJson,
  type SecuritySection,
} from '../../protocol/index.js';

/** What the policy looks at. */
export interface JudgedAction {
  readonly agentId: string;
  readonly action: string;
  readonly class: Open<ActionClass>;
  readonly sensitive?: boolean | undefined;
  readonly risk: Open<Risk>;
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  /** The parameters are not all there: what was cut off may be anything. */
  readonly truncated?: boolean | undefined;
  /** The agent that a message goes to. */
  readonly toAgent?: string | undefined;
  /** The file or folder that it touches. */
  readonly path?: string | undefined;
  /** The host that it reaches. */
  readonly host?: string | undefined;
}

/** What decided; `none` when no setting speaks against the action. */
export type PolicyRule =
  | 'agentToAgent.enabled'
  | 'agentToAgent.allowAgents'
  | 'permission.allowedFsPaths'
  | 'permission.allowedNetHosts'
  | 'approvalRules.brake'
  | 'approvalRules.enabled'
  | 'actionConfirmation.autoApprove'
  | 'actionConfirmation.requireForDestructive'
  | 'actionConfirmation.requireForSensitive'
  | 'approvalRules.defaultMode'
  | 'approvalRules.remembered'
  | 'none';

/** What becomes of an action, and why. */
export interface Judgement {
  readonly decision: 'proceeds' | 'waits' | 'approved' | 'denied';
  readonly rule: PolicyRule;
  /** The entry of the list, or the id of the remembered rule, that decided. */
  readonly entry?: string;
}

/** What actions are judged by: the section `security` of the configuration, as far as it has to do with them. */
export interface Rulebook extends Pick<SecuritySection, 'actionConfirmation' | 'agentToAgent' | 'permission'> {
  readonly approvalRules: {
    readonly enabled?: boolean | undefined;
    readonly defaultMode: Open<ApprovalMode>;
    readonly remembered?: readonly RememberedRule[] | undefined;
    readonly brake?: Brake | undefined;
  };
}

/** The risks that each mode approves at once. */
const withinMode: Readonly<Record<ApprovalMode, readonly Risk[]>> = {
  manual: [],
  'auto-low': ['low'],
  'auto-medium': ['low', 'medium'],
  'auto-all': risks,
};

/** A mode that nobody here knows may approve anything. */
function isWithin(risk: Open<Risk>, mode: Open<ApprovalMode>): boolean {
  if (mode === 'auto-all' || !isKnown(approvalModes, mode)) return true;
  return isKnown(risks, risk) && withinMode[mode].includes(risk);
}

/**
 * Judges an action: what is forbidden, then the brake, then what never asks, then what must be asked for, then who answers.
 *
 * @param now by the gateway's clock (epoch ms): remembered rules end.
 */
export function judge(action: JudgedAction, policy: Rulebook, now: number): Judgement {
  const forbidden = forbiddenBy(action, policy);
  if (forbidden) return { decision: 'denied', rule: forbidden };
  const { enabled, brake, defaultMode, remembered = [] } = policy.approvalRules;
  if (brake?.engaged) return { decision: 'waits', rule: 'approvalRules.brake' };
  if (enabled === false) return { decision: 'proceeds', rule: 'approvalRules.enabled' };
  const entry = policy.actionConfirmation.autoApprove.find((pattern) => matchesAction(action.action, pattern));
  if (entry !== undefined) return { decision: 'proceeds', rule: 'actionConfirmation.autoApprove', entry };
  const required = requiredBy(action, policy);
  if (!required) return { decision: 'proceeds', rule: 'none' };
  if (isWithin(action.risk, defaultMode)) return { decision: 'approved', rule: 'approvalRules.defaultMode' };
  // After the mode: what a remembered rule is counted to have decided would have waited without it.
  const rule = remembered.find((each) => covers(each, action, now));
  if (rule) return { decision: 'approved', rule: 'approvalRules.remembered', entry: rule.id };
  return { decision: 'waits', rule: required };
}

/** Whether an entry of the auto-approve list matches an action: by its exact name, or as `prefix.*`. */
export function matchesAction(action: string, pattern: string): boolean {
  return pattern.endsWith('.*') ? action.startsWith(pattern.slice(0, -1)) : action === pattern;
}

/** What a remembered rule is compared by: also of one that is not made yet. */
export type Coverage = Pick<RememberedRule, 'action' | 'agentId' | 'params' | 'upToRisk'>;

/** Whether a remembered rule covers an action now. */
export function covers(rule: Coverage & Pick<RememberedRule, 'expiresAt'>, action: JudgedAction, now: number): boolean {
  const { agentId, params, upToRisk = 'unknown' } = rule;
  return (
    rule.expiresAt > now &&
    rule.action === action.action &&
    (agentId === undefined || agentId === action.agentId) &&
    // In their order the risks grow, with the unknown one at the end.
    riskRank(action.risk) <= riskRank(upToRisk) &&
    (params === undefined || (!action.truncated && sameJson(params, action.params ?? {})))
  );
}

/**
 * Whether a path is a folder or below it: `/a/b/../../etc` is not below `/a`, and `/abc` is not either. One that begins with
 * a drive is compared as Windows does: without case, with either slash.
 */
export function isAtOrUnder(path: string, folder: string): boolean {
  const [inner, outer] = [segmentsOf(path), segmentsOf(folder)];
  return rootOf(path) === rootOf(folder) && outer.every((segment, i) => inner[i] === segment);
}

/** What a path begins with: a drive, the root, or nothing. */
function rootOf(path: string): string {
  const drive = /^[a-z]:(?=[\\/]|$)/i.exec(path)?.[0];
  return drive?.toLowerCase() ?? (path.startsWith('/') ? '/' : '');
}

/** A path's parts below its root without `.` and empty ones, `..` taken back. */
function segmentsOf(path: string): string[] {
  const root = rootOf(path);
  const isWindows = root.endsWith(':');
  const parts = isWindows ? path.slice(root.length).toLowerCase().split(/[\\/]/) : path.split('/');
  const result: string[] = [];
  for (const segment of parts) {
    // Above the root there is only the root; a relative path that climbs out keeps its `..` and matches nothing inside.
    if (segment === '..' && (root !== '' || (result.length > 0 && result.at(-1) !== '..'))) result.pop();
    else if (segment !== '' && segment !== '.') result.push(segment);
  }
  return result;
}

/** A host as it is compared: without case, without the root's dot, an IPv6 address without its brackets. */
export const plainHost = (host: string): string =>
  host
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^\[(.*)\]$/, '$1');

function forbiddenBy(action: JudgedAction, { agentToAgent, permission }: Rulebook): PolicyRule | undefined {
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

function requiredBy(action: JudgedAction, { actionConfirmation }: Rulebook): PolicyRule | undefined {
  if (action.class === 'destructive' && actionConfirmation.requireForDestructive) {
    return 'actionConfirmation.requireForDestructive';
  }
  if (action.sensitive && actionConfirmation.requireForSensitive) return 'actionConfirmation.requireForSensitive';
  return undefined;
}
