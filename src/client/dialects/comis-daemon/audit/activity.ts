/** The daemon's list of recent activity: in memory only, so that each restart empties it. */
import * as z from 'zod/mini';
import { Timestamp } from '../../../../protocol/index.js';
import { check } from '../config/config.js';
import type { Surroundings } from '../surroundings.js';

/** All that the daemon keeps, of all kinds. */
const capacity = 100;
const path = `/api/activity?limit=${capacity}`;

const Answer = z.looseObject({
  entries: z.array(z.looseObject({ event: z.string(), payload: z.unknown(), timestamp: Timestamp })),
});

/** What the list says. */
export interface Activity {
  /** What its audit events carry, oldest first. */
  readonly audited: readonly unknown[];
  /** From when on it is complete, epoch ms on the daemon's clock; undefined where that cannot be said. */
  readonly from: number | undefined;
  /** Whether it reaches back to the daemon's start. */
  readonly isWhole: boolean;
}

/** Reads the list. @throws {GatewayError} as {@link Server.get} does, or the signal's reason. */
export async function readActivity({ server, instance }: Surroundings, signal?: AbortSignal): Promise<Activity> {
  const [answer] = await Promise.all([server.get(path, signal), instance.read()]);
  const { entries } = check(Answer, answer, path);
  // One that is full has lost what came before.
  const isWhole = entries.length < capacity && instance.startedAt !== undefined;
  return {
    audited: entries.filter(({ event }) => event === 'audit:event').map(({ payload }) => payload),
    from: isWhole ? instance.startedAt : entries[0]?.timestamp,
    isWhole,
  };
}
