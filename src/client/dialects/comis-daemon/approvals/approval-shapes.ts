/** Translates the daemon's approvals into the documented shapes. */
import type { ApprovalRequest, Decision } from '../../../../protocol/index.js';
import type { DaemonRequest, DaemonResolution } from './approval-wire.js';
import { present } from '../events/event-messages.js';
import type { KnownRequest } from './known-requests.js';
import { dangerOf } from './risk.js';

/** How long a decision also applies to other requests of the same session and action, in ms; 0: not at all. */
export interface CacheTimes {
  readonly approvalMs: number;
  readonly denialMs: number;
}

/** The context needed to translate a request. */
export interface RequestContext {
  /** Undefined when the daemon does not report them. */
  readonly cache: CacheTimes | undefined;
  /** When the current run of the daemon began, in its time (epoch ms); undefined while unknown. */
  readonly startedAt: number | undefined;
  /** Whether the request arrived by event, and so belongs to the current run of the daemon. */
  readonly isLive: boolean;
}

/** Translates a request of the daemon. @param issue - which part of it is unreadable. */
export function requestOf(
  request: DaemonRequest,
  { cache, startedAt, isLive }: RequestContext,
  issue?: string,
): ApprovalRequest {
  const { requestId, toolName, action, params, agentId: user, sessionKey, trustLevel, createdAt, timeoutMs } = request;
  const isRestored = startedAt === undefined ? (isLive ? 'no' : 'maybe') : createdAt < startedAt ? 'yes' : 'no';
  const notes = [isRestored === 'no' ? alsoDecides(action, cache) : restored(action, cache, isRestored === 'yes')];
  if (timeoutMs === 0) notes.push(deniedAtOnce);
  if (issue !== undefined) notes.push(damaged(issue), ...(timeoutMs === undefined ? [endUnknown] : []));
  const { channelType } = request;
  return {
    approvalId: requestId,
    action,
    params,
    ...dangerOf(action),
    ...present({ toolName, sessionKey, user, trustLevel }, 'toolName', 'sessionKey', 'user', 'trustLevel'),
    createdAt,
    // In the documented RPC 0 means no deadline; the daemon denies such a request immediately.
    ...(timeoutMs === undefined ? {} : { timeoutMs: timeoutMs === 0 ? 1 : timeoutMs }),
    ...(typeof channelType === 'string' ? { description: `Asked for through ${channelType}.` } : {}),
    // A partly unreadable request cannot be approved.
    ...(issue === undefined ? {} : { truncated: true }),
    notes,
  };
}

/**
 * Translates a resolution of the daemon into a decision.
 *
 * @param known - the request that it ends; undefined when it was never seen.
 * @param cache - the times of the daemon's cache, if it reports them.
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
        action: action ?? '(not reported)',
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
    ...(known ? [] : [requesterUnknown]),
    ...(automatic && reason !== undefined ? [`The gateway’s reason: ${reason}`] : []),
    ...(!automatic && reason ? [ofComment(approved, approvedBy)] : []),
  ];
  return {
    ...kept,
    // The deadline of 0 was replaced for pending requests.
    ...(timeoutMs === undefined || isAtOnce ? {} : { timeoutMs }),
    outcome: approved ? 'approved' : automatic === 'timeout' && !isAtOnce ? 'expired' : 'denied',
    resolvedAt,
    resolvedBy: approvedBy,
    // Timeouts and decisions of the cache are not cached themselves.
    ...(automatic || approved || !cache || cache.denialMs === 0
      ? {}
      : { rememberedUntil: resolvedAt + cache.denialMs }),
    ...(automatic ? { automatic } : reason === undefined || reason === '' ? {} : { comment: reason }),
    ...(notes.length > 0 ? { notes } : {}),
  };
}

/** By how much a timer of the daemon may fire early, in ms. */
const earlyMs = 1000;

/** The names that the daemon uses for its own decisions. Any client can send them, so each has a plausibility check. */
const ownNames: Readonly<Partial<Record<string, (resolution: DaemonResolution, known?: KnownRequest) => boolean>>> = {
  'system:timeout': ({ approved, resolvedAt }, known) => !approved && (!known || isOver(known, resolvedAt)),
  // Requests decided by the cache are never announced.
  'system:cached-approval': ({ approved }, known) => approved && !known,
  'system:cached-denial': ({ approved }, known) => !approved && !known,
};
const isOwnName = (name: string): boolean => Object.hasOwn(ownNames, name);

function isOver({ request: { createdAt, timeoutMs }, issue }: KnownRequest, at: number): boolean {
  return issue !== undefined || timeoutMs === undefined || at >= createdAt + timeoutMs - earlyMs;
}

/** How the daemon decided automatically; undefined for a decision of a client. */
function automaticOf(resolution: DaemonResolution, known: KnownRequest | undefined): Decision['automatic'] {
  const { approvedBy } = resolution;
  if (!isOwnName(approvedBy) || !ownNames[approvedBy]?.(resolution, known)) return undefined;
  return approvedBy === 'system:timeout' ? 'timeout' : 'cache';
}

/** The reason of a resolution from the daemon's cache (1.0.34). */
const cachedAction = /prior (?:approval|denial) for (.+) still active$/;

/** The daemon's defaults (1.0.34), used when it does not report its configuration. */
const usual: CacheTimes = { approvalMs: 30_000, denialMs: 60_000 };

/** Describes which other requests a decision applies to (observed with 1.0.34, also for restored requests). */
function reach(action: string, times: CacheTimes | undefined): string {
  const { approvalMs, denialMs } = times ?? usual;
  const later = (ms: number) => (ms > 0 ? `for ${ms / 1000} s` : 'only if it is pending already');
  const unsure = times ? '' : ' The two times are the usual ones: those of this gateway could not be read.';
  return (
    `any other ${action} in this session ${later(approvalMs)}, Deny ${later(denialMs)}, ` +
    `whatever its parameters. Requests already pending are decided with it.${unsure}`
  );
}

const alsoDecides = (action: string, times: CacheTimes | undefined): string =>
  `Approve also decides ${reach(action, times)}`;

/** The call no longer exists, but the decision applies to others. */
const restored = (action: string, times: CacheTimes | undefined, isSure: boolean): string =>
  (isSure
    ? 'Restored after a restart of the gateway: the call that waited for it no longer exists, and Approve does not carry it out.'
    : 'It may be from before a restart of the gateway, which cannot be known here: then the call that waited for it ' +
      'no longer exists, and Approve does not carry it out.') +
  ` The decision still counts: Approve decides ${reach(action, times)}`;

const damaged = (issue: string): string => `Part of this request is unreadable, so it can only be denied (${issue}).`;
const endUnknown = 'When it is denied automatically is unknown.';
const deniedAtOnce = 'Its timeout is 0, so the gateway denied it immediately: nobody could decide.';
const fromCache =
  'Decided by the gateway itself, because an earlier decision for this session and action was still in effect.';
const notItself =
  'The name is one of the gateway’s own, but it was sent by the client that decided: the gateway itself did not decide this.';
/** Observed with 1.0.34: the agent receives the reason of a denial; that of an approval is dropped. */
const ofComment = (approved: boolean, by: string): string =>
  `The comment came with the decision, under the name “${by}”, which the deciding client gave and the gateway does not check. ` +
  (approved
    ? 'The gateway sends it to all receivers of its live events, not to the agent, and does not store it.'
    : 'The gateway sends it to all receivers of its live events and, as the reason, to the agent whose call was denied; it does not store it.');
const requesterUnknown = 'The gateway does not report who requested this, or with which parameters.';
