/** What is known around one request: how others like it were decided, and what its agent did before it asked. */
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

/** One half of a story: what was read, or why it could not be. */
export type Told<T> = { readonly ok: true; readonly answer: T } | { readonly ok: false; readonly error: GatewayError };

/** What is known around a request. */
export interface RequestStory {
  /** The last decisions about the same action of the same agent, newest first; those of the user where no agent is told. */
  readonly decisions: Told<ResultOf<'approvals.history'>>;
  /** What happened under the same trace, newest first; undefined when the request carries none. */
  readonly events: Told<ResultOf<'security.events'>> | undefined;
}

/**
 * Reads what is known around a request. One half that fails leaves the other.
 *
 * @throws the signal's reason when aborted.
 */
export async function readStory(
  client: RpcClient,
  request: ApprovalRequest,
  signal: AbortSignal,
): Promise<RequestStory> {
  const { action, agentId, traceId } = request;
  const [decisions, events] = await Promise.all([
    told(
      client.call(
        'approvals.history',
        { action, limit: decisionsRead, ...(agentId === undefined ? {} : { agentId }) },
        { signal },
      ),
    ),
    traceId === undefined
      ? undefined
      : told(client.call('security.events', { traceId, limit: eventsRead }, { signal })),
  ]);
  signal.throwIfAborted();
  return { decisions, events };
}

/** Oldest first: what led to the request, in the order in which it happened. */
export function inOrder(events: readonly SecurityEvent[]): readonly SecurityEvent[] {
  return [...events].sort((a, b) => a.timestamp - b.timestamp);
}

async function told<T>(call: Promise<T>): Promise<Told<T>> {
  try {
    return { ok: true, answer: await call };
  } catch (thrown) {
    return { ok: false, error: toGatewayError(thrown) };
  }
}
