/** Runs a task at a rate, also faster than timers can tick. */
import type { Clock } from '../clock.js';

/** Timers are no finer than some milliseconds; faster rates do several at a time. */
const shortestTickMs = 10;
/** Missed runs are caught up at this multiple of the rate: all at once would overrun readers. */
const catchUpPace = 4;
/** After a pause (a sleeping machine, a stopped debugger) at most this much is caught up. */
const mostCatchUpMs = 2_000;

/**
 * Does a task `perSecond` times a second on average; 0: never.
 *
 * @returns a function that stops it.
 */
export function tickAtRate(clock: Clock, perSecond: number, task: () => void): () => void {
  if (perSecond <= 0) return () => {};
  const tickMs = Math.max(shortestTickMs, 1000 / perSecond);
  const mostPerTick = Math.ceil((catchUpPace * perSecond * tickMs) / 1000);
  let last = clock.now();
  let due = 0;
  let cancel = () => {};
  const tick = () => {
    const now = clock.now();
    due += (Math.min(Math.max(0, now - last), mostCatchUpMs) * perSecond) / 1000;
    last = now;
    // A clock in whole milliseconds makes 0.999… of what is due.
    for (let done = 0; due > 0.999 && done < mostPerTick; done++, due--) task();
    cancel = clock.after(tickMs, tick);
  };
  cancel = clock.after(tickMs, tick);
  return () => cancel();
}
