import type { LitElement, ReactiveController } from 'lit';

/**
 * Keeps a host at its height for as long as somebody points at, or works in, the rest of the widget that it stands in:
 * what it has to say must not push away what is about to be clicked. It scrolls meanwhile, if it has more to say.
 */
export class HeightLock implements ReactiveController {
  readonly #host: LitElement;
  readonly #widget: () => Element | undefined;
  #watched: Element | undefined;

  /** @param widget what must not move. */
  constructor(host: LitElement, widget: () => Element | undefined) {
    this.#host = host;
    this.#widget = widget;
    host.addController(this);
  }

  /** Changes the host without changing its height while the lock holds. */
  around(update: () => void): void {
    const mayMove = !this.#host.hasUpdated || this.#watched !== undefined || !this.#isBusy;
    const before = mayMove ? 0 : this.#host.offsetHeight;
    update();
    if (!mayMove && this.#host.offsetHeight !== before) this.#hold(before);
  }

  hostDisconnected(): void {
    this.#release();
  }

  get #isBusy(): boolean {
    const isAt = (element: Element) => element.matches(':hover, :focus-within');
    const widget = this.#widget();
    return widget !== undefined && isAt(widget) && !isAt(this.#host);
  }

  #hold(height: number): void {
    const { style } = this.#host;
    style.display = 'block';
    style.blockSize = `${height}px`;
    style.overflow = 'auto';
    this.#watched = this.#widget();
    for (const type of ['pointerover', 'pointerleave', 'focusin', 'focusout']) {
      this.#watched?.addEventListener(type, this.#look);
    }
  }

  readonly #look = (): void => {
    // Later: while the focus leaves it is nowhere.
    queueMicrotask(() => {
      if (!this.#isBusy) this.#release();
    });
  };

  #release(): void {
    for (const type of ['pointerover', 'pointerleave', 'focusin', 'focusout']) {
      this.#watched?.removeEventListener(type, this.#look);
    }
    this.#watched = undefined;
    const { style } = this.#host;
    style.display = style.blockSize = style.overflow = '';
  }
}
