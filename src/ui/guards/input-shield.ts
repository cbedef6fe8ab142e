/** For how long decision buttons are inert after their card appears, moves or changes, in ms (browsers do the same). */
export const shieldMs = 500;

/**
 * Tells a click that was meant from one that hit what had just come under the pointer or the finger: too early, held
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

  /** Makes the buttons inert from now on, and for {@link shieldMs} after the next frame: no one sees anything before it. */
  raise(): void {
    this.#openAt = performance.now() + shieldMs;
    this.#frame ??= requestAnimationFrame(() => (this.#frame = requestAnimationFrame(() => this.#seen())));
  }

  /** Calls back when the guard opens. */
  wait(): void {
    clearTimeout(this.#timer);
    // One more millisecond: timers may come a little early.
    this.#timer = setTimeout(this.#changed, this.#openAt - performance.now() + 1);
  }

  /** Cancels timers. */
  release(): void {
    clearTimeout(this.#timer);
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#timer = this.#frame = undefined;
  }

  /** Takes note of when a press began, and stops a key that is held down from pressing again and again. */
  press(event: PointerEvent | KeyboardEvent): void {
    if (event instanceof KeyboardEvent && event.repeat) event.preventDefault();
    else this.#pressedAt = event.timeStamp;
  }

  /**
   * Says whether a click counts: made by a person, and begun and ended while the buttons worked. Event time counts, not
   * the time at which a busy page handles it. A click that came too early raises the shield again: a series of clicks was
   * begun on something else that stood here.
   *
   * @param openAt from when on the button works for other reasons, as `performance.now()`.
   */
  accepts(event: MouseEvent, openAt = 0): boolean {
    const begun = this.#pressedAt;
    this.#pressedAt = Infinity;
    if (!event.isTrusted) return false;
    // Assistive technology clicks without a press before it.
    if (this.#allows(event.timeStamp, openAt) && this.#allows(begun, openAt)) return true;
    this.raise();
    this.wait();
    this.#changed();
    return false;
  }

  /** The same for a key: one that is held down does not count. */
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
    // Where nothing was drawn for long, as in a hidden page, they worked meanwhile.
    if (wasOpen) this.#changed();
  }
}
