/** The pending requests, and how earlier ones ended. */
import type { RpcClient } from '../../client/rpc-client.js';
import { type ApprovalRequest, type Decision, latestTimestamp, timeTrouble } from '../../protocol/index.js';
import type { CollectionSource } from '../stores/collection.js';
import { FallbackPolledCollection } from '../stores/fallback-polled-collection.js';
import { perClient } from '../stores/per-client.js';
import { type Faulty, withFaults, withoutFault, withUnreadable } from './waiting-faults.js';
import { withinLimit, withoutLeftOut } from './waiting-limit.js';

/** The pending requests of a gateway. */
export interface Approvals extends Faulty {
  /**
   * The pending requests, nearest deadline first. An unreadable one is represented by its readable fields, and requests
   * that share an id are all listed; neither can be decided normally, see `faults`.
   */
  readonly requests: readonly ApprovalRequest[];
  /**
   * The decisions of the last {@link endedKept} requests that were pending here; undefined for one that is no longer
   * pending and whose outcome the gateway does not report. Such a request is pending again once the gateway lists it.
   */
  readonly ended: ReadonlyMap<string, Decision | undefined>;
  /** How many were pending at the last read beyond those that the gateway listed. */
  readonly unlisted: number;
  /** The ids of pending requests beyond the limit of those that are kept. */
  readonly leftOut: readonly string[];
  /** The gateway's time of the last list (epoch ms). */
  readonly listedAt: number;
}

/** The number of ended requests to keep: at least as many as can still be on the screen. */
const endedKept = 500;
/** The page size when looking up how missing requests ended: the largest one. */
const historyPage = 1000;

/** The approvals of a client; one shared store each. */
export const approvalsOf = perClient((client) => new FallbackPolledCollection(client, source));

const source: CollectionSource<Approvals> = {
  method: 'approvals.list',
  load: (client, signal, previous) => load(client, previous?.requests ?? [], signal),
  reconcile: (loaded, previous) => ({
    ...loaded,
    ended: keepNewest(withoutPending(previous.ended, loaded.requests), loaded.ended),
  }),
  updates: {
    'approval:requested': (data, request) => withRequest(data, request),
    'approval:changed': (data, request) => withRequest(data, request),
    'approval:resolved': (data, decision) => withEnded(data, decision.approvalId, decision),
  },
  unreadable: (data, unreadable) =>
    unreadable.path === 'approval:resolved' ? data : limited({ ...data, ...withUnreadable(data, unreadable) }),
};

/** The ids of the requests decided through this client. */
export const decidedHere = perClient(() => new Set<string>());

/** The number of pending requests, including those not listed or not kept; undefined while unknown. */
export function waitingCount(approvals: Approvals | undefined): number | undefined {
  return approvals && approvals.requests.length + approvals.leftOut.length + approvals.unlisted;
}

/** The fields of a request that determine its deadline. */
type Timed = Pick<ApprovalRequest, 'createdAt' | 'timeoutMs'>;

/** Whether a request has a deadline that cannot be computed, because its `createdAt` is implausible. */
export function isDeadlineUnknown({ createdAt, timeoutMs }: Timed): boolean {
  return Boolean(timeoutMs) && timeTrouble(createdAt) !== undefined;
}

/** When a request expires, in the gateway's time (epoch ms); Infinity when it never does or that is unknown. */
export function deadlineOf({ createdAt, timeoutMs }: Timed): number {
  if (timeTrouble(createdAt)) return Infinity;
  const deadline = timeoutMs ? createdAt + timeoutMs : Infinity;
  // A deadline beyond the range of Date never comes.
  return deadline <= latestTimestamp ? deadline : Infinity;
}

/** Sorts by nearest deadline, then oldest first, so that old requests are not starved. */
export function byDeadline(a: ApprovalRequest, b: ApprovalRequest): number {
  // Compared before subtracting: Infinity - Infinity is NaN.
  const [deadlineA, deadlineB] = [deadlineOf(a), deadlineOf(b)];
  if (deadlineA !== deadlineB) return deadlineA - deadlineB;
  return a.createdAt - b.createdAt || (a.approvalId < b.approvalId ? -1 : a.approvalId > b.approvalId ? 1 : 0);
}

