/** Detects implausible times: a gateway may send seconds instead of milliseconds, or 0. */

/** Why a time is implausible: it looks like seconds or microseconds, or is unusable. */
export type TimeTrouble = 'seconds' | 'microseconds' | 'impossible';

/** Earlier times are implausible. */
const earliest = Date.UTC(2000, 0, 1);
/** The end of the range in which a time in another unit must lie. */
const latest = Date.UTC(2200, 0, 1);

const isLikely = (ms: number): boolean => ms >= earliest && ms < latest;

/**
 * Returns why a time is implausible.
 *
 * @param ms epoch ms, as the gateway sent it.
 * @returns undefined when it is plausible; a time far in the future may be a distant expiry.
 */
export function timeTrouble(ms: number): TimeTrouble | undefined {
  if (isLikely(ms)) return undefined;
  if (isLikely(ms / 1000)) return 'microseconds';
  if (ms >= earliest) return undefined;
  return isLikely(ms * 1000) ? 'seconds' : 'impossible';
}

/** The time that was probably meant, in epoch ms; undefined when it is implausible in any unit. */
export function likelyMoment(ms: number): number | undefined {
  const trouble = timeTrouble(ms);
  if (trouble === 'impossible') return undefined;
  return trouble === 'seconds' ? ms * 1000 : trouble === 'microseconds' ? ms / 1000 : ms;
}

/**
 * Whether a time has passed; false for an implausible one.
 *
 * @param now epoch ms.
 */
export function hasPassed(ms: number, now: number): boolean {
  if (timeTrouble(ms) !== undefined && timeTrouble(now) === undefined) return false;
  return ms <= now;
}
