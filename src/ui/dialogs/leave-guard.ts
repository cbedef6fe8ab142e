import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Asks for confirmation before the page is left while something would be lost (`beforeunload`). */
export class LeaveGuard implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #wouldLose: () => boolean;
  #watched: Window | null = null;

  /** @param wouldLose called after every update. */
  constructor(host: ReactiveControllerHost & HTMLElement, wouldLose: () => boolean) {
    this.#host = host;
    this.#wouldLose = wouldLose;
    host.addController(this);
  }

  hostUpdated(): void {
    // Registered only while needed: such a listener keeps a page out of some browsers' back/forward cache.
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
