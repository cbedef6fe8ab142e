/** The requests that wait for a person, how those that were waiting ended, and the one thing to do about them. */
import type { CallOptions, RpcClient } from '../../client/rpc-client.js';
import {
  type ApprovalRequest,
  type Decision,
  digestOf,
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

/** What is known of the requests that wait. */
export interface Approvals extends Faulty {
  /**
   * Those that wait, nearest deadline first. For one that cannot be read a request stands of what can be read of it; of
   * those that share one id each is there. Neither can be decided like any other: see `faults`.
   */
  readonly requests: readonly ApprovalRequest[];
  /**
   * How requests ended that were seen waiting, the last {@link endedKept} of them; undefined for one that is no longer
   * waiting without the gateway saying how it ended. Such a one waits again as soon as the gateway says that it waits.
   */
  readonly ended: ReadonlyMap<string, Decision | undefined>;
  /** How many waited at the last read beyond those that the gateway listed. */
  readonly unlisted: number;
  /** The ids of those that wait and are not kept here: more came than are. */
  readonly leftOut: readonly string[];
  /** When the gateway listed them last, by its own clock (epoch ms). */
  readonly listedAt: number;
}

/** How many ended requests are remembered: as many as a person may still have on the screen. */
const endedKept = 500;
/** How far back a read looks for what happened to requests that are gone: the largest page. */
const historyPage = 1000;

/** The approvals of a client, shared by all who show them. */
export const approvalsOf = perClient((client) => new FallbackPolledCollection(client, source));

const source: CollectionSource<Approvals> = {
  method: 'approvals.list',
  load: (client, signal, previous) => load(client, previous?.requests ?? [], signal),
  reconcile: (loaded, previous) => ({
    ...loaded,
    ended: remember(withoutGuesses(previous.ended, loaded.requests), loaded.ended),
  }),
  updates: {
    'approval:requested': (data, request) => told(data, request),
    'approval:changed': (data, request) => told(data, request),
    'approval:resolved': (data, decision) => over(data, decision.approvalId, decision),
  },
  unreadable: (data, unreadable) =>
    unreadable.path === 'approval:resolved' ? data : limited({ ...data, ...withUnreadable(data, unreadable) }),
};

/** The ids of the requests that were decided from here, through this client. */
export const decidedHere = perClient(() => new Set<string>());

/** How many wait, those included that the gateway did not list or that are not kept; undefined while that is not known. */
export function waitingCount(approvals: Approvals | undefined): number | undefined {
  return approvals && approvals.requests.length + approvals.leftOut.length + approvals.unlisted;
}

/** A request as far as its deadline needs it. */
type Timed = Pick<ApprovalRequest, 'createdAt' | 'timeoutMs'>;

/** Whether a request has a deadline that nobody here can know: it was made at a time that cannot be right. */
export function isDeadlineUnknown({ createdAt, timeoutMs }: Timed): boolean {
  return Boolean(timeoutMs) && timeTrouble(createdAt) !== undefined;
}

/** When a request is decided without anybody, on the gateway's clock (epoch ms); Infinity when it waits for ever, or that is not known. */
export function deadlineOf({ createdAt, timeoutMs }: Timed): number {
  if (timeTrouble(createdAt)) return Infinity;
  const deadline = timeoutMs ? createdAt + timeoutMs : Infinity;
  // Later than any clock can show is for ever.
  return deadline <= latestTimestamp ? deadline : Infinity;
}

/** Nearest deadline first, then the one that has waited longest: newest first would starve the oldest. */
export function byDeadline(a: ApprovalRequest, b: ApprovalRequest): number {
  // Two that wait for ever have the same deadline, and Infinity minus Infinity is no number.
  const [deadlineA, deadlineB] = [deadlineOf(a), deadlineOf(b)];
  if (deadlineA !== deadlineB) return deadlineA - deadlineB;
  return a.createdAt - b.createdAt || (a.approvalId < b.approvalId ? -1 : a.approvalId > b.approvalId ? 1 : 0);
}

/** What came of a decision: it counted, or another one had come first. */
export interface Responded {
  /** How the request ended; undefined when it is gone and the gateway no longer knows how. */
  readonly decision: Decision | undefined;
  /** True when it ended as asked for here and now. */
  readonly counted: boolean;
  /** True when the gateway was asked and does not know the request. */
  readonly unknown?: boolean;
}

/**
 * Decides a request, bound by its digest to what was shown. Nothing is sent for one that is known to have changed or ended.
 *
 * @param shown the request exactly as it was on the screen.
 * @param options how it can be kept from being sent, until it is.
 * @throws {GatewayError} `stale` when it has changed since (the store then holds the new one), `digest-mismatch` when it
 *   has not and the gateway computes another digest, `invalid-params` when an approval cannot be bound to what was shown,
 *   and whatever else a call may fail with. Nothing was decided then.
 */
export async function respond(
  client: RpcClient,
  shown: ApprovalRequest,
  verdict: Verdict,
  comment: string,
  options: CallOptions = {},
): Promise<Responded> {
  const { approvalId } = shown;
  const store = approvalsOf(client);
  const shownDigest = bind(shown);
  if (shownDigest === undefined && verdict === 'approve') throw new GatewayError('invalid-params', unbindable);
  const { ended } = store.state.data ?? {};
  if (ended?.has(approvalId)) return { decision: ended.get(approvalId), counted: false };
  const check = () => {
    mustBeDecidable(store.state.data, approvalId, verdict);
    mustWait(store.state.data, approvalId, shownDigest);
  };
  check();
  // It may have to wait for its turn, and much may happen meanwhile.
  const beforeSend = () => {
    check();
    options.beforeSend?.();
  };
  // What stands for a request that cannot be read has a digest of its own.
  const digest = store.state.data?.faults.has(approvalId) ? undefined : shownDigest;
  try {
    decidedHere(client).add(approvalId);
    const params = { approvalId, decision: verdict, ...(comment === '' ? {} : { comment }) };
    const send = (bound: { digest?: string }) =>
      client.call('approvals.respond', { ...params, ...bound }, { ...options, beforeSend });
    const answer = await send(digest === undefined ? {} : { digest }).catch(async (thrown: unknown) => {
      const error = await whyStale(client, toGatewayError(thrown), shown);
      // Nobody waits for ever because a gateway counts otherwise: a denial needs no digest.
      if (error.kind === 'digest-mismatch' && verdict === 'deny') return send({});
      throw error;
    });
    if (answer.approvalId !== approvalId) throw otherAnswered(store);
    const { outcome, resolvedBy, resolvedAt } = answer;
    const decision: Decision = { ...shown, outcome, resolvedBy, resolvedAt, ...(comment === '' ? {} : { comment }) };
    // The event may have come first, and knows more.
    store.apply((data) => (data.ended.has(approvalId) ? data : over(data, approvalId, decision)));
    return { decision, counted: true };
  } catch (thrown) {
    decidedHere(client).delete(approvalId);
    const error = toGatewayError(thrown);
    if (error.kind === 'already-resolved' || error.kind === 'not-found') {
      const told = error.decision ?? (await howTheyEnded(client, [shown])).get(approvalId);
      store.apply((data) => over(data, approvalId, told ?? data.ended.get(approvalId)));
      return { decision: told, counted: false, unknown: error.kind === 'not-found' && !error.unsent };
    }
    throw error;
  }
}

/** The gateway says that it decided another request: nobody knows what became of this one. */
function otherAnswered(store: Collection<Approvals>): GatewayError {
  void store.refresh();
  return new GatewayError(
    'invalid-response',
    'The gateway answered for another request than the one that was decided.',
    {
      method: 'approvals.respond',
    },
  );
}

/** @throws {GatewayError} for a request that cannot be decided like any other. */
function mustBeDecidable(known: Approvals | undefined, approvalId: string, verdict: Verdict): void {
  const fault = known?.faults.get(approvalId);
  if (!fault) return;
  const mayDeny = fault.kind === 'unreadable' && fault.readable.approvalId !== undefined;
  if (verdict === 'deny' && mayDeny) return;
  const why =
    fault.kind === 'duplicate'
      ? 'Several requests have this id: nobody knows which one would be decided.'
      : `The request could not be read: ${fault.issues.join('; ')}.`;
  throw new GatewayError('invalid-params', why, { unsent: true });
}

/** Why a request cannot be approved here. */
export const unbindable =
  'This request holds text that is not valid Unicode, so an approval cannot be bound to what is shown.';

/** @throws {GatewayError} when a request is known to have ended, or to be no longer what it was. */
function mustWait(known: Approvals | undefined, approvalId: string, digest: string | undefined): void {
  if (known?.ended.has(approvalId)) {
    const data = { decision: known.ended.get(approvalId) };
    throw new GatewayError('already-resolved', 'The request has ended.', { data, unsent: true });
  }
  const request = known?.requests.find((each) => each.approvalId === approvalId);
  if (!request || bind(request) === digest) return;
  const data = { request };
  throw new GatewayError('stale', 'The request has changed since it was shown.', { data, unsent: true });
}

/** Digests that were worked out: that of a megabyte takes a tenth of a second. A request that changes is another object. */
const digests = new WeakMap<ApprovalRequest, { readonly digest: string | undefined }>();

/** The digest of a request; undefined when it holds text that has no canonical form. */
export function bind(request: ApprovalRequest): string | undefined {
  const known = digests.get(request);
  if (known) return known.digest;
  const digest = attempt(() => digestOf(request));
  digests.set(request, { digest });
  return digest;
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

/**
 * Takes over the request as it is now, if the error `stale` brought it; else reads all of them again.
 *
 * @returns what to say of a refusal: `digest-mismatch` instead of `stale` where the request is what was shown.
 */
async function whyStale(client: RpcClient, error: GatewayError, shown: ApprovalRequest): Promise<GatewayError> {
  if (error.kind !== 'stale') return error;
  const request = fieldOf(error.data, 'request');
  const store = approvalsOf(client);
  if (isApprovalRequest(request)) store.apply((approvals) => waiting(approvals, request));
  else await store.refresh();
  const latest = store.state.data?.requests.find(({ approvalId }) => approvalId === shown.approvalId);
  const ours = bind(shown);
  if (error.unsent || !latest || ours === undefined || bind(latest) !== ours) return error;
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
  const told = gone.length > 0 ? await howTheyEnded(client, gone, signal) : new Map<string, Decision>();
  // A list that is cut short says nothing of those that it leaves out.
  const isWhole = total <= requests.length;
  const kept = isWhole ? [] : gone.filter((request) => !told.has(request.approvalId));
  const guessed = isWhole ? gone.map(({ approvalId }) => [approvalId, told.get(approvalId)] as const) : told;
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

/** Looks up what happened to requests while nobody was connected to see it. */
async function howTheyEnded(
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
    // A gateway without a history: then it is only known that they no longer wait, and that is what is shown.
  }
  return ended;
}

/** An event told of a request. Of those that share its id it says nothing: only the list does. */
function told(data: Approvals, request: ApprovalRequest): Approvals {
  if (isOver(data.ended, request)) return data;
  return data.faults.get(request.approvalId)?.kind === 'duplicate' ? data : waiting(data, request);
}

function waiting(data: Approvals, request: ApprovalRequest): Approvals {
  const others = data.requests.filter(({ approvalId }) => approvalId !== request.approvalId);
  const requests = [...others, request].sort(byDeadline);
  const faults = withoutFault(data.faults, request.approvalId);
  const leftOut = withoutLeftOut(data.leftOut, request.approvalId);
  return limited({ ...data, requests, faults, leftOut, ended: withoutGuesses(data.ended, [request]) });
}

/**
 * Whether a request has ended, as the gateway said. One that was made after that end only has the same id: that is not
 * concluded from a time that cannot be right.
 */
function isOver(ended: Approvals['ended'], { approvalId, createdAt }: ApprovalRequest): boolean {
  const decision = ended.get(approvalId);
  if (decision === undefined) return false;
  return createdAt <= decision.resolvedAt || timeTrouble(createdAt) !== timeTrouble(decision.resolvedAt);
}

/** Takes back that requests have ended where nobody ever said how, or where an earlier one with the same id has: they wait. */
function withoutGuesses(ended: Approvals['ended'], waiting: readonly ApprovalRequest[]): Approvals['ended'] {
  const wrong = waiting.filter((request) => ended.has(request.approvalId) && !isOver(ended, request));
  if (wrong.length === 0) return ended;
  const right = new Map(ended);
  for (const { approvalId } of wrong) right.delete(approvalId);
  return right;
}

function over(data: Approvals, approvalId: string, decision: Decision | undefined): Approvals {
  return {
    ...data,
    requests: data.requests.filter((request) => request.approvalId !== approvalId),
    faults: withoutFault(data.faults, approvalId),
    leftOut: withoutLeftOut(data.leftOut, approvalId),
    ended: remember(data.ended, new Map([[approvalId, decision]])),
  };
}

function remember(
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
