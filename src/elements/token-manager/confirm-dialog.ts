import { html, nothing, type LitElement } from 'lit';
import type { ActionController } from '../../controllers/action-controller.js';
import type { Token } from '../../protocol/index.js';
import { ModalController } from '../shared/modal-controller.js';
import { untrusted } from '../shared/untrusted-text.js';
import { strings } from './token-manager.strings.js';
import { failure, nameOf, timeOf } from './token-table.js';

/** What can be done to a token that exists. */
export type Verb = 'revoke' | 'rotate';

const words = {
  revoke: {
    title: strings.revokeTitle,
    effect: strings.revokeEffect,
    current: strings.revokeCurrent,
    button: strings.revoke,
    busy: strings.revoking,
  },
  rotate: {
    title: strings.rotateTitle,
    effect: strings.rotateEffect,
    current: strings.rotateCurrent,
    button: strings.rotate,
    busy: strings.rotating,
  },
} as const satisfies Record<Verb, unknown>;

/** Asks before a token is revoked or rotated, and stays until the gateway has done it or the person gives up. */
export class ConfirmDialog {
  readonly #host: LitElement;
  readonly #actions: ActionController;
  readonly #confirmed: (verb: Verb, token: Token) => void;
  #asking: { readonly verb: Verb; readonly token: Token } | undefined;
  #vetoed = false;

  /**
   * @param actions what runs, under the token's id.
   * @param confirmed called for each click on the button that repeats the verb, unless the action is under way.
   */
  constructor(host: LitElement, actions: ActionController, confirmed: (verb: Verb, token: Token) => void) {
    this.#host = host;
    this.#actions = actions;
    this.#confirmed = confirmed;
    new ModalController(host, '#confirm', () => this.#asking !== undefined);
  }

  /** Asks about a token; an error of the last time is forgotten. */
  ask(verb: Verb, token: Token): void {
    this.#asking = { verb, token };
    this.#vetoed = false;
    this.#actions.clear(token.id);
    this.#host.requestUpdate();
  }

  /** Says that the host did not allow it. */
  veto(): void {
    this.#vetoed = true;
    this.#host.requestUpdate();
  }

  /** Whether it asks about this token now. */
  isAbout(id: string): boolean {
    return this.#asking?.token.id === id;
  }

  /** Closes if it asks about this token. */
  close(id: string): void {
    if (this.isAbout(id)) this.#leave();
  }

  render() {
    return html`<dialog id="confirm" part="dialog" aria-labelledby="confirm-title" @close=${this.#onClose}>
      ${this.#asking ? this.#content(this.#asking.verb, this.#asking.token) : nothing}
    </dialog>`;
  }

  #content(verb: Verb, token: Token) {
    const { title, effect, current, button, busy } = words[verb];
    const pending = this.#actions.isPending(token.id);
    const error = this.#actions.error(token.id);
    return html`<h2 id="confirm-title">${title} ${untrusted(nameOf(token))}?</h2>
      <p>${effect}</p>
      ${token.current ? html`<p class="warning">${current}</p>` : nothing}
      <dl>
        <dt>${strings.id}</dt>
        <dd class="mono">${untrusted(token.id)}</dd>
        <dt>${strings.scopes}</dt>
        <dd>${untrusted(token.scopes.join(', ') || strings.noScopes)}</dd>
        ${
          token.lastUsedAt === undefined
            ? nothing
            : html`<dt>${strings.lastUsed}</dt>
                <dd>${timeOf(token.lastUsedAt)}</dd>`
        }
      </dl>
      ${error ? html`<p class="error" role="alert">${failure(error)}</p>` : nothing}
      ${this.#vetoed ? html`<p class="error" role="alert">${strings.vetoed}</p>` : nothing}
      <div class="actions">
        <button type="button" data-first @click=${this.#leave}>${strings.cancel}</button>
        <button type="button" class="danger" aria-disabled=${pending} @click=${this.#onConfirm}>
          ${pending ? busy : button}
        </button>
      </div>`;
  }

  readonly #onConfirm = (): void => {
    if (!this.#asking || this.#actions.isPending(this.#asking.token.id)) return;
    this.#vetoed = false;
    this.#confirmed(this.#asking.verb, this.#asking.token);
  };

  readonly #leave = (): void => {
    const id = this.#asking?.token.id;
    this.#asking = undefined;
    if (id !== undefined) this.#actions.clear(id);
    this.#host.requestUpdate();
  };

  /** The browser closed it, by Escape; or it was closed here, and may ask something else by now. */
  readonly #onClose = (event: Event): void => {
    if (!(event.currentTarget as HTMLDialogElement).open) this.#leave();
  };
}
