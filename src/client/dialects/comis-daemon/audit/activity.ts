/** The daemon's list of recent activity, which is in memory only and lost with a restart. */
import * as z from 'zod/mini';
import { Timestamp } from '../../../../protocol/index.js';
import { check } from '../config/config.js';
import type { PartServices } from '../part-services.js';

/** The number of entries that the daemon keeps, of all kinds. */
const capacity = 100;
const path = `/api/activity?limit=${capacity}`;

const Answer = z.looseObject({
  entries: z.array(z.looseObject({ event: z.string(), payload: z.unknown(), timestamp: Timestamp })),
});

/** The content of the list. */
export interface Activity {
  /** The payloads of its audit events, oldest first. */
  readonly audited: readonly unknown[];
  /** The time from which it is complete (epoch ms, the daemon's time); undefined when unknown. */
  readonly from: number | undefined;
  /** Whether it covers everything since the daemon's start. */
  readonly isWhole: boolean;
}

/** Reads the list. @throws {GatewayError} as {@link Server.get} does, or the signal's reason. */
export async function readActivity({ server, instance }: PartServices, signal?: AbortSignal): Promise<Activity> {
  const [answer] = await Promise.all([server.get(path, signal), instance.read()]);
  const { entries } = check(Answer, answer, path);
  // A full list has lost its oldest entries.
  const isWhole = entries.length < capacity && instance.startedAt !== undefined;
  return {
    audited: entries.filter(({ event }) => event === 'audit:event').map(({ payload }) => payload),
    from: isWhole ? instance.startedAt : entries[0]?.timestamp,
    isWhole,
  };
}
