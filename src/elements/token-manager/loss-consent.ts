import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { GatewayError } from '../../protocol/index.js';
import { untrusted } from '../shared/untrusted-text.js';
import { strings } from './token-manager.strings.js';

/** Asks for a typed phrase where a change of tokens takes other tokens with it. */
export class LossConsent {
  readonly #host: LitElement;
  readonly #id: string;
  #typed = '';
  /** The refusal that the typed phrase is about: a later one may name other tokens. */
  #about: GatewayError | undefined;

  /** @param id names its field in the shadow root. */
  constructor(host: LitElement, id: string) {
    this.#host = host;
    this.#id = id;
  }

  /** Draws the tokens that stop working and the field for the phrase; nothing for another error. */
  render(error: GatewayError | undefined): unknown {
    const losses = lossesIn(error);
    if (!error || !losses) return nothing;
    return html`<div class="losses">
      <p class="warning" role="alert">${untrusted(error.message)}</p>
      <p>${strings.losses(losses.length)}</p>
      <ul>
        ${losses.map((id) => html`<li class="mono">${untrusted(id)}</li>`)}
      </ul>
      ${this.#field(error, strings.lossPhrase(losses.length))}
    </div>`;
  }

  /** The tokens that may stop working; undefined until the phrase stands there. */
  accepted(error: GatewayError | undefined): readonly string[] | undefined {
    const losses = lossesIn(error);
    if (!losses || error !== this.#about) return undefined;
    return this.#typed.trim() === strings.lossPhrase(losses.length) ? losses : undefined;
  }

  /** Whether the phrase is needed and does not stand there. */
  isMissing(error: GatewayError | undefined): boolean {
    return lossesIn(error) !== undefined && this.accepted(error) === undefined;
  }

  #field(error: GatewayError, phrase: string): TemplateResult {
    return html`<div class="field">
      <label for=${this.#id}>${strings.typePhrase(phrase)}</label>
      <input
        id=${this.#id}
        class="mono"
        autocomplete="off"
        autocapitalize="off"
        autocorrect="off"
        spellcheck="false"
        data-1p-ignore
        data-lpignore="true"
        data-bwignore
        .value=${error === this.#about ? this.#typed : ''}
        @input=${(event: Event) => this.#onInput(event, error)}
      />
    </div>`;
  }

  #onInput(event: Event, error: GatewayError): void {
    this.#typed = (event.currentTarget as HTMLInputElement).value;
    this.#about = error;
    this.#host.requestUpdate();
  }
}

const lossesIn = (error: GatewayError | undefined): readonly string[] | undefined =>
  error?.kind === 'unconfirmed' ? error.losses : undefined;
