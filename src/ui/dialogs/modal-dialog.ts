import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { resizeObserver } from '../../controllers/observers.js';

/** Options of a modal dialog. */
export interface ModalOptions {
  /** The id of the `<dialog>`; its heading has the id `<id>-title`. */
  readonly id: string;
  /** Called after every update. */
  readonly isOpen: () => boolean;
  /** Called when the person closed it, by Escape or a button of {@link ModalDialog.leave}: must make `isOpen` false. */
  readonly leave: () => void;
  /** Called whenever the browser has closed it. */
  readonly closed?: () => void;
  /** Called before the browser closes it on Escape; may prevent that. */
  readonly cancel?: (event: Event) => void;
}

/**
 * Keeps one `<dialog>` of a host modal while it should be open and the host is visible: an invisible modal dialog, in a
 * hidden tab, would lock the page. The dialog stays in the host's template, empty while closed, so that the browser can
 * restore the focus. The element with `data-first` in it gets the focus.
 */
export class ModalDialog implements ReactiveController {
  protected readonly host: LitElement;
  protected readonly options: ModalOptions;
  /** The element while it is shown by this class. */
  #shown: HTMLDialogElement | undefined;
  /** Observes whether the host is visible, while the dialog should be open. */
  #sizeObserver: ResizeObserver | undefined;

  constructor(host: LitElement, options: ModalOptions) {
    this.host = host;
    this.options = options;
    host.addController(this);
  }

  /** The required id of the heading in the content. */
  get titleId(): string {
    return `${this.options.id}-title`;
  }

  hostConnected(): void {
    // Moving a dialog within the page ends its modality without an event.
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#stopWatching();
  }

  hostUpdated(): void {
    const dialog = this.#dialog;
    if (!dialog || !this.host.isConnected) return;
    // The browser closed it, on Escape, and its event is still to come: the focus that returned has caused this update.
    if (this.options.isOpen() && this.#shown === dialog && !dialog.open) this.leave();
    if (!this.options.isOpen()) {
      this.#stopWatching();
      this.#close(dialog);
    } else {
      this.#watch();
      if (!isVisible(this.host)) this.#close(dialog);
      else if (!isModal(dialog)) this.#open(dialog);
    }
  }

  /** Renders the dialog. @param content nothing while it is closed. */
  render(content: unknown): TemplateResult {
    const { id, cancel } = this.options;
    return html`<dialog
      id=${id}
      part="dialog"
      aria-labelledby=${this.titleId}
      @keydown=${cancel ? this.#onKey : nothing}
      @cancel=${cancel ?? nothing}
      @close=${this.#onClose}
    >
      ${content}
    </dialog>`;
  }

  /** For the buttons that close it. */
  readonly leave = (): void => {
    this.options.leave();
    this.host.requestUpdate();
  };

  get #dialog(): HTMLDialogElement | null {
    return this.host.renderRoot.querySelector<HTMLDialogElement>(`#${this.options.id}`);
  }

  // A second Escape closes a dialog even if `cancel` was prevented, unless the key event is.
  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.options.cancel?.(event);
  };

  readonly #onClose = (event: Event): void => {
    // The event is asynchronous: the dialog may be open again by now.
    if ((event.currentTarget as HTMLDialogElement).open) return;
    if (this.options.isOpen()) this.leave();
    this.options.closed?.();
  };

  #open(dialog: HTMLDialogElement): void {
    dialog.removeAttribute('open');
    if (hasModals(dialog)) dialog.showModal();
    else dialog.setAttribute('open', '');
    this.#shown = dialog;
    dialog.querySelector<HTMLElement>('[data-first]')?.focus();
  }

  #close(dialog: HTMLDialogElement): void {
    this.#shown = undefined;
    if (hasModals(dialog)) dialog.close();
    else dialog.removeAttribute('open');
  }

  #watch(): void {
    if (this.#sizeObserver) return;
    // A frame later: an update within a ResizeObserver callback changes sizes, which browsers report as an error.
    this.#sizeObserver = resizeObserver(() => requestAnimationFrame(() => this.host.requestUpdate()));
    this.#sizeObserver.observe(this.host);
  }

  #stopWatching(): void {
    this.#sizeObserver?.disconnect();
    this.#sizeObserver = undefined;
  }
}

/** Test DOMs such as jsdom show no modal dialogs and compute no visibility: there, a dialog that should be open is. */
const hasModals = (dialog: HTMLDialogElement): boolean => 'showModal' in dialog;

const isVisible = (element: Element): boolean => !('checkVisibility' in element) || element.checkVisibility();

const isModal = (dialog: HTMLDialogElement): boolean =>
  hasModals(dialog) ? dialog.matches(':modal') : dialog.hasAttribute('open');
