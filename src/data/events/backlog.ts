import type { RpcClient } from '../../client/rpc-client.js';
import type { ResultOf, SecurityEvent, Unreadable } from '../../protocol/index.js';
import { Cursors } from '../stores/cursors.js';

/** The largest page of `security.events` (see the methods table). */
const pageSize = 1000;
/** The maximum number of rows to read, routine ones included (which do not count towards the limit of a read). */
const mostRows = 10_000;

/** The note for a repeated cursor. */
export const cursorLooped = 'The gateway repeated a cursor, so reading stopped there: there may be older events.';

const numbers = new Intl.NumberFormat();

/** The note for an answer that was cut. */
export const eventsLeftOut = (read: number, kept: number): string =>
  `The gateway sent ${numbers.format(read)} events: the newest ${numbers.format(kept)} are kept, ${numbers.format(read - kept)} older ones were left out.`;

/** The result of reading `security.events`. */
export interface Backlog extends Pick<ResultOf<'security.events'>, 'derived' | 'notes'> {
  /** Oldest first. */
  readonly events: readonly SecurityEvent[];
  /** The entries that could not be read. */
  readonly unreadable: readonly Unreadable[];
  /** False when there are more beyond the limit. */
  readonly complete: boolean;
  /** The cursor of older events; undefined when there are none or they cannot be read. */
  readonly next: string | undefined;
}

/**
 * Reads the newest events behind the stream, page by page.
 *
 * @param since the start of the range, epoch ms in the gateway's time; undefined: everything.
 * @param from the `next` of an earlier read; by default the newest event.
 * @param limit the maximum number of events, not counting routine ones, which are folded away.
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
  // The gateway sent more than requested: keep the newest.
  const kept = events.slice(0, mostRows);
  const remarks = [
    ...(cursors.looped ? [cursorLooped] : []),
    ...(kept.length < events.length ? [eventsLeftOut(events.length, kept.length)] : []),
  ];
  const notes = remarks.length > 0 ? { notes: [...(about.notes ?? []), ...remarks] } : {};
  const complete = before === undefined && !cursors.looped && kept.length === events.length;
  // Continuing behind events that were left out would hide that.
  const next = kept.length === events.length ? before : undefined;
  return { events: kept.reverse(), unreadable, complete, next, ...about, ...notes };
}
