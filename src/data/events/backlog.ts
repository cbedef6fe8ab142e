import type { RpcClient } from '../../client/rpc-client.js';
import type { ResultOf, SecurityEvent, Unreadable } from '../../protocol/index.js';
import { Cursors } from '../stores/cursors.js';

/** The most rows that one call of `security.events` gives (see the methods table). */
const pageSize = 1000;
/** How many rows are read at most, whatever they are: routine ones do not count towards the limit of a read. */
const mostRows = 10_000;

/** Said with what was read. */
export const cursorLooped =
  'The gateway gave a cursor that it had given before, so reading ended there: there may be older events.';

const numbers = new Intl.NumberFormat();

/** Said where an answer was cut. */
export const eventsLeftOut = (read: number, kept: number): string =>
  `The gateway sent ${numbers.format(read)} events: the newest ${numbers.format(kept)} are kept, ${numbers.format(read - kept)} older ones were left out.`;

/** What `security.events` had. */
export interface Backlog extends Pick<ResultOf<'security.events'>, 'derived' | 'notes'> {
  /** Oldest first. */
  readonly events: readonly SecurityEvent[];
  /** What could not be read of it. */
  readonly unreadable: readonly Unreadable[];
  /** False when there is more, beyond the limit. */
  readonly complete: boolean;
  /** Where older events begin; undefined when there are none, or they cannot be read. */
  readonly next: string | undefined;
}

/**
 * Reads the newest events behind the stream, page by page.
 *
 * @param since the earliest moment of interest, epoch ms on the gateway's clock; all that there is when undefined.
 * @param from where to begin instead of at the newest: the `next` of an earlier read.
 * @param limit how many events at most that are not routine: those are folded away, and must not be all that was read.
 */
export async function readBacklog(
  client: RpcClient,
  { since, limit, from }: { since: number | undefined; limit: number; from?: string | undefined },
  signal: AbortSignal,
): Promise<Backlog> {
  const events: SecurityEvent[] = [];
  const unreadable: Unreadable[] = [];
  let about: Pick<Backlog, 'derived' | 'notes'> | undefined;
  let before = from;
  let wanted = limit;
  const cursors = new Cursors();
  if (from !== undefined) cursors.next(1, from);
  do {
    const page = await client.call(
      'security.events',
      {
        limit: Math.min(pageSize, wanted, mostRows - events.length),
        ...(since !== undefined && { since }),
        ...(before !== undefined && { before }),
      },
      { signal },
    );
    about ??= { derived: page.derived, notes: page.notes };
    events.push(...page.events);
    unreadable.push(...(page.unreadable ?? []));
    for (const { routine } of page.events) if (routine === undefined) wanted--;
    before = cursors.next(page.events.length + (page.unreadable?.length ?? 0), page.nextCursor);
  } while (before !== undefined && wanted > 0 && events.length < mostRows);
  // More than was asked for is left: the newest are what matters.
  const kept = events.slice(0, mostRows);
  const remarks = [
    ...(cursors.looped ? [cursorLooped] : []),
    ...(kept.length < events.length ? [eventsLeftOut(events.length, kept.length)] : []),
  ];
  const notes = remarks.length > 0 ? { notes: [...(about.notes ?? []), ...remarks] } : {};
  const complete = before === undefined && !cursors.looped && kept.length === events.length;
  // Where events were left out, going on behind them would hide that.
  const next = kept.length === events.length ? before : undefined;
  return { events: kept.reverse(), unreadable, complete, next, ...about, ...notes };
}
