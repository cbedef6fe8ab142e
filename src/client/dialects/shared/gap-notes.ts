/** Notes about gaps in coverage. */
import type { Gap } from './stream-coverage.js';

/** How many gaps are listed one by one, the newest. */
const told = 5;

/** The last moment that a date can hold, in epoch ms. */
const latest = 8.64e15;

/** A moment in a note, in UTC (`2026-11-22T12:01:03Z`): who shows the note knows in which zone it is read. */
export function moment(ms: number): string {
  return Math.abs(ms) <= latest ? new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z') : String(ms);
}

/** Says when nothing was seen. @param missing - what that means, as the beginning of a sentence. */
export function gapNotes(gaps: readonly Gap[], missing: string): string[] {
  if (gaps.length === 0) return [];
  const shown = gaps.slice(-told).map(({ from, to }) => `${moment(from)} to ${moment(to)}`);
  const rest = gaps.length - shown.length;
  const earlier = rest > 0 ? `, and ${rest} times before that` : '';
  return [`${missing}: nothing was seen ${shown.join(', ')}${earlier}.`];
}
