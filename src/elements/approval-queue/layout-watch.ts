import type { LitElement } from 'lit';

/** Looks at where cards are whenever they may have moved: after each change of theirs, and of the size of what is around. */
export class LayoutWatch {
  readonly #look: () => void;
  readonly #widened: () => void;
  readonly #observer: ResizeObserver;
  #list: HTMLElement | undefined;
  #width = -1;
  #isWider = false;
  #frame: number | undefined;

  /**
   * @param look called when cards may have moved. It must change no sizes at once: some are being observed.
   * @param widened called when the list has another width, and all cards with it.
   */
  constructor(look: () => void, widened: () => void) {
    this.#look = look;
    this.#widened = widened;
    this.#observer = new ResizeObserver((entries) => {
      const width = entries.find(({ target }) => target === this.#list)?.contentRect.width ?? this.#width;
      if (width !== this.#width && this.#width >= 0) this.#isWider = true;
      this.#width = width;
      look();
      if (this.#isWider) this.#later();
    });
  }

  /** @param around what the list lies in: what else is in there may push the cards down without resizing the list. */
  watch(list: HTMLElement, around: HTMLElement): void {
    if (list === this.#list) return;
    this.release();
    this.#list = list;
    this.#observer.observe(list);
    this.#observer.observe(around);
  }

  /** Looks as soon as these have rendered, before anybody can click, and again after what that moves around the queue. */
  look(cards: Iterable<LitElement>): void {
    void Promise.all([...cards].map((card) => card.updateComplete)).then(this.#look);
    this.#later();
  }

  release(): void {
    this.#observer.disconnect();
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
