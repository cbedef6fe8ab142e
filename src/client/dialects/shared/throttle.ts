/** Throttles calls per key: the first one immediately, further ones together at the end of the interval. */
export class Throttle {
  /** The keys called within the current interval. */
  readonly #intervals = new Map<string, { timer: ReturnType<typeof setTimeout>; pending: boolean }>();

  /** @param everyMs - the minimum interval per key. */
  constructor(
    private readonly everyMs: number,
    private readonly callback: (key: string) => void,
  ) {}

  /** Requests a call for a key. */
  request(key: string): void {
    const interval = this.#intervals.get(key);
    if (interval) interval.pending = true;
    else this.#callNow(key);
  }

  /** Cancels all calls. */
  close(): void {
    for (const { timer } of this.#intervals.values()) clearTimeout(timer);
    this.#intervals.clear();
  }

  #callNow(key: string): void {
    const timer = setTimeout(() => this.#intervalEnded(key), this.everyMs);
    this.#intervals.set(key, { timer, pending: false });
    this.callback(key);
  }

  #intervalEnded(key: string): void {
    const isPending = this.#intervals.get(key)?.pending;
    this.#intervals.delete(key);
    if (isPending) this.#callNow(key);
  }
}
