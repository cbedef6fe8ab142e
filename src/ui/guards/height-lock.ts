import type { LitElement, ReactiveController } from 'lit';

/**
 * Locks a host's height while the pointer or the focus is in the rest of its widget: new content must not push away
 * what is about to be clicked. Overflow scrolls meanwhile.
 */
export class HeightLock implements ReactiveController {
  readonly #host: LitElement;
  readonly #widget: () => Element | undefined;
  #watched: Element | undefined;

  /** @param widget the widget that must not move. */
  constructor(host: LitElement, widget: () => Element | undefined) {
    this.#host = host;
    this.#widget = widget;
    host.addController(this);
  }

  /** Updates the host without changing its height while locked. */
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
    // Deferred: during a focus change the focus is nowhere.
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
