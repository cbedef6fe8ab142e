/** The call that decides a request. Apart from the list of requests, which others need alone. */
import type { CallOptions, RpcClient } from '../../client/rpc-client.js';
import {
  type ApprovalRequest,
  type Decision,
  rpcErrorCodes,
  GatewayError,
  isApprovalRequest,
  toGatewayError,
  type Verdict,
} from '../../protocol/index.js';
import type { Collection } from '../stores/collection.js';
import { type Approvals, approvalsOf, decidedHere, findDecisions, withEnded, withPending } from './approvals.js';

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
