import type { RpcClient } from '../client/rpc-client.js';
import type { SecurityEvent } from '../protocol/index.js';

/** The most rows that one call of `security.events` gives (see the methods table). */
const pageSize = 1000;

/** What `security.events` had. */
export interface Backlog {
  /** Oldest first. */
  readonly events: readonly SecurityEvent[];
  /** False when there is more, beyond the limit. */
  readonly complete: boolean;
}

/**
 * Reads the newest events behind the stream, page by page.
 *
 * @param since the earliest moment of interest, epoch ms on the gateway's clock; all that there is when undefined.
 * @param limit how many events at most.
 */
export async function readBacklog(
  client: RpcClient,
  { since, limit }: { since: number | undefined; limit: number },
  signal: AbortSignal,
): Promise<Backlog> {
  const events: SecurityEvent[] = [];
  let before: string | undefined;
  do {
    const page = await client.call(
      'security.events',
      {
        limit: Math.min(pageSize, limit - events.length),
        ...(since !== undefined && { since }),
        ...(before !== undefined && { before }),
      },
      { signal },
    );
    events.push(...page.events);
    // An empty page ends it, whatever its cursor says: a gateway that errs must not keep us reading for ever.
    before = page.events.length > 0 ? page.nextCursor : undefined;
  } while (before !== undefined && events.length < limit);
  return { events: events.reverse(), complete: before === undefined };
}
