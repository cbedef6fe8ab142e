import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';

/** One modal dialog of an element. */
export interface ModalOptions {
  /** The id of the `<dialog>`; that of its heading, which names it, is `<id>-title`. */
  readonly id: string;
  /** Asked after every update. */
  readonly isOpen: () => boolean;
  /** Called when the person left it, by Escape or a button of {@link ModalDialog.leave}: makes `isOpen` false. */
  readonly leave: () => void;
  /** Called whenever the browser has closed it. */
  readonly closed?: () => void;
  /** Called before the browser closes it on Escape; may prevent that. */
  readonly cancel?: (event: Event) => void;
}

/**
 * Keeps one `<dialog>` of a host modal for as long as the host says so and can be seen: a modal dialog that nobody sees,
 * in a tab that is not open, would lock the page. The dialog stays in the host's template, empty while closed, so that
 * the browser can give the focus back to where it was. In it, what has the attribute `data-first` gets the focus.
 */
export class ModalDialog implements ReactiveController {
  protected readonly host: LitElement;
  protected readonly options: ModalOptions;
  /** Observes whether the host is shown; there is one only while the dialog ought to be open. */
  #sizeObserver: ResizeObserver | undefined;

  constructor(host: LitElement, options: ModalOptions) {
    this.host = host;
    this.options = options;
    host.addController(this);
  }

  /** The id that the heading in the content must have. */
  get titleId(): string {
    return `${this.options.id}-title`;
  }

  hostConnected(): void {
    // A dialog that is moved within the page is no longer modal, and no event says so.
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#stopWatching();
  }

  hostUpdated(): void {
    const dialog = this.#dialog;
    if (!dialog || !this.host.isConnected) return;
    if (!this.options.isOpen()) {
      this.#stopWatching();
      dialog.close();
    } else {
      this.#watch();
      if (!this.host.checkVisibility()) dialog.close();
      else if (!dialog.matches(':modal')) this.#open(dialog);
    }
  }

  /** Draws the dialog. @param content nothing while it is closed. */
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

  /** For the buttons that leave it. */
  readonly leave = (): void => {
    this.options.leave();
    this.host.requestUpdate();
  };

  get #dialog(): HTMLDialogElement | null {
    return this.host.renderRoot.querySelector<HTMLDialogElement>(`#${this.options.id}`);
  }

  // A second Escape closes a dialog whatever `cancel` says, unless the key itself is taken.
  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.options.cancel?.(event);
  };

  readonly #onClose = (event: Event): void => {
    // The event comes later than what closed it: by now it may be open again, for something else.
    if ((event.currentTarget as HTMLDialogElement).open) return;
    if (this.options.isOpen()) this.leave();
    this.options.closed?.();
  };

  #open(dialog: HTMLDialogElement): void {
    dialog.removeAttribute('open');
    dialog.showModal();
    dialog.querySelector<HTMLElement>('[data-first]')?.focus();
  }

  #watch(): void {
    if (this.#sizeObserver) return;
    // A frame later: an update changes sizes, and one made by a change of size is reported as an error.
    this.#sizeObserver = new ResizeObserver(() => requestAnimationFrame(() => this.host.requestUpdate()));
    this.#sizeObserver.observe(this.host);
  }

  #stopWatching(): void {
    this.#sizeObserver?.disconnect();
    this.#sizeObserver = undefined;
  }
}
