/**
 * The delay from which a timer was throttled (hidden tab, busy page, sleep), in ms: arrivals may still be queued behind
 * it.
 */
const lateMs = 1000;

/**
 * Calls back when nothing has arrived for too long. A timer that fires late first gives the arrivals queued behind it a
 * moment.
 */
export class SilenceWatch {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since = 0;
  #limitMs = 0;

  /** @param onSilent - called once; the watch has ended by then. */
  constructor(private readonly onSilent: () => void) {}

  /** True between start and stop. */
  get watching(): boolean {
    return this.#timer !== undefined;
  }

  /** The time since the last arrival, in ms. */
  get silentMs(): number {
    return performance.now() - this.#since;
  }

  /** Starts or restarts with a limit in ms. */
  start(limitMs: number): void {
    this.stop();
    this.#limitMs = limitMs;
    this.arrived();
    this.#wait(limitMs, false);
  }

  /** Records an arrival. Cheap: it only stores the time. */
  arrived(): void {
    this.#since = performance.now();
  }

  /** Ends the watch. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #end(): void {
    this.#timer = undefined;
    this.onSilent();
  }

  #wait(ms: number, graced: boolean): void {
    const due = performance.now() + ms;
    this.#timer = setTimeout(() => {
      const remaining = this.#limitMs - this.silentMs;
      // Timers may fire a fraction of a millisecond early.
      if (remaining > 1) this.#wait(remaining, false);
      else if (!graced && performance.now() - due > lateMs) this.#wait(lateMs, true);
      else this.#end();
    }, ms);
  }
}
