/** Turns what the daemon says of approvals into the documented shapes. */
import type { ApprovalRequest, Decision } from '../../../../protocol/index.js';
import type { DaemonRequest, DaemonResolution } from './approval-wire.js';
import { present } from '../events/event-messages.js';
import type { KnownRequest } from './known-requests.js';
import { dangerOf } from './risk.js';

/** For how long a decision also decides what has the same session and action, in ms; 0: it does not. */
export interface CacheTimes {
  readonly approvalMs: number;
  readonly denialMs: number;
}

/** What must be known to say what a request is. */
export interface RequestContext {
  /** Undefined when the daemon does not tell them. */
  readonly cache: CacheTimes | undefined;
  /** When this run of the daemon began, on its clock (epoch ms); undefined while that is not known. */
  readonly startedAt: number | undefined;
  /** Whether it was told of as it was asked for, in this run of the daemon. */
  readonly isLive: boolean;
}

/** Turns a request of the daemon into a documented one. @param issue - what of it could not be read. */
export function requestOf(
  request: DaemonRequest,
  { cache, startedAt, isLive }: RequestContext,
  issue?: string,
): ApprovalRequest {
  const { requestId, toolName, action, params, agentId: user, sessionKey, trustLevel, createdAt, timeoutMs } = request;
  const isRestored = startedAt === undefined ? (isLive ? 'no' : 'maybe') : createdAt < startedAt ? 'yes' : 'no';
  const notes = [isRestored === 'no' ? alsoDecides(action, cache) : restored(action, cache, isRestored === 'yes')];
  if (timeoutMs === 0) notes.push(deniedAtOnce);
  if (issue !== undefined) notes.push(damaged(issue), ...(timeoutMs === undefined ? [endNotTold] : []));
  const { channelType } = request;
  return {
    approvalId: requestId,
    action,
    params,
    ...dangerOf(action),
    ...present({ toolName, sessionKey, user, trustLevel }, 'toolName', 'sessionKey', 'user', 'trustLevel'),
    createdAt,
    // In the documented RPC 0 waits for ever; here such a request is over before it is seen.
    ...(timeoutMs === undefined ? {} : { timeoutMs: timeoutMs === 0 ? 1 : timeoutMs }),
    ...(typeof channelType === 'string' ? { description: `Asked for through ${channelType}.` } : {}),
    // What cannot be read cannot be approved.
    ...(issue === undefined ? {} : { truncated: true }),
    notes,
  };
}

/**
 * Turns a resolution of the daemon into a decision.
 *
 * @param known - what it ends; undefined for what was never told of.
 * @param cache - the times of its cache, where it told them.
 */
export function decisionOf(
  resolution: DaemonResolution,
  known: KnownRequest | undefined,
  cache?: CacheTimes,
): Decision {
  const { requestId, approved, approvedBy, resolvedAt } = resolution;
  const reason = resolution.reason ?? undefined;
  const automatic = automaticOf(resolution, known);
  const action = cachedAction.exec(reason ?? '')?.[1];
  const about: ApprovalRequest = known
    ? requestOf(known.request, { cache: undefined, startedAt: undefined, isLive: false }, known.issue)
    : {
        approvalId: requestId,
        action: action ?? '(not told)',
        params: {},
        ...dangerOf(action ?? ''),
        createdAt: resolvedAt,
      };
  const isAtOnce = automatic === 'timeout' && known?.request.timeoutMs === 0;
  const { notes: _, timeoutMs, ...kept } = about;
  const notes = [
    ...(isAtOnce ? [deniedAtOnce] : []),
    ...(automatic === 'cache' ? [fromCache] : []),
    ...(!automatic && isOwnName(approvedBy) ? [notItself] : []),
    ...(known ? [] : [notTold]),
    ...(automatic && reason !== undefined ? [`The gateway’s reason: ${reason}`] : []),
    ...(!automatic && reason ? [ofComment(approved, approvedBy)] : []),
  ];
  return {
    ...kept,
    // That of 0 was put into other words for those who wait.
    ...(timeoutMs === undefined || isAtOnce ? {} : { timeoutMs }),
    outcome: approved ? 'approved' : automatic === 'timeout' && !isAtOnce ? 'expired' : 'denied',
    resolvedAt,
    resolvedBy: approvedBy,
    // What nobody decided in time, and what the cache decided, is not remembered.
    ...(automatic || approved || !cache || cache.denialMs === 0
      ? {}
      : { rememberedUntil: resolvedAt + cache.denialMs }),
    ...(automatic ? { automatic } : reason === undefined || reason === '' ? {} : { comment: reason }),
    ...(notes.length > 0 ? { notes } : {}),
  };
}

