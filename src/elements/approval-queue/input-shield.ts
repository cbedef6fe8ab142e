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
  readonly #changed: () => void;

  /** @param changed called when the buttons work again, or are inert for longer. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** False for {@link shieldMs} after the last {@link raise}. */
  get open(): boolean {
    return performance.now() >= this.#openAt;
  }

  /** Makes the buttons inert from now on. */
  raise(): void {
    this.#openAt = performance.now() + shieldMs;
  }

  /** Tells when the buttons work again, for who shows some. */
  wait(): void {
    clearTimeout(this.#timer);
    // One more millisecond: timers may come a little early.
    this.#timer = setTimeout(this.#changed, this.#openAt - performance.now() + 1);
  }

  /** Forgets the timer. */
  release(): void {
    clearTimeout(this.#timer);
  }

  /** Takes note of when a press began, and stops a key that is held down from pressing again and again. */
  press(event: PointerEvent | KeyboardEvent): void {
    if (event instanceof KeyboardEvent && event.repeat) event.preventDefault();
    else this.#pressedAt = performance.now();
  }

  /**
   * Says whether a click counts: made by a person, and begun and ended while the buttons worked. One that came too early
   * makes the buttons inert anew: who clicks again and again began with something else that was here.
   */
  accepts(event: MouseEvent): boolean {
    const begun = this.#pressedAt;
    this.#pressedAt = Infinity;
    if (!event.isTrusted) return false;
    // Assistive technology clicks without a press before it.
    if (this.open && (begun === Infinity || begun >= this.#openAt)) return true;
    this.raise();
    this.wait();
    this.#changed();
    return false;
  }
}
