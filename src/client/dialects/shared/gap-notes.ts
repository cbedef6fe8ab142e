/** Notes about gaps in coverage. */
import type { Gap } from './stream-coverage.js';

/** The maximum number of gaps listed, the newest. */
const gapsShown = 5;

/** The latest time of a Date, in epoch ms. */
const latest = 8.64e15;

/** A time in a note, in UTC (`2026-11-22T12:01:03Z`); elements show it in their time zone. */
export function moment(ms: number): string {
  return Math.abs(ms) <= latest ? new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z') : String(ms);
}

/** Returns a note that lists the gaps. @param missing - what may be missing, as the beginning of the sentence. */
export function gapNotes(gaps: readonly Gap[], missing: string): string[] {
  if (gaps.length === 0) return [];
  const shown = gaps.slice(-gapsShown).map(({ from, to }) => `${moment(from)} to ${moment(to)}`);
  const rest = gaps.length - shown.length;
  const earlier = rest > 0 ? `, and ${rest} times before that` : '';
  return [`${missing}: no events were received from ${shown.join(', ')}${earlier}.`];
}
