/**
 * How long decision buttons are inert after their card appears, moves or changes, in ms (browsers do the same for
 * permission prompts).
 */
export const shieldMs = 500;

/**
 * Distinguishes deliberate clicks from accidental ones: too early after the target appeared under the pointer, held
 * down, or made by a script.
 */
export class InputShield {
  #openAt = 0;
  #pressedAt = Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #frame: number | undefined;
  readonly #changed: () => void;

  /** @param changed called when the buttons work again, or are inert for longer. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** False for {@link shieldMs} after the last {@link raise}. */
  get open(): boolean {
    return this.#allows(performance.now());
  }

  /** Makes the buttons inert until {@link shieldMs} after the next frame: nothing is visible before that. */
  raise(): void {
    this.#openAt = performance.now() + shieldMs;
    this.#frame ??= requestAnimationFrame(() => (this.#frame = requestAnimationFrame(() => this.#seen())));
  }

  /** Calls back when the guard opens. */
  wait(): void {
    clearTimeout(this.#timer);
    // Plus one: timers may fire slightly early.
    this.#timer = setTimeout(this.#changed, this.#openAt - performance.now() + 1);
  }

  /** Cancels timers. */
  release(): void {
    clearTimeout(this.#timer);
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#timer = this.#frame = undefined;
  }

  /** Records the start of a press, and ignores key repeat. */
  press(event: PointerEvent | KeyboardEvent): void {
    if (event instanceof KeyboardEvent && event.repeat) event.preventDefault();
    else this.#pressedAt = event.timeStamp;
  }

  /**
   * Whether a click counts: made by a person, and begun and ended while the buttons were active. Uses event timestamps,
   * not the time at which a busy page handles them. A premature click raises the shield again: a series of clicks began
   * on something else.
   *
   * @param openAt since when the button is active otherwise, as `performance.now()`.
   */
  accepts(event: MouseEvent, openAt = 0): boolean {
    const begun = this.#pressedAt;
    this.#pressedAt = Infinity;
    if (!event.isTrusted) return false;
    // Assistive technology clicks without a preceding press.
    if (this.#allows(event.timeStamp, openAt) && this.#allows(begun, openAt)) return true;
    this.raise();
    this.wait();
    this.#changed();
    return false;
  }

  /** The same for a key; key repeat does not count. */
  acceptsKey(event: KeyboardEvent, openAt = 0): boolean {
    return event.isTrusted && !event.repeat && this.#allows(event.timeStamp, openAt);
  }

  #allows(at: number, openAt = 0): boolean {
    return at >= Math.max(this.#openAt, openAt);
  }

  #seen(): void {
    this.#frame = undefined;
    const wasOpen = this.open;
    this.#openAt = performance.now() + shieldMs;
    if (this.#timer !== undefined) this.wait();
    // Without frames for long, as in a hidden page, the shield has expired.
    if (wasOpen) this.#changed();
  }
}
