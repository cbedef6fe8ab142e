import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { RpcClient } from '../../client/rpc-client.js';
import { perClient } from '../../data/stores/per-client.js';
import type { TokenList } from '../../data/tokens.js';
import type { Token } from '../../protocol/index.js';
import { untrusted, untrustedName } from '../../ui/text-safety/untrusted-text.js';
import type { NewTokenDialog } from './new-token-dialog.js';
import { strings } from './token-manager.strings.js';
import { nameOf } from './token-parts.js';
import { loadedAt, recentMs, unusedSince, wasLoadedAgain } from './unused-tokens.js';

/** At most so many unused tokens are named; the others are counted. */
const maxNamed = 5;

/** The ids of unused tokens whose notes were dismissed: kept with the client, so that no other tab brings them back. */
const dismissedOf = perClient(() => new Set<string>());

/** What the notes need from their element. */
export interface LostSecretsOptions {
  /** The dialog whose secrets are wiped when the page is left. */
  readonly issued: NewTokenDialog;
  /** Opens the dialog that revokes a token. */
  readonly revoke: (token: Token) => void;
  /** Why a token cannot be revoked here; empty when that is said elsewhere, undefined when it can. */
  readonly whyNotRevoke: (token: Token) => string | undefined;
}

/** Notes on tokens whose secrets were, or may have been, wiped before anybody copied them, with what to do. */
export class LostSecrets {
  readonly #host: LitElement;
  readonly #options: LostSecretsOptions;
  /** When the page was loaded, by the gateway's clock, once for each client: the estimate of its clock moves a little. */
  readonly #loadedAt = perClient((client) => loadedAt(this.#view, client.now()));

  constructor(host: LitElement, options: LostSecretsOptions) {
    this.#host = host;
    this.#options = options;
  }

  get #view(): Window | null {
    return this.#host.ownerDocument.defaultView;
  }

  /** @param active the tokens in force. */
  render(client: RpcClient, list: TokenList, active: readonly Token[]): TemplateResult {
    const { issued } = this.#options;
    const lost = active.filter(({ id }) => issued.lost.includes(id));
    return html`<div role="status" class="lost">
      ${lost.map(
        (token) =>
          html`<div class="warning">
            <p>${strings.secretGone} <strong>${untrustedName(nameOf(token))}</strong></p>
            ${this.#buttons(token, () => issued.dismiss(token.id))}
          </div>`,
      )}
      ${wasLoadedAgain(this.#view) ? this.#unused(client, list, active) : nothing}
    </div>`;
  }

  #unused(client: RpcClient, list: TokenList, active: readonly Token[]): unknown {
    const dismissed = dismissedOf(client);
    const inForce = new Set(active.map(({ id }) => id));
    const unused = unusedSince(list, this.#loadedAt(client)).filter(({ id }) => inForce.has(id) && !dismissed.has(id));
    if (unused.length === 0) return nothing;
    return html`<div class="warning">
      <p>${strings.secretsMayBeGone}</p>
      <ul>
        ${unused.slice(0, maxNamed).map(
          (token) =>
            html`<li>
              <strong>${untrustedName(nameOf(token))}</strong>
              ${this.#buttons(token, () => {
                dismissed.add(token.id);
                this.#host.requestUpdate();
              })}
            </li>`,
        )}
      </ul>
      ${unused.length > maxNamed ? html`<p>${strings.moreUnused(unused.length - maxNamed, recentMs / 60_000)}</p>` : nothing}
    </div>`;
  }

  #buttons(token: Token, dismiss: () => void): TemplateResult {
    const whyNot = this.#options.whyNotRevoke(token);
    const name = html`<span class="visually-hidden"> ${untrustedName(nameOf(token))}</span>`;
    return html`${
        whyNot === undefined
          ? html`<button type="button" class="danger" @click=${() => this.#options.revoke(token)}>
              ${strings.revoke}<span class="visually-hidden"> ${untrustedName(nameOf(token))}</span>
            </button>`
          : whyNot && html`<p class="refusal">${untrusted(whyNot)}</p>`
      } <button type="button" @click=${dismiss}>${strings.keepIt}${name}</button>`;
  }
}
