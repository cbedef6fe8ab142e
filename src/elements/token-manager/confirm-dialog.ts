import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { Capability } from '../../client/rpc-client.js';
import type { Wait } from '../../data/tokens.js';
import type { Token } from '../../protocol/index.js';
import { renderNotes } from '../../ui/base/capability.js';
import { GuardedButton } from '../../ui/guards/guarded-button.js';
import { type HostActions, renderHeld } from '../../ui/guards/host-actions.js';
import { ModalController } from '../../ui/dialogs/modal-controller.js';
import { timeOf } from '../../ui/format/time.js';
import { untrustedName } from '../../ui/text-safety/untrusted-name.js';
import { LossConsent } from './loss-consent.js';
import { strings } from './token-manager.strings.js';
import { failure, nameOf, scopesOf, type Verb, waits } from './token-table.js';

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

/** What the dialog needs of the element that it stands in. */
export interface ConfirmOptions {
  /** What the gateway makes of an action. */
  readonly capability: (verb: Verb) => Capability;
  /** Whether the gateway can be asked now. */
  readonly isConnected: () => boolean;
  /** Whether the gateway says which token this session uses. */
  readonly knowsCurrent: () => boolean;
  /** What holds back the action that is under way. */
  readonly wait: (id: string) => Wait | undefined;
  /** Whether the host of the page vouches for what it draws over the dialog. */
  readonly trusted: () => boolean;
  /** Called for each click on the button that repeats the verb, unless the action is under way or cannot be. */
  readonly confirmed: (verb: Verb, token: Token, acceptLoss: readonly string[] | undefined) => void;
}

/** Asks before a token is revoked or rotated, and stays until the gateway has done it or the person gives up. */
export class ConfirmDialog {
  readonly #host: LitElement;
  readonly #actions: HostActions;
  readonly #options: ConfirmOptions;
  #asking: { readonly verb: Verb; readonly token: Token } | undefined;
  readonly #consent: LossConsent;
  readonly #guard: GuardedButton;

  /** @param actions what runs, under the token's id. */
  constructor(host: LitElement, actions: HostActions, options: ConfirmOptions) {
    this.#host = host;
    this.#actions = actions;
    this.#options = options;
    this.#consent = new LossConsent(host, 'confirm-phrase');
    this.#guard = new GuardedButton(host, {
      trusted: options.trusted,
      find: () => (this.#asking ? host.renderRoot.querySelector('#confirm .confirm') : undefined),
    });
    new ModalController(host, '#confirm', () => this.#asking !== undefined);
  }

  /** Asks about a token; an error of the last time is forgotten. */
  ask(verb: Verb, token: Token): void {
    this.#asking = { verb, token };
    this.#actions.clear(token.id);
    this.#guard.raise();
    this.#host.requestUpdate();
  }

  /** Whether it asks about this token now. */
  isAbout(id: string): boolean {
    return this.#asking?.token.id === id;
  }

  close(): void {
    this.#leave();
  }

  render(): TemplateResult {
    return html`<dialog id="confirm" part="dialog" aria-labelledby="confirm-title" @close=${this.#onClose}>
      ${this.#asking ? this.#content(this.#asking.verb, this.#asking.token) : nothing}
    </dialog>`;
  }

  #content(verb: Verb, token: Token): TemplateResult {
    const { title, button, busy } = words[verb];
    const pending = this.#actions.isPending(token.id);
    const wait = pending ? this.#options.wait(token.id) : undefined;
    const error = this.#actions.error(token.id);
    const away = !pending && !this.#options.isConnected();
    const reason = away ? strings.notConnected : this.#consent.isMissing(error) ? strings.needsPhrase : undefined;
    const missing = pending ? busy : reason;
    return html`<h2 id="confirm-title">${title} ${untrustedName(nameOf(token))}?</h2>
      ${this.#consequences(verb, token)} ${details(token)}
      ${error && error.kind !== 'unconfirmed' ? html`<p class="error" role="alert">${failure(error)}</p>` : nothing}
      ${this.#consent.render(error)}
      <div role="status">${wait ? waits(wait) : renderHeld(this.#actions, token.id, false)}</div>
      <div class="actions">
        <span id="confirm-reason" class="muted">${reason ?? nothing}</span>
        ${this.#guard.render(missing === undefined)}
        <button type="button" data-first @click=${this.#leave}>
          ${pending && !this.#actions.isHeld(token.id) ? strings.close : strings.cancel}
        </button>
        <button
          type="button"
          class="danger confirm"
          aria-disabled=${missing !== undefined || !this.#guard.open}
          aria-describedby="confirm-notes confirm-reason ${this.#guard.id}"
          @pointerdown=${this.#guard.press}
          @keydown=${this.#guard.press}
          @click=${(event: MouseEvent) => this.#guard.attempt(event, missing, this.#onConfirm)}
        >
          ${pending ? busy : button}
        </button>
      </div>`;
  }

  /** What is asked of the gateway. When that takes effect is for the gateway to say. */
  #consequences(verb: Verb, token: Token): TemplateResult {
    const { effect, current } = words[verb];
    const capability = this.#options.capability(verb);
    return html`<p>${effect}</p>
      ${token.current ? html`<p class="warning">${current}</p>` : nothing}
      ${this.#options.knowsCurrent() ? nothing : html`<p class="warning">${strings.currentUnknown}</p>`}
      ${renderNotes(capability, 'confirm-notes')}`;
  }

  readonly #onConfirm = (): void => {
    if (!this.#asking || this.#actions.isPending(this.#asking.token.id) || !this.#options.isConnected()) return;
    const { verb, token } = this.#asking;
    const error = this.#actions.error(token.id);
    if (this.#consent.isMissing(error)) return;
    this.#options.confirmed(verb, token, this.#consent.accepted(error));
  };

  readonly #leave = (): void => {
    const id = this.#asking?.token.id;
    this.#asking = undefined;
    if (id !== undefined) {
      this.#actions.cancel(id);
      this.#actions.clear(id);
    }
    this.#host.requestUpdate();
  };

  /** The browser closed it, by Escape; or it was closed here, and may ask something else by now. */
  readonly #onClose = (event: Event): void => {
    if (!(event.currentTarget as HTMLDialogElement).open) this.#leave();
  };
}

function details({ id, scopes, lastUsedAt }: Token): TemplateResult {
  return html`<dl>
    <dt>${strings.id}</dt>
    <dd class="mono">${untrustedName(id)}</dd>
    <dt>${strings.scopes}</dt>
    <dd>${scopesOf({ scopes })}</dd>
    ${
      lastUsedAt === undefined
        ? nothing
        : html`<dt>${strings.lastUsed}</dt>
            <dd>${timeOf(lastUsedAt)}</dd>`
    }
  </dl>`;
}
