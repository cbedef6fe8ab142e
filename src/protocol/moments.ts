/** Times that cannot be right: a gateway that sends seconds where milliseconds are meant, or nothing at all. */

/** Why a time cannot be the one that was meant: it reads as seconds or microseconds, or as no time of any use. */
export type TimeTrouble = 'seconds' | 'microseconds' | 'impossible';

/** Comis and what it records are younger than this. */
const earliest = Date.UTC(2000, 0, 1);
/** What is told in another unit lies within these two centuries when it is read in that unit. */
const latest = Date.UTC(2200, 0, 1);

const isLikely = (ms: number): boolean => ms >= earliest && ms < latest;

/**
 * Says why a time cannot be right.
 *
 * @param ms epoch ms, as the gateway sent it.
 * @returns undefined when nothing speaks against it; a time far in the future may be an end that nobody waits for.
 */
export function timeTrouble(ms: number): TimeTrouble | undefined {
  if (isLikely(ms)) return undefined;
  if (isLikely(ms / 1000)) return 'microseconds';
  if (ms >= earliest) return undefined;
  return isLikely(ms * 1000) ? 'seconds' : 'impossible';
}

/** The moment that was meant, in epoch ms; undefined when no unit makes a likely one of it. */
export function likelyMoment(ms: number): number | undefined {
  const trouble = timeTrouble(ms);
  if (trouble === 'impossible') return undefined;
  return trouble === 'seconds' ? ms * 1000 : trouble === 'microseconds' ? ms / 1000 : ms;
}

/**
 * Says whether a moment has passed. Nothing is called over by a time that cannot be right.
 *
 * @param now epoch ms.
 */
export function hasPassed(ms: number, now: number): boolean {
  if (timeTrouble(ms) !== undefined && timeTrouble(now) === undefined) return false;
  return ms <= now;
}
