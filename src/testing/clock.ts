/** An injectable clock, so that tests need not wait. */

/** The clock of the simulated gateway. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /**
   * Runs a task once, `delayMs` from now (0 or less: as soon as possible, never at once).
   *
   * @returns a function that cancels it; without effect once it has run.
   */
  after(delayMs: number, task: () => void): () => void;
}

/** The maximum delay of `setTimeout` (a signed 32-bit number of ms); longer ones fire immediately. */
const longestDelayMs = 2 ** 31 - 1;

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, task) {
    let timer: ReturnType<typeof setTimeout>;
    const arm = (leftMs: number) => {
      timer = setTimeout(
        () => (leftMs > longestDelayMs ? arm(leftMs - longestDelayMs) : task()),
        Math.min(leftMs, longestDelayMs),
      );
    };
    arm(Math.max(0, delayMs));
    return () => clearTimeout(timer);
  },
};

/** A clock that moves only by {@link ManualClock.advance}. */
export class ManualClock implements Clock {
  #now: number;
  #timers: { at: number; task: () => void }[] = [];

  /** @param now the start time, epoch ms; 2026-01-01 00:00 UTC by default. */
  constructor(now = Date.UTC(2026, 0, 1)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(delayMs: number, task: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, delayMs), task };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Advances by `ms`, running due tasks in order, each at its own time. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (let due = this.#takeDue(end); due; due = this.#takeDue(end)) {
      this.#now = due.at;
      due.task();
    }
    this.#now = end;
  }

  #takeDue(end: number) {
    const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
    this.#timers = this.#timers.filter((timer) => timer !== next);
    return next;
  }
}