/** By how much a timer of the daemon may be early by its own clock, in ms. */
const earlyMs = 1000;

/** The daemon's own names among those who decide. Any client may give them: each with when it can be true. */
const ownNames: Readonly<Partial<Record<string, (resolution: DaemonResolution, known?: KnownRequest) => boolean>>> = {
  'system:timeout': ({ approved, resolvedAt }, known) => !approved && (!known || isOver(known, resolvedAt)),
  // What its cache decides is never told of before.
  'system:cached-approval': ({ approved }, known) => approved && !known,
  'system:cached-denial': ({ approved }, known) => !approved && !known,
};
const isOwnName = (name: string): boolean => Object.hasOwn(ownNames, name);

function isOver({ request: { createdAt, timeoutMs }, issue }: KnownRequest, at: number): boolean {
  return issue !== undefined || timeoutMs === undefined || at >= createdAt + timeoutMs - earlyMs;
}

/** How the daemon decided by itself; undefined when somebody else did. */
function automaticOf(resolution: DaemonResolution, known: KnownRequest | undefined): Decision['automatic'] {
  const { approvedBy } = resolution;
  if (!isOwnName(approvedBy) || !ownNames[approvedBy]?.(resolution, known)) return undefined;
  return approvedBy === 'system:timeout' ? 'timeout' : 'cache';
}

/** How the daemon words a resolution from its cache (1.0.34). */
const cachedAction = /prior (?:approval|denial) for (.+) still active$/;

/** The daemon's own times (1.0.34), for when it does not tell those that it was given. */
const usual: CacheTimes = { approvalMs: 30_000, denialMs: 60_000 };

/** How far a decision reaches, by session and action: seen of 1.0.34, also for a request that was restored. */
function reach(action: string, told: CacheTimes | undefined): string {
  const { approvalMs, denialMs } = told ?? usual;
  const later = (ms: number) => (ms > 0 ? `for ${ms / 1000} s` : 'only if it waits already');
  const unsure = told ? '' : ' The two times are the usual ones: those of this gateway could not be read.';
  return (
    `any other ${action} in this session ${later(approvalMs)}, Deny ${later(denialMs)}, ` +
    `whatever its parameters. One that waits already is decided with it.${unsure}`
  );
}

const alsoDecides = (action: string, told: CacheTimes | undefined): string =>
  `Approve also decides ${reach(action, told)}`;

/** The call is gone, the decision still counts for others. */
const restored = (action: string, told: CacheTimes | undefined, isSure: boolean): string =>
  (isSure
    ? 'Restored after a restart of the gateway: the call that waited for it is gone, and Approve does not carry it out.'
    : 'It may be from before a restart of the gateway, which cannot be known here: then the call that waited for it is ' +
      'gone, and Approve does not carry it out.') +
  ` The decision still counts: Approve decides ${reach(action, told)}`;

const damaged = (issue: string): string =>
  `Part of this request cannot be read here, so that it can only be denied (${issue}).`;
const endNotTold = 'When it is denied automatically is not known.';
const deniedAtOnce = 'Its timeout is 0, with which this gateway denies at once: nobody could decide.';
const fromCache = 'Decided by the gateway itself, as an earlier decision for this session and action still held.';
const notItself =
  'The name is one of the gateway’s own, but the client that decided gave it: the gateway itself did not decide this.';
/** Seen of 1.0.34: the reason of a refusal is the hint that the agent reads; that of an approval goes nowhere. */
const ofComment = (approved: boolean, by: string): string =>
  `The comment came with the decision, under the name “${by}”, which the deciding client gave and the gateway does not check. ` +
  (approved
    ? 'The gateway tells it to all who receive its live events, not to the agent, and keeps it nowhere.'
    : 'The gateway tells it to all who receive its live events and, as the reason, to the agent whose call was refused; it keeps it nowhere.');
const notTold = 'The gateway does not tell who asked for this, nor with which parameters.';
