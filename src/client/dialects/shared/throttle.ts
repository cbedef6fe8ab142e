/** Throttles calls per key: the first one immediately, further ones together at the end of the interval. */
export class Throttle {
  /** The keys called within the current interval. */
  readonly #resting = new Map<string, { timer: ReturnType<typeof setTimeout>; due: boolean }>();

  /** @param everyMs - the minimum interval per key. */
  constructor(
    private readonly everyMs: number,
    private readonly tell: (key: string) => void,
  ) {}

  /** Requests a call for a key. */
  poke(key: string): void {
    const resting = this.#resting.get(key);
    if (resting) resting.due = true;
    else this.#tell(key);
  }

  /** Cancels all calls. */
  close(): void {
    for (const { timer } of this.#resting.values()) clearTimeout(timer);
    this.#resting.clear();
  }

  #tell(key: string): void {
    const timer = setTimeout(() => this.#rested(key), this.everyMs);
    this.#resting.set(key, { timer, due: false });
    this.tell(key);
  }

  #rested(key: string): void {
    const isDue = this.#resting.get(key)?.due;
    this.#resting.delete(key);
    if (isDue) this.#tell(key);
  }
}
