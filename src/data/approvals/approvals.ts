/** The pending requests, how earlier ones ended, and the call that decides one. */
import type { CallOptions, RpcClient } from '../../client/rpc-client.js';
import {
  type ApprovalRequest,
  type Decision,
  rpcErrorCodes,
  GatewayError,
  isApprovalRequest,
  latestTimestamp,
  timeTrouble,
  toGatewayError,
  type Verdict,
} from '../../protocol/index.js';
import type { Collection, CollectionSource } from '../stores/collection.js';
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

/** The result of deciding a request: the decision counted, or another came first. */
export interface Responded {
  /** The decision in effect; undefined when the request is gone and the gateway does not report how it ended. */
  readonly decision: Decision | undefined;
  /** True when this call decided the request. */
  readonly counted: boolean;
  /** True when the gateway answered that it does not know the request. */
  readonly unknown?: boolean;
}

/** How a decision is sent. */
export interface RespondOptions extends CallOptions {
  /** Computes the digest of a request (request-digest.ts). Only a denial may go without: it is then not bound. */
  readonly digestOf?: ((request: ApprovalRequest) => string | undefined) | undefined;
}

/**
 * Decides a request, bound by its digest to what was shown. Nothing is sent when the request is known to have changed
 * or ended.
 *
 * @param shown the request exactly as it was on the screen.
 * @param options abort signal, check before sending, and what computes digests.
 * @throws {GatewayError} `stale` when it has changed since (the store then holds the new one), `digest-mismatch` when
 *   it has not and the gateway computes another digest, `invalid-params` when an approval cannot be bound to what was
 *   shown, and whatever else a call may fail with. Nothing was decided then.
 */
export async function respond(
  client: RpcClient,
  shown: ApprovalRequest,
  verdict: Verdict,
  comment: string,
  { digestOf, ...options }: RespondOptions,
): Promise<Responded> {
  const { approvalId } = shown;
  const store = approvalsOf(client);
  const shownDigest = digestOf?.(shown);
  if (shownDigest === undefined && verdict === 'approve') throw new GatewayError('invalid-params', unbindable);
  const { ended } = store.state.data ?? {};
  if (ended?.has(approvalId)) return { decision: ended.get(approvalId), counted: false };
  const check = () => {
    assertDecidable(store.state.data, approvalId, verdict);
    assertPending(store.state.data, approvalId, (request) => digestOf?.(request) === shownDigest);
  };
  check();
  // Checked again: the call may have been queued.
  const beforeSend = () => {
    check();
    options.beforeSend?.();
  };
  // The stand-in of an unreadable request has a digest unknown to the gateway.
  const digest = store.state.data?.faults.has(approvalId) ? undefined : shownDigest;
  try {
    decidedHere(client).add(approvalId);
    const params = { approvalId, decision: verdict, ...(comment === '' ? {} : { comment }) };
    const send = (bound: { digest?: string }) =>
      client.call('approvals.respond', { ...params, ...bound }, { ...options, beforeSend });
    const answer = await send(digest === undefined ? {} : { digest }).catch(async (thrown: unknown) => {
      const error = await explainStale(client, toGatewayError(thrown), shown, digestOf);
      // A denial needs no digest: an agent must not wait because the gateway computes digests differently.
      if (error.kind === 'digest-mismatch' && verdict === 'deny') return send({});
      throw error;
    });
    if (answer.approvalId !== approvalId) throw wrongAnswer(store);
    const { outcome, resolvedBy, resolvedAt } = answer;
    const decision: Decision = { ...shown, outcome, resolvedBy, resolvedAt, ...(comment === '' ? {} : { comment }) };
    // The event may have come first, and has more fields.
    store.apply((data) => (data.ended.has(approvalId) ? data : withEnded(data, approvalId, decision)));
    return { decision, counted: true };
  } catch (thrown) {
    decidedHere(client).delete(approvalId);
    const error = toGatewayError(thrown);
    if (error.kind === 'already-resolved' || error.kind === 'not-found') {
      const found = error.decision ?? (await findDecisions(client, [shown])).get(approvalId);
      store.apply((data) => withEnded(data, approvalId, found ?? data.ended.get(approvalId)));
      return { decision: found, counted: false, unknown: error.kind === 'not-found' && !error.unsent };
    }
    throw error;
  }
}

