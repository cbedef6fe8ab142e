import { SilenceWatch } from './silence-watch.js';

/** When to ask whether the other side lives, and how long it may say nothing. Both in ms. */
export interface HeartbeatTimes {
  readonly pingIntervalMs: number;
  readonly pingTimeoutMs: number;
}

/**
 * Pings at an interval and says when nothing has arrived for too long after a ping. Anything that arrives is a sign of
 * life, whether it answers the ping or not.
 */
export class Heartbeat {
  readonly #watch: SilenceWatch;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param ping - sends a ping.
   * @param onDead - called once.
   */
  constructor(
    private readonly times: HeartbeatTimes,
    private readonly ping: () => void,
    onDead: () => void,
  ) {
    this.#watch = new SilenceWatch(() => {
      this.stop();
      onDead();
    });
  }

  /** Pings now and goes on at the interval. While a ping waits for a sign of life, another adds nothing. */
  beat(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.beat(), this.times.pingIntervalMs);
    if (this.#watch.watching) return;
    this.#watch.start(this.times.pingTimeoutMs);
    this.ping();
  }

  /** Something arrived. */
  alive(): void {
    this.#watch.stop();
  }

  /** Ends it. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#watch.stop();
  }
}
