import { SilenceWatch } from './silence-watch.js';

/** The interval of pings and the time allowed for an answer, in ms. */
export interface HeartbeatTimes {
  readonly pingIntervalMs: number;
  readonly pingTimeoutMs: number;
}

/**
 * Pings at an interval and calls back when nothing arrives for too long after a ping. Any message counts as an answer.
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

  /** Pings now and then at the interval. A pending ping's deadline is not extended by another one. */
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
