import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { GuardedButton } from '../guards/guarded-button.js';
import { ModalDialog, type ModalOptions } from './modal-dialog.js';

/** Options of a confirmation dialog. */
export interface ConfirmOptions extends ModalOptions {
  /** Whether the host of the page vouches for what it draws over the dialog. */
  readonly trusted: () => boolean;
}

/** The state of the confirming button of a {@link ConfirmDialog}. */
export interface ConfirmAction {
  /** Whether the action is pending: the button says so, and does nothing. */
  readonly busy: boolean;
  /** Why it is disabled: shown beside the buttons. */
  readonly reason?: string | undefined;
  /** What is missing, where the dialog shows it elsewhere already: announced on a press. */
  readonly missing?: string | undefined;
  /** The style of the confirming button. */
  readonly kind?: 'danger' | 'primary';
  /** Further ids for the confirming button's `aria-describedby`. */
  readonly describedBy?: string;
  /** Whether something other than Cancel gets the focus. */
  readonly focusElsewhere?: boolean;
  /** Called for each click that counts. */
  readonly confirmed: () => void;
}

/** A modal confirmation dialog: Cancel has the focus, and the confirming button is guarded. */
export class ConfirmDialog extends ModalDialog {
  /** Guards the confirming button, `.confirm` in the dialog. */
  readonly guard: GuardedButton;

  constructor(host: LitElement, options: ConfirmOptions) {
    super(host, options);
    this.guard = new GuardedButton(host, {
      trusted: options.trusted,
      find: () => (options.isOpen() ? host.renderRoot.querySelector(`#${options.id} .confirm`) : undefined),
    });
  }

  /** Opens the dialog, or changes what it asks: guards the confirming button and updates the host. */
  ask(): void {
    this.guard.raise();
    this.host.requestUpdate();
  }

  /**
   * Renders the buttons at the end of the content.
   *
   * @param cancel the text of the button that closes the dialog.
   * @param confirm the text of the confirming button.
   */
  renderActions(cancel: string, confirm: string, action: ConfirmAction): TemplateResult {
    const { busy, reason, kind = 'danger', describedBy = '', focusElsewhere = false } = action;
    const missing = busy ? confirm : (reason ?? action.missing);
    const reasonId = `${this.options.id}-reason`;
    return html`<div class="actions">
      <span id=${reasonId} class="reason muted" ?hidden=${reason === undefined}>${reason ?? nothing}</span>
      ${this.guard.render(missing === undefined)}
      <button type="button" ?data-first=${!focusElsewhere} @click=${this.leave}>${cancel}</button>
      <button
        type="button"
        class="${kind} confirm"
        aria-disabled=${missing !== undefined || !this.guard.open}
        aria-describedby="${describedBy} ${reasonId} ${this.guard.id}"
        @pointerdown=${this.guard.press}
        @keydown=${this.guard.press}
        @click=${(event: MouseEvent) => this.guard.attempt(event, missing, action.confirmed)}
      >
        ${confirm}
      </button>
    </div>`;
  }
}
