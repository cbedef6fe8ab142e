/** How long a new connection waits for the stream, in ms, so that readers load once and not twice. */
const waitForStreamMs = 1000;

/**
 * Decides when all that was read may be out of date and must be read again.
 *
 * Who reads whenever the epoch grows, and listens all the time, misses nothing: a growth never comes before calls work,
 * and when the stream comes (back) later than the growth that it was waited for, there is another.
 */
export class Epoch {
  #value = 0;
  #connected = false;
  /** Whether the stream's current try has shown how it ends: live, not allowed, failed. */
  #streamKnown = false;
  /** Something happened that no growth has covered yet. */
  #due = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onGrowth - called after each growth. */
  constructor(private readonly onGrowth: () => void) {}

  /** How often it has grown. */
  get value(): number {
    return this.#value;
  }

  /** Calls work again. */
  connected(): void {
    this.#connected = true;
    this.#due = true;
    if (!this.#streamKnown) this.#timer = setTimeout(() => this.#grow(), waitForStreamMs);
    this.#settle();
  }

  /** Calls do not work any more. */
  disconnected(): void {
    this.#connected = false;
    clearTimeout(this.#timer);
  }

  /** The stream is being tried; how it ends is not known yet. */
  streamTried(): void {
    this.#streamKnown = false;
  }

  /** The stream is live. Nothing before this moment came through it. */
  streamLive(): void {
    this.#due = true;
    this.streamSettled();
  }

  /** The stream's try has ended in some way. */
  streamSettled(): void {
    this.#streamKnown = true;
    this.#settle();
  }

  /** The stream, while live, has left something out. */
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
