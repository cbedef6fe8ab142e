import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Calls back when the page is left. Browsers keep a page that is left and show it again as it was by Back: this is the
 * last moment to wipe what nobody may find there.
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
