/** How long a new connection waits for the stream, in ms, so that data is read once, not twice. */
const waitForStreamMs = 1000;

/**
 * Decides when all data may be out of date and must be read again.
 *
 * A reader that reads whenever the epoch grows and listens all the time misses nothing: the epoch never grows before
 * calls work, and grows again when the stream opens after {@link waitForStreamMs}.
 */
export class Epoch {
  #value = 0;
  #connected = false;
  /** Whether the outcome of the stream's current attempt is known: live, not allowed, or failed. */
  #streamKnown = false;
  /** True when something happened since the last growth that requires another one. */
  #due = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onGrowth - called after each growth. */
  constructor(private readonly onGrowth: () => void) {}

  /** The current epoch. */
  get value(): number {
    return this.#value;
  }

  /** Called when connected. */
  connected(): void {
    this.#connected = true;
    this.#due = true;
    if (!this.#streamKnown) this.#timer = setTimeout(() => this.#grow(), waitForStreamMs);
    this.#settle();
  }

  /** Called when disconnected. */
  disconnected(): void {
    this.#connected = false;
    clearTimeout(this.#timer);
  }

  /** Called when the stream starts an attempt. */
  streamTried(): void {
    this.#streamKnown = false;
  }

  /** Called when the stream is live: earlier events may have been missed. */
  streamLive(): void {
    this.#due = true;
    this.streamSettled();
  }

  /** Called when the stream's attempt has ended in any way. */
  streamSettled(): void {
    this.#streamKnown = true;
    this.#settle();
  }

  /** Called for a gap in the live stream. */
  gap(): void {
    this.#due = true;
    this.#settle();
  }

  #settle(): void {
    if (this.#connected && this.#due && this.#streamKnown) this.#grow();
  }

  #grow(): void {
    clearTimeout(this.#timer);
    this.#due = false;
    this.#value += 1;
    this.onGrowth();
  }
}
