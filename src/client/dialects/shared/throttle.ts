/** Tells at most once in a while for each key: at once, and when that time is over once more if there was more to tell. */
export class Throttle {
  /** The keys that were told of a moment ago. */
  readonly #resting = new Map<string, { timer: ReturnType<typeof setTimeout>; due: boolean }>();

  /** @param everyMs - how long a key rests after it was told. */
  constructor(
    private readonly everyMs: number,
    private readonly tell: (key: string) => void,
  ) {}

  /** There is something to tell of a key. */
  poke(key: string): void {
    const resting = this.#resting.get(key);
    if (resting) resting.due = true;
    else this.#tell(key);
  }

  /** Tells nothing more. */
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
