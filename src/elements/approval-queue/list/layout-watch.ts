import type { LitElement } from 'lit';
import { rootsOf } from '../../../ui/guards/dom-ancestors.js';
import { resizeObserver } from '../../../controllers/observers.js';

/**
 * Checks card positions whenever they may have moved: after renders, resizes around them, and scrolling, which may
 * happen without user input.
 */
export class LayoutWatch {
  readonly #look: () => void;
  readonly #widened: () => void;
  readonly #observer: ResizeObserver;
  #list: HTMLElement | undefined;
  #width = -1;
  #isWider = false;
  #frame: number | undefined;
  #roots: readonly Node[] = [];
  readonly #scrolled = (): void => this.#look();

  /**
   * @param look called when cards may have moved. It must not change sizes synchronously: they are being observed.
   * @param widened called when the width of the list changed.
   */
  constructor(look: () => void, widened: () => void) {
    this.#look = look;
    this.#widened = widened;
    this.#observer = resizeObserver((entries) => {
      const width = entries.find(({ target }) => target === this.#list)?.contentRect.width ?? this.#width;
      if (width !== this.#width && this.#width >= 0) this.#isWider = true;
      this.#width = width;
      look();
      if (this.#isWider) this.#later();
    });
  }

  /** @param around the container of the list: its other content may push the cards down without resizing the list. */
  watch(list: HTMLElement, around: HTMLElement): void {
    if (list === this.#list) return;
    this.release();
    this.#list = list;
    this.#observer.observe(list);
    this.#observer.observe(around);
    // Scroll events do not leave their tree.
    this.#roots = rootsOf(list);
    for (const root of this.#roots) root.addEventListener('scroll', this.#scrolled, { capture: true, passive: true });
  }

  /**
   * Checks after these have rendered, before anybody can click, and again after the layout around the queue settled.
   */
  look(cards: Iterable<LitElement>): void {
    void Promise.all([...cards].map((card) => card.updateComplete)).then(this.#look);
    this.#later();
  }

  release(): void {
    this.#observer.disconnect();
    for (const root of this.#roots) root.removeEventListener('scroll', this.#scrolled, true);
    this.#roots = [];
    this.#list = undefined;
    this.#width = -1;
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  #later(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      if (this.#isWider) this.#widened();
      this.#isWider = false;
      this.#look();
    });
  }
}
