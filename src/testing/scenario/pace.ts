/** Does something so many times a second, whatever the timers can. */
import type { Clock } from '../clock.js';

/** Timers are no finer than some milliseconds; faster rates do several at a time. */
const shortestTickMs = 10;
/** More at a time would push events out of the replay log before anybody has read them. */
const mostPerTick = 2_000;
/** After a pause (a sleeping machine, a stopped debugger) at most this much is made up for. */
const mostCatchUpMs = 2_000;

/**
 * Does a task `perSecond` times a second on average; 0: never.
 *
 * @returns a function that stops it.
 */
export function pace(clock: Clock, perSecond: number, task: () => void): () => void {
  if (perSecond <= 0) return () => {};
  const tickMs = Math.max(shortestTickMs, 1000 / perSecond);
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
