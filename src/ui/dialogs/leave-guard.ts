import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Makes the browser ask before the page is left while a host holds something that would be lost. */
export class LeaveGuard implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #wouldLose: () => boolean;
  #watched: Window | null = null;

  /** @param wouldLose asked after every update. */
  constructor(host: ReactiveControllerHost & HTMLElement, wouldLose: () => boolean) {
    this.#host = host;
    this.#wouldLose = wouldLose;
    host.addController(this);
  }

  hostUpdated(): void {
    // Only while it is needed: a page with such a listener is kept out of some browsers' caches for going back.
    this.#watch(this.#host.isConnected && this.#wouldLose() ? this.#host.ownerDocument.defaultView : null);
  }

  hostDisconnected(): void {
    this.#watch(null);
  }

  #watch(view: Window | null): void {
    if (view === this.#watched) return;
    this.#watched?.removeEventListener('beforeunload', this.#ask);
    view?.addEventListener('beforeunload', this.#ask);
    this.#watched = view;
  }

  readonly #ask = (event: Event): void => event.preventDefault();
}
