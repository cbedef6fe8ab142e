/** Follows whether all of something has been on the screen. */

/**
 * Knows whether the boxes in a container have been in view from their first line to their last: each has an empty mark at
 * either end (`.end`), and the browser says of each mark when it is on the screen, not scrolled away in a box or a page.
 * When what is in the container changes, it has to be looked at again.
 */
export class Reading {
  readonly #changed: () => void;
  readonly #seen = new Set<Element>();
  readonly #visible = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) this.#seen.add(target);
    this.#look();
  });
  readonly #content = new MutationObserver(() => this.#start());
  #container: Element | undefined;
  #done = false;

  /** @param changed called when all has been in view. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Whether all has been in view, once, since {@link follow} or {@link forget}. */
  get done(): boolean {
    return this.#done;
  }

  /** How many values in the container are hidden. They have not been in view, wherever their place was. */
  get hidden(): number {
    return this.#container?.querySelectorAll('.masked').length ?? 0;
  }

  /** Follows a container, and goes on when it is followed already. */
  follow(container: Element): void {
    if (container === this.#container) return;
    this.release();
    this.#container = container;
    this.#content.observe(container, { childList: true, subtree: true });
    this.#start();
  }

  /** Something else is to be read now. */
  forget(): void {
    this.#done = false;
    if (this.#container) this.#start();
  }

  release(): void {
    this.#visible.disconnect();
    this.#content.disconnect();
    this.#container = undefined;
  }

  #start(): void {
    if (this.#done) return;
    this.#visible.disconnect();
    this.#seen.clear();
    for (const end of this.#ends) this.#visible.observe(end);
  }

  get #ends(): Element[] {
    return [...(this.#container?.querySelectorAll('.end') ?? [])];
  }

  #look(): void {
    if (this.#done || this.hidden > 0 || !this.#ends.every((end) => this.#seen.has(end))) return;
    this.#done = true;
    this.#visible.disconnect();
    this.#changed();
  }
}
