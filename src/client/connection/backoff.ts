/** How long to wait before trying again. */
export interface BackoffBounds {
  /** The first wait, in ms. */
  readonly firstMs: number;
  /** The longest wait, in ms. */
  readonly maxMs: number;
}

/**
 * Tries again, later and later: the wait doubles from `firstMs` to `maxMs`. Half of each wait is chance, so that a
 * thousand clients of a gateway that restarts do not all come back in the same instant.
 */
export class Backoff {
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retryAt: number | undefined;
  #floorMs = 0;
  /** Until when the gateway does not want a try, epoch ms. */
  #notBefore = 0;

  /** @param run - the next try. */
  constructor(
    private readonly bounds: BackoffBounds,
    private readonly run: () => void,
  ) {}

  /** How many tries or connections have failed in a row. */
  get failures(): number {
    return this.#failures;
  }

  /** When the next try comes, epoch ms; undefined while none is waiting. */
  get retryAt(): number | undefined {
    return this.#retryAt;
  }

  /** Sets the shortest wait, in ms; kept within the bounds. */
  set floorMs(ms: number) {
    this.#floorMs = Math.min(Math.max(ms, 0), this.bounds.maxMs);
  }

  /** Plans the next try after a failure. @param atLeastMs - what the gateway asks for, however long; 0: nothing. */
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

  /** A connection has been good for a while: the next failure is a first one. */
  succeeded(): void {
    this.#failures = 0;
  }

  /** Tries now instead of later. No effect if nothing is waiting, or the gateway has asked to wait. */
  now(): void {
    if (this.#timer !== undefined && Date.now() >= this.#notBefore) this.#try();
  }

  /** Drops the next try. */
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
 * How long a connection must have lived, in ms, for its loss to count as a first failure. A gateway that takes and drops
 * connections at once must not be tried at the shortest wait for ever.
 */
export function goodAfterMs(bounds: BackoffBounds): number {
  return 2 * bounds.firstMs;
}