/** The gateway confirmed a decision about another request, so the state of this one is unknown. */
function wrongAnswer(store: Collection<Approvals>): GatewayError {
  void store.refresh();
  return new GatewayError(
    'invalid-response',
    'The gateway answered for another request than the one that was decided.',
    {
      method: 'approvals.respond',
    },
  );
}

/** @throws {GatewayError} for a request with a fault, unless it is unreadable and can be denied. */
function assertDecidable(known: Approvals | undefined, approvalId: string, verdict: Verdict): void {
  const fault = known?.faults.get(approvalId);
  if (!fault) return;
  const mayDeny = fault.kind === 'unreadable' && fault.readable.approvalId !== undefined;
  if (verdict === 'deny' && mayDeny) return;
  const why =
    fault.kind === 'duplicate'
      ? 'Several requests have this id, so a decision would be ambiguous.'
      : `The request could not be read: ${fault.issues.join('; ')}.`;
  throw new GatewayError('invalid-params', why, { unsent: true });
}

/** Why a request cannot be approved here. */
export const unbindable =
  'This request holds text that is not valid Unicode, so an approval cannot be bound to what is shown.';

/** @throws {GatewayError} when a request is known to have ended or changed. */
function assertPending(
  known: Approvals | undefined,
  approvalId: string,
  isShown: (request: ApprovalRequest) => boolean,
): void {
  if (known?.ended.has(approvalId)) {
    const data = { decision: known.ended.get(approvalId) };
    throw new GatewayError('already-resolved', 'The request has ended.', { data, unsent: true });
  }
  const request = known?.requests.find((each) => each.approvalId === approvalId);
  if (!request || isShown(request)) return;
  const data = { request };
  throw new GatewayError('stale', 'The request has changed since it was shown.', { data, unsent: true });
}

/**
 * Stores the current request if the `stale` error has it; otherwise reads the list again.
 *
 * @returns the error to show: `digest-mismatch` instead of `stale` when the request is still what was shown.
 */
async function explainStale(
  client: RpcClient,
  error: GatewayError,
  shown: ApprovalRequest,
  digestOf: RespondOptions['digestOf'],
): Promise<GatewayError> {
  if (error.kind !== 'stale') return error;
  const request = fieldOf(error.data, 'request');
  const store = approvalsOf(client);
  if (isApprovalRequest(request)) store.apply((approvals) => withPending(approvals, request));
  else await store.refresh();
  const latest = store.state.data?.requests.find(({ approvalId }) => approvalId === shown.approvalId);
  const ours = digestOf?.(shown);
  if (error.unsent || !latest || ours === undefined || digestOf?.(latest) !== ours) return error;
  const theirs = fieldOf(error.data, 'current');
  const details = digestMismatch.details(ours, typeof theirs === 'string' ? theirs : 'not sent (`data.current`)');
  return new GatewayError('digest-mismatch', digestMismatch.message, {
    code: rpcErrorCodes.stale,
    data: error.data,
    method: 'approvals.respond',
    cause: error,
    details,
  });
}

const digestMismatch = {
  message:
    'The request has not changed, but your gateway computes another digest for it. It cannot be approved here before the gateway is repaired; it can be denied.',
  details: (ours: string, theirs: string) =>
    `Computed here: ${ours}. Of the gateway: ${theirs}. Check in the gateway: SHA-256 in lower-case hex of the UTF-8 bytes ` +
    'of the RFC 8785 canonical JSON of approvalId, agentId, action, toolName, params and sessionKey and nothing else; ' +
    'absent and null fields left out; keys sorted by UTF-16 code units at every depth; numbers printed as ECMAScript does (1, not 1.0).',
} as const;

const fieldOf = (data: unknown, name: string): unknown =>
  typeof data === 'object' && data !== null ? (data as Readonly<Record<string, unknown>>)[name] : undefined;

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
async function findDecisions(
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

function withPending(data: Approvals, request: ApprovalRequest): Approvals {
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

function withEnded(data: Approvals, approvalId: string, decision: Decision | undefined): Approvals {
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
