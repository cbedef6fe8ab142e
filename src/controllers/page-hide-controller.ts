import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Calls back on `pagehide`. Browsers may restore the page unchanged from the back/forward cache: this is the last
 * moment to clear secrets.
 */
export class PageHideController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onHide: () => void;
  #view: Window | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, onHide: () => void) {
    this.#host = host;
    this.#onHide = onHide;
    host.addController(this);
  }

  hostConnected(): void {
    this.#view = this.#host.ownerDocument.defaultView;
    this.#view?.addEventListener('pagehide', this.#onHide);
  }

  hostDisconnected(): void {
    this.#view?.removeEventListener('pagehide', this.#onHide);
    this.#view = null;
  }
}
