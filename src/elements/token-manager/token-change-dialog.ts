import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { Capability } from '../../client/rpc-client.js';
import type { Wait } from '../../data/tokens.js';
import type { Token } from '../../protocol/index.js';
import { renderNotes } from '../../ui/base/capability.js';
import { type HostActions, renderHeld } from '../../ui/guards/host-actions.js';
import { ConfirmDialog } from '../../ui/dialogs/confirm-dialog.js';
import { timeOf } from '../../ui/format/time.js';
import { untrustedName } from '../../ui/text-safety/untrusted-text.js';
import { LossConsent } from './loss-consent.js';
import { strings } from './token-manager.strings.js';
import { factsOf, failure, nameOf, scopesOf, type Verb, waits } from './token-parts.js';

const words = {
  revoke: {
    get title() {
      return strings.revokeTitle;
    },
    get effect() {
      return strings.revokeEffect;
    },
    get current() {
      return strings.revokeCurrent;
    },
    get button() {
      return strings.revoke;
    },
    get busy() {
      return strings.revoking;
    },
  },
  rotate: {
    get title() {
      return strings.rotateTitle;
    },
    get effect() {
      return strings.rotateEffect;
    },
    get current() {
      return strings.rotateCurrent;
    },
    get button() {
      return strings.rotate;
    },
    get busy() {
      return strings.rotating;
    },
  },
} as const satisfies Record<Verb, unknown>;

/** What the dialog needs from its element. */
export interface TokenChangeOptions {
  /** The gateway's capability for an action. */
  readonly capability: (verb: Verb) => Capability;
  /** Whether the gateway is connected. */
  readonly isConnected: () => boolean;
  /** A token as it is now; undefined when it is no longer listed. */
  readonly find: (id: string) => Token | undefined;
  /** Whether the gateway reports which token this session uses. */
  readonly knowsCurrent: () => boolean;
  /** What delays the pending action. */
  readonly wait: (id: string) => Wait | undefined;
  /** Whether the host of the page vouches for what it draws over the dialog. */
  readonly trusted: () => boolean;
  /**
   * Called for each click on the button that repeats the verb, unless the action is pending or impossible.
   *
   * @param token as it was shown.
   */
  readonly confirmed: (verb: Verb, token: Token, acceptLoss: readonly string[] | undefined) => void;
}

/** Confirms revoking or rotating a token; stays open until the gateway has done it or the person cancels. */
export class TokenChangeDialog {
  readonly #actions: HostActions;
  readonly #options: TokenChangeOptions;
  /** The token is the one that is shown: as it was when asked about, or what it became since. */
  #asking: { readonly verb: Verb; token: Token } | undefined;
  readonly #consent: LossConsent;
  readonly #dialog: ConfirmDialog;

  /** @param actions runs the action, keyed by the token's id. */
  constructor(host: LitElement, actions: HostActions, options: TokenChangeOptions) {
    this.#actions = actions;
    this.#options = options;
    this.#consent = new LossConsent(host, 'confirm-phrase');
    this.#dialog = new ConfirmDialog(host, {
      id: 'confirm',
      isOpen: () => this.#asking !== undefined,
      trusted: options.trusted,
      leave: () => this.#leave(),
    });
  }

  /** Opens it for a token and clears its last error. */
  ask(verb: Verb, token: Token): void {
    this.#asking = { verb, token };
    this.#actions.clear(token.id);
    this.#dialog.ask();
  }

  /** Whether it is open for this token. */
  isAbout(id: string): boolean {
    return this.#asking?.token.id === id;
  }

  close(): void {
    this.#dialog.leave();
  }

  render(): TemplateResult {
    const asking = this.#asking;
    if (!asking) return this.#dialog.render(nothing);
    asking.token = this.#options.find(asking.token.id) ?? asking.token;
    this.#dialog.guard.follow(factsOf(asking.token));
    return this.#dialog.render(this.#content(asking.verb, asking.token));
  }

  #content(verb: Verb, token: Token): TemplateResult {
    const { title, button, busy } = words[verb];
    const pending = this.#actions.isPending(token.id);
    const wait = pending ? this.#options.wait(token.id) : undefined;
    const error = this.#actions.error(token.id);
    const away = !pending && !this.#options.isConnected();
    const reason = away ? strings.notConnected : this.#consent.isMissing(error) ? strings.needsPhrase : undefined;
    return html`<h2 id="confirm-title">${title} ${untrustedName(nameOf(token))}?</h2>
      ${this.#consequences(verb, token)} ${details(token)}
      ${error && error.kind !== 'unconfirmed' ? html`<p class="error" role="alert">${failure(error)}</p>` : nothing}
      ${this.#consent.render(error)}
      <div role="status">${wait ? waits(wait) : renderHeld(this.#actions, token.id, false)}</div>
      ${this.#dialog.renderActions(
        pending && !this.#actions.isHeld(token.id) ? strings.close : strings.cancel,
        pending ? busy : button,
        {
          busy: pending,
          reason,
          describedBy: 'confirm-notes',
          confirmed: this.#onConfirm,
        },
      )}`;
  }

  /** Renders the effect. When it applies is for the gateway to say. */
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

  #leave(): void {
    const id = this.#asking?.token.id;
    this.#asking = undefined;
    if (id === undefined) return;
    this.#actions.cancel(id);
    this.#actions.clear(id);
  }
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
