import { html, nothing, type LitElement, type ReactiveController } from 'lit';
import { copyText } from '../shared/copy-text.js';
import { ModalController } from '../shared/modal-controller.js';
import { untrusted } from '../shared/untrusted-text.js';
import { strings } from './token-manager.strings.js';

/** A token whose secret is shown, this once. */
export interface IssuedToken {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly secret: string;
}

/**
 * Shows new secrets, one after the other, and forgets each when the person is done with it or the host has left the
 * page. It is the only place that holds a secret: nothing else may keep what it is given.
 */
export class NewTokenDialog implements ReactiveController {
  readonly #host: LitElement;
  readonly #onDone: () => void;
  /** More than one if an answer comes while the dialog is open: a secret that is replaced unseen is lost. */
  #issued: readonly IssuedToken[] = [];
  #copy: 'not-yet' | 'copied' | 'by-hand' = 'not-yet';
  #triedToLeave = false;

  /** @param onDone called when the last secret has gone. */
  constructor(host: LitElement, onDone: () => void) {
    this.#host = host;
    this.#onDone = onDone;
    host.addController(this);
    new ModalController(host, '#new-token', () => this.#issued.length > 0);
  }

  /** Shows a secret as soon as the ones before it are done. Without a page to show it on, it is forgotten at once. */
  show(issued: IssuedToken): void {
    if (!this.#host.isConnected) return;
    this.#issued = [...this.#issued, issued];
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    // A host that is only moved comes back before this runs, and a secret that nobody has copied yet with it.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#forget([]);
    });
  }

  render() {
    const [issued] = this.#issued;
    return html`<dialog
      id="new-token"
      part="dialog"
      aria-labelledby="new-token-title"
      @keydown=${this.#onKey}
      @cancel=${this.#onCancel}
      @close=${this.#onClose}
    >
      ${issued ? this.#content(issued) : nothing}
    </dialog>`;
  }

  #content({ name, scopes, secret }: IssuedToken) {
    // Tools that record sessions are told to leave the secret out.
    return html`<h2 id="new-token-title">${strings.newToken}</h2>
      <p>${strings.copyNow}</p>
      <dl>
        <dt>${strings.name}</dt>
        <dd>${untrusted(name)}</dd>
        <dt>${strings.scopes}</dt>
        <dd>${untrusted(scopes.join(', '))}</dd>
        <dt id="secret-label">${strings.secret}</dt>
        <dd>
          <code
            class="secret ph-no-capture rr-block sentry-block"
            part="secret"
            role="group"
            aria-labelledby="secret-label"
            tabindex="0"
            translate="no"
            data-dd-privacy="hidden"
            data-private
            @copy=${this.#onCopiedByHand}
            >${secret}</code
          >
        </dd>
      </dl>
      <p class="note" role="status">${this.#note()}</p>
      <div class="actions">
        <button type="button" class="primary" data-first @click=${this.#onCopy}>${strings.copy}</button>
        <button type="button" @click=${this.#onDoneClick}>${strings.done}</button>
      </div>`;
  }

  #note(): string {
    if (this.#copy === 'copied') return strings.copied;
    if (this.#copy === 'by-hand') return strings.copyByHand;
    return this.#triedToLeave ? strings.notCopied : '';
  }

  readonly #onCopy = async (): Promise<void> => {
    const [issued] = this.#issued;
    if (!issued) return;
    const copied = await copyText(issued.secret);
    if (this.#issued[0] !== issued) return;
    this.#copy = copied ? 'copied' : 'by-hand';
    if (!copied) this.#select();
    this.#host.requestUpdate();
  };

  readonly #onCopiedByHand = (): void => {
    this.#copy = 'copied';
    this.#host.requestUpdate();
  };

  readonly #onDoneClick = (): void => this.#forget(this.#issued.slice(1));

  // The browser lets a second Escape close a dialog whatever `cancel` says, unless the key itself is taken.
  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#onCancel(event);
  };

  readonly #onCancel = (event: Event): void => {
    event.preventDefault();
    this.#triedToLeave = true;
    if (this.#copy === 'copied') this.#onDoneClick();
    else this.#host.requestUpdate();
  };

  /** Closed by something else than Done: it opens again with the next update. */
  readonly #onClose = (): void => this.#host.requestUpdate();

  #select(): void {
    const secret = this.#host.renderRoot.querySelector<HTMLElement>('.secret');
    if (!secret) return;
    secret.focus();
    this.#host.ownerDocument.getSelection()?.selectAllChildren(secret);
  }

  #forget(rest: readonly IssuedToken[]): void {
    const last = this.#issued.length > 0 && rest.length === 0;
    this.#issued = rest;
    this.#copy = 'not-yet';
    this.#triedToLeave = false;
    this.#host.requestUpdate();
    if (last) this.#onDone();
  }
}
