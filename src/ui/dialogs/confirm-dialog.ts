import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { GuardedButton } from '../guards/guarded-button.js';
import { ModalDialog, type ModalOptions } from './modal-dialog.js';

/** A dialog that asks before something is done. */
export interface ConfirmOptions extends ModalOptions {
  /** Whether the host of the page vouches for what it draws over the dialog. */
  readonly trusted: () => boolean;
}

/** What the confirming button of a {@link ConfirmDialog} does, and what keeps it from working. */
export interface ConfirmAction {
  /** Whether the action is under way: the button says so, and does nothing. */
  readonly busy: boolean;
  /** What else keeps it from working, in words: shown beside the buttons. */
  readonly reason?: string | undefined;
  /** What is missing that the dialog shows elsewhere already: spoken to who presses nevertheless. */
  readonly missing?: string | undefined;
  /** How the confirming button looks. */
  readonly kind?: 'danger' | 'primary';
  /** Ids of what describes the confirming button beside the reason and its guard. */
  readonly describedBy?: string;
  /** Whether the dialog gives the focus to something else than Cancel. */
  readonly focusElsewhere?: boolean;
  /** Called for each click that counts. */
  readonly confirmed: () => void;
}

/** A modal dialog that asks before something is done: Cancel has the focus, and the other button is guarded. */
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

  /** Makes the confirming button inert for a moment and draws the host anew: the dialog opens, or asks something else. */
  ask(): void {
    this.guard.raise();
    this.host.requestUpdate();
  }

  /**
   * Draws the buttons at the end of the content.
   *
   * @param cancel what the button says that leaves the dialog.
   * @param confirm what the button says that confirms.
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
