/**
 * Evaluates the policy for an action: a pure function of action, policy and time. The reference gateway, the backtest
 * and the lint of the rules share it.
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

/** The properties of an action that a policy looks at. */
export interface JudgedAction {
  readonly agentId: string;
  readonly action: string;
  readonly class: Open<ActionClass>;
  readonly sensitive?: boolean | undefined;
  readonly risk: Open<Risk>;
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  /** True when parameters were cut off, and may be anything. */
  readonly truncated?: boolean | undefined;
  /** The agent that receives a message. */
  readonly toAgent?: string | undefined;
  /** The file or folder affected. */
  readonly path?: string | undefined;
  /** The host contacted. */
  readonly host?: string | undefined;
}

/** The setting that decided; `none` when none applies. */
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

/** The result of evaluating a policy for an action. */
export interface Judgement {
  readonly decision: 'proceeds' | 'waits' | 'approved' | 'denied';
  readonly rule: PolicyRule;
  /** The list entry, or the id of the remembered rule, that decided. */
  readonly entry?: string;
}

/** The input of the evaluation: the parts of the section `security` that concern actions. */
export interface Rulebook extends Pick<SecuritySection, 'actionConfirmation' | 'agentToAgent' | 'permission'> {
  readonly approvalRules: {
    readonly enabled?: boolean | undefined;
    readonly defaultMode: Open<ApprovalMode>;
    readonly remembered?: readonly RememberedRule[] | undefined;
    readonly brake?: Brake | undefined;
  };
}

/** The risks that each mode approves automatically. */
const withinMode: Readonly<Record<ApprovalMode, readonly Risk[]>> = {
  manual: [],
  'auto-low': ['low'],
  'auto-medium': ['low', 'medium'],
  'auto-all': risks,
};

/** A mode unknown to this version may approve anything. */
function isWithin(risk: Open<Risk>, mode: Open<ApprovalMode>): boolean {
  if (mode === 'auto-all' || !isKnown(approvalModes, mode)) return true;
  return isKnown(risks, risk) && withinMode[mode].includes(risk);
}

/**
 * Evaluates a policy, in this order: prohibitions, the emergency brake, auto-approvals, required approvals, then the
 * mode and remembered rules.
 *
 * @param now the gateway's time (epoch ms), by which remembered rules expire.
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
  // After the mode, so that a remembered rule's uses count only requests that would have asked without it.
  const rule = remembered.find((each) => covers(each, action, now));
  if (rule) return { decision: 'approved', rule: 'approvalRules.remembered', entry: rule.id };
  return { decision: 'waits', rule: required };
}

/** Whether an entry of the auto-approve list matches an action: by its exact name, or as `prefix.*`. */
export function matchesAction(action: string, pattern: string): boolean {
  return pattern.endsWith('.*') ? action.startsWith(pattern.slice(0, -1)) : action === pattern;
}

/** The fields that define what a remembered rule covers. */
export type Coverage = Pick<RememberedRule, 'action' | 'agentId' | 'params' | 'upToRisk'>;

/** Whether a remembered rule covers an action now. */
export function covers(rule: Coverage & Pick<RememberedRule, 'expiresAt'>, action: JudgedAction, now: number): boolean {
  const { agentId, params, upToRisk = 'unknown' } = rule;
  return (
    rule.expiresAt > now &&
    rule.action === action.action &&
    (agentId === undefined || agentId === action.agentId) &&
    // Risks are in ascending order, with `unknown` last.
    riskRank(action.risk) <= riskRank(upToRisk) &&
    (params === undefined || (!action.truncated && sameJson(params, action.params ?? {})))
  );
}

/**
 * Whether a path is a folder or below it: `/a/b/../../etc` is not below `/a`, and `/abc` is not either. A path with a
 * drive letter is compared as Windows does: ignoring case, with either slash.
 */
export function isAtOrUnder(path: string, folder: string): boolean {
  const [inner, outer] = [segmentsOf(path), segmentsOf(folder)];
  return rootOf(path) === rootOf(folder) && outer.every((segment, i) => inner[i] === segment);
}

/** The root of a path: a drive, `/`, or nothing. */
function rootOf(path: string): string {
  const drive = /^[a-z]:(?=[\\/]|$)/i.exec(path)?.[0];
  return drive?.toLowerCase() ?? (path.startsWith('/') ? '/' : '');
}

/** The normalized segments of a path below its root. */
function segmentsOf(path: string): string[] {
  const root = rootOf(path);
  const isWindows = root.endsWith(':');
  const parts = isWindows ? path.slice(root.length).toLowerCase().split(/[\\/]/) : path.split('/');
  const result: string[] = [];
  for (const segment of parts) {
    // `..` at the root stays there; a relative path that leaves its start keeps its `..` and matches nothing inside.
    if (segment === '..' && (root !== '' || (result.length > 0 && result.at(-1) !== '..'))) result.pop();
    else if (segment !== '' && segment !== '.') result.push(segment);
  }
  return result;
}

/** Normalizes a host: lower case, without the trailing dot, an IPv6 address without brackets. */
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
