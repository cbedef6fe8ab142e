/** Finds the decision about a request in the history. */
import type { RpcClient } from '../../client/rpc-client.js';
import type { Decision } from '../../protocol/index.js';
import { Cursors } from '../stores/cursors.js';

/** The largest page of the documented RPC, and the maximum number of pages to read. */
const pageSize = 1000;
const mostPages = 5;

/** What was found. */
export interface FoundDecision {
  /** How it ended; undefined when that was not found. */
  readonly decision: Decision | undefined;
  /** The number of decisions searched. */
  readonly searched: number;
  /** Whether these are all decisions of the gateway. */
  readonly complete: boolean;
}

/**
 * Looks for the decision about a request, newest first: the gateway cannot be asked for one by its id.
 *
 * @throws {GatewayError} as a call does.
 * @throws the signal's reason when aborted.
 */
export async function findDecision(client: RpcClient, approvalId: string, signal: AbortSignal): Promise<FoundDecision> {
  let searched = 0;
  let cursor: string | undefined;
  const cursors = new Cursors();
  for (let page = 0; page < mostPages; page++) {
    const params = { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) };
    const answer = await client.call('approvals.history', params, { signal });
    const decision = answer.decisions.find((each) => each.approvalId === approvalId);
    const read = answer.decisions.length + (answer.unreadable?.length ?? 0);
    searched += read;
    cursor = cursors.next(read, answer.nextCursor);
    if (decision || cursor === undefined)
      return { decision, searched, complete: cursor === undefined && !cursors.looped };
  }
  return { decision: undefined, searched, complete: false };
}