async function load(client: RpcClient, before: readonly ApprovalRequest[], signal: AbortSignal): Promise<Approvals> {
  const {
    requests: readable,
    total,
    now: listedAt,
    unreadable = [],
  } = await client.call('approvals.list', {}, { signal });
  const { requests, faults } = withFaults(readable, unreadable);
  const listed = new Set(requests.map((request) => request.approvalId));
  const gone = before.filter((request) => !listed.has(request.approvalId));
  const found = gone.length > 0 ? await findDecisions(client, gone, signal) : new Map<string, Decision>();
  // Requests missing from a truncated list may still be pending.
  const isWhole = total <= requests.length;
  const kept = isWhole ? [] : gone.filter((request) => !found.has(request.approvalId));
  const guessed = isWhole ? gone.map(({ approvalId }) => [approvalId, found.get(approvalId)] as const) : found;
  return {
    ...withinLimit([...requests, ...kept].sort(byDeadline), faults),
    faults,
    ended: new Map(guessed),
    unlisted: Math.max(0, total - requests.length - kept.length),
    listedAt,
  };
}

function limited(data: Approvals): Approvals {
  return { ...data, ...withinLimit(data.requests, data.faults, data.leftOut) };
}

/** Looks up how requests ended that disappeared while disconnected. */
export async function findDecisions(
  client: RpcClient,
  gone: readonly ApprovalRequest[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, Decision>> {
  const ids = new Set(gone.map(({ approvalId }) => approvalId));
  const ended = new Map<string, Decision>();
  try {
    const from = Math.min(...gone.map(({ createdAt }) => createdAt));
    const { decisions } = await client.call(
      'approvals.history',
      { from, limit: historyPage },
      signal ? { signal } : {},
    );
    for (const decision of decisions) if (ids.has(decision.approvalId)) ended.set(decision.approvalId, decision);
  } catch {
    // Without a history, all that is known is that they are no longer pending.
  }
  return ended;
}

/** Applies an event about a request. Ignored for a duplicate id: only the list tells those requests apart. */
function withRequest(data: Approvals, request: ApprovalRequest): Approvals {
  if (isOver(data.ended, request)) return data;
  return data.faults.get(request.approvalId)?.kind === 'duplicate' ? data : withPending(data, request);
}

/** Adds a request, or replaces its former version. */
export function withPending(data: Approvals, request: ApprovalRequest): Approvals {
  const others = data.requests.filter(({ approvalId }) => approvalId !== request.approvalId);
  const requests = [...others, request].sort(byDeadline);
  const faults = withoutFault(data.faults, request.approvalId);
  const leftOut = withoutLeftOut(data.leftOut, request.approvalId);
  return limited({ ...data, requests, faults, leftOut, ended: withoutPending(data.ended, [request]) });
}

/**
 * Whether the gateway reported that a request ended. A request created after that end merely reuses the id; implausible
 * times are not compared.
 */
function isOver(ended: Approvals['ended'], { approvalId, createdAt }: ApprovalRequest): boolean {
  const decision = ended.get(approvalId);
  if (decision === undefined) return false;
  return createdAt <= decision.resolvedAt || timeTrouble(createdAt) !== timeTrouble(decision.resolvedAt);
}

/**
 * Removes pending requests from `ended`: those whose outcome was never reported, or whose id an earlier request had.
 */
function withoutPending(ended: Approvals['ended'], pending: readonly ApprovalRequest[]): Approvals['ended'] {
  const wrong = pending.filter((request) => ended.has(request.approvalId) && !isOver(ended, request));
  if (wrong.length === 0) return ended;
  const right = new Map(ended);
  for (const { approvalId } of wrong) right.delete(approvalId);
  return right;
}

/** Moves a request from the pending ones to those that ended. */
export function withEnded(data: Approvals, approvalId: string, decision: Decision | undefined): Approvals {
  return {
    ...data,
    requests: data.requests.filter((request) => request.approvalId !== approvalId),
    faults: withoutFault(data.faults, approvalId),
    leftOut: withoutLeftOut(data.leftOut, approvalId),
    ended: keepNewest(data.ended, new Map([[approvalId, decision]])),
  };
}

function keepNewest(
  old: ReadonlyMap<string, Decision | undefined>,
  added: ReadonlyMap<string, Decision | undefined>,
): ReadonlyMap<string, Decision | undefined> {
  const all = new Map(old);
  for (const [id, decision] of added) all.set(id, decision ?? old.get(id));
  for (const id of all.keys()) {
    if (all.size <= endedKept) break;
    all.delete(id);
  }
  return all;
}
