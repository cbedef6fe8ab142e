import type { LitElement, ReactiveController } from 'lit';

/**
 * Keeps one `<dialog>` of a host modal for as long as the host says so and can be seen: a modal dialog that nobody sees,
 * in a tab that is not open, would lock the page. The dialog stays in the host's template, empty while closed, so that
 * the browser can give the focus back to where it was.
 */
export class ModalController implements ReactiveController {
  readonly #host: LitElement;
  readonly #selector: string;
  readonly #isOpen: () => boolean;
  /** Tells when the host is shown or hidden; there is one only while the dialog ought to be open. */
  #sizeObserver: ResizeObserver | undefined;

  /**
   * @param selector finds the dialog in the host's shadow root. In it, what has the attribute `data-first` gets the focus.
   * @param isOpen asked after every update.
   */
  constructor(host: LitElement, selector: string, isOpen: () => boolean) {
    this.#host = host;
    this.#selector = selector;
    this.#isOpen = isOpen;
    host.addController(this);
  }

  hostConnected(): void {
    // A dialog that is moved within the page is no longer modal, and says nothing about it.
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#stopWatching();
  }

  hostUpdated(): void {
    const dialog = this.#host.renderRoot.querySelector<HTMLDialogElement>(this.#selector);
    if (!dialog || !this.#host.isConnected) return;
    if (!this.#isOpen()) {
      this.#stopWatching();
      dialog.close();
    } else {
      this.#watch();
      if (!this.#host.checkVisibility()) dialog.close();
      else if (!dialog.matches(':modal')) this.#open(dialog);
    }
  }

  #open(dialog: HTMLDialogElement): void {
    dialog.removeAttribute('open');
    dialog.showModal();
    dialog.querySelector<HTMLElement>('[data-first]')?.focus();
  }

  #watch(): void {
    if (this.#sizeObserver) return;
    // A frame later: an update changes sizes, and one made by a change of size is reported as an error.
    this.#sizeObserver = new ResizeObserver(() => requestAnimationFrame(() => this.#host.requestUpdate()));
    this.#sizeObserver.observe(this.#host);
  }

  #stopWatching(): void {
    this.#sizeObserver?.disconnect();
    this.#sizeObserver = undefined;
  }
}
