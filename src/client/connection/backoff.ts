/** The bounds of the wait before a retry. */
export interface BackoffBounds {
  /** The first wait, in ms. */
  readonly firstMs: number;
  /** The longest wait, in ms. */
  readonly maxMs: number;
}

/**
 * Exponential backoff: the wait doubles from `firstMs` to `maxMs`. Half of each wait is random, so that many clients of
 * a restarting gateway do not reconnect at the same instant.
 */
export class Backoff {
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retryAt: number | undefined;
  #floorMs = 0;
  /** The time before which the gateway asked not to retry (epoch ms). */
  #notBefore = 0;

  /** @param run - starts the next attempt. */
  constructor(
    private readonly bounds: BackoffBounds,
    private readonly run: () => void,
  ) {}

  /** The number of consecutive failed attempts or connections. */
  get failures(): number {
    return this.#failures;
  }

  /** When the next attempt starts (epoch ms); undefined while none is scheduled. */
  get retryAt(): number | undefined {
    return this.#retryAt;
  }

  /** Sets the shortest wait, in ms, within the bounds. */
  set floorMs(ms: number) {
    this.#floorMs = Math.min(Math.max(ms, 0), this.bounds.maxMs);
  }

  /**
   * Schedules the next attempt after a failure. @param atLeastMs - the wait that the gateway asked for, even beyond the
   * bounds; 0: none.
   */
  failed(immediately = false, atLeastMs = 0): void {
    const { firstMs, maxMs } = this.bounds;
    const full = Math.min(maxMs, Math.max(firstMs, this.#floorMs) * 2 ** this.#failures);
    const wait = immediately ? 0 : Math.max(this.#floorMs, atLeastMs, full * (0.5 + Math.random() / 2));
    this.#failures += 1;
    this.cancel();
    const now = Date.now();
    this.#retryAt = now + wait;
    this.#notBefore = now + atLeastMs;
    this.#timer = setTimeout(() => this.#try(), wait);
  }

  /** Resets the failures, after a connection was stable for {@link goodAfterMs}. */
  succeeded(): void {
    this.#failures = 0;
  }

  /** Starts the scheduled attempt now. No effect if none is scheduled, or while the gateway asked to wait. */
  now(): void {
    if (this.#timer !== undefined && Date.now() >= this.#notBefore) this.#try();
  }

  /** Cancels the next attempt. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#retryAt = undefined;
  }

  #try(): void {
    this.cancel();
    this.run();
  }
}

/**
 * How long a connection must last, in ms, to reset the failures: otherwise a gateway that accepts and drops connections
 * would be retried at the shortest wait for ever.
 */
export function goodAfterMs(bounds: BackoffBounds): number {
  return 2 * bounds.firstMs;
}
