/** What is to be said of times that nobody saw. */
import type { Hole } from './sight.js';

/** How many holes are told one by one, the newest. */
const told = 5;

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium', hourCycle: 'h23' });
const dateAndClock = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'medium',
  hourCycle: 'h23',
});

/** `12:01:03` for a moment of today, `Nov 22, 2026, 12:01:03` for any other, in the reader's zone. */
export function moment(ms: number): string {
  const isToday = new Date(ms).toDateString() === new Date().toDateString();
  return (isToday ? clock : dateAndClock).format(ms);
}

/** Says when nothing was seen. @param missing - what that means, as the beginning of a sentence. */
export function holeNotes(holes: readonly Hole[], missing: string): string[] {
  if (holes.length === 0) return [];
  const shown = holes.slice(-told).map(({ from, to }) => `${moment(from)} to ${moment(to)}`);
  const rest = holes.length - shown.length;
  const earlier = rest > 0 ? `, and ${rest} times before that` : '';
  return [`${missing}: nothing was seen ${shown.join(', ')}${earlier}.`];
}
