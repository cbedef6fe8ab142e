import type { LitElement } from 'lit';

/** Looks at where cards are whenever they may have moved: after each change of theirs, and when the list is resized. */
export class LayoutWatch {
  readonly #look: () => void;
  readonly #observer: ResizeObserver;
  #list: HTMLElement | undefined;
  #width = -1;
  #frame: number | undefined;

  /**
   * @param look called when cards may have moved.
   * @param widened called when the list has another width, and all cards with it.
   */
  constructor(look: () => void, widened: () => void) {
    this.#look = look;
    this.#observer = new ResizeObserver(([entry]) => {
      const width = entry?.contentRect.width ?? 0;
      if (width !== this.#width && this.#width >= 0) widened();
      this.#width = width;
      look();
    });
  }

  watch(list: HTMLElement): void {
    if (list === this.#list) return;
    this.release();
    this.#list = list;
    this.#observer.observe(list);
  }

  /** Looks as soon as these have rendered, before anybody can click, and again after what that moves around the queue. */
  look(cards: Iterable<LitElement>): void {
    void Promise.all([...cards].map((card) => card.updateComplete)).then(this.#look);
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#look();
    });
  }

  release(): void {
    this.#observer.disconnect();
    this.#list = undefined;
    this.#width = -1;
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }
}
