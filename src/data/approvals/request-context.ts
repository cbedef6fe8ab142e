/** The context of one request: how similar ones were decided, and what its agent did before. */
import type { RpcClient } from '../../client/rpc-client.js';
import {
  type ApprovalRequest,
  type GatewayError,
  type ResultOf,
  type SecurityEvent,
  toGatewayError,
} from '../../protocol/index.js';

/** How many past decisions are read. */
export const decisionsRead = 5;
/** How many events of the trace are read. */
export const eventsRead = 20;

/** One part of the context: the answer, or the error. */
export type Settled<T> =
  { readonly ok: true; readonly answer: T } | { readonly ok: false; readonly error: GatewayError };

/** The context of a request. */
export interface RequestContext {
  /** The last decisions about the same action of the same agent (of the user, without an agent), newest first. */
  readonly decisions: Settled<ResultOf<'approvals.history'>>;
  /** The events of the same trace, newest first; undefined when the request has no trace. */
  readonly events: Settled<ResultOf<'security.events'>> | undefined;
}

/**
 * Reads the context of a request. Either part may fail on its own.
 *
 * @throws the signal's reason when aborted.
 */
export async function readContext(
  client: RpcClient,
  request: ApprovalRequest,
  signal: AbortSignal,
): Promise<RequestContext> {
  const { action, agentId, traceId } = request;
  const [decisions, events] = await Promise.all([
    settled(
      client.call(
        'approvals.history',
        { action, limit: decisionsRead, ...(agentId === undefined ? {} : { agentId }) },
        { signal },
      ),
    ),
    traceId === undefined
      ? undefined
      : settled(client.call('security.events', { traceId, limit: eventsRead }, { signal })),
  ]);
  signal.throwIfAborted();
  return { decisions, events };
}

/** The events oldest first, as they led to the request. */
export function inOrder(events: readonly SecurityEvent[]): readonly SecurityEvent[] {
  return [...events].sort((a, b) => a.timestamp - b.timestamp);
}

async function settled<T>(call: Promise<T>): Promise<Settled<T>> {
  try {
    return { ok: true, answer: await call };
  } catch (thrown) {
    return { ok: false, error: toGatewayError(thrown) };
  }
}
