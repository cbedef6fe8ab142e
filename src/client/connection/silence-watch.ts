/** A timer this late, in ms, was held back (a hidden tab, a busy page, a machine that slept): what arrived meanwhile may still be queued behind it. */
const lateMs = 1000;

/**
 * Says when nothing has arrived for too long. Judged by arrivals, never by timers alone: a timer that fires late gives
 * what is queued behind it a moment to be seen first.
 */
export class SilenceWatch {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since = 0;
  #limitMs = 0;

  /** @param onSilent - called once; the watch has ended then. */
  constructor(private readonly onSilent: () => void) {}

  /** True from the start to the end of the watch. */
  get watching(): boolean {
    return this.#timer !== undefined;
  }

  /** How long it has been silent, in ms. */
  get silentMs(): number {
    return performance.now() - this.#since;
  }

  /** Starts, or starts anew with another limit in ms. */
  start(limitMs: number): void {
    this.stop();
    this.#limitMs = limitMs;
    this.arrived();
    this.#wait(limitMs, false);
  }

  /** Something arrived. Cheap: it only notes the time. */
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
