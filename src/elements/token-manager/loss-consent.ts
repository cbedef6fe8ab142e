import { html, nothing, type LitElement } from 'lit';
import type { GatewayError } from '../../protocol/index.js';
import { TypedPhrase } from '../../ui/guards/typed-phrase.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { strings } from './token-manager.strings.js';
import { errorWords } from '../../ui/base/client-error.strings.js';

/** Requires a typed phrase where a change invalidates other tokens. */
export class LossConsent {
  readonly #host: LitElement;
  readonly #id: string;
  #phrase: TypedPhrase;
  /** The refusal that the phrase belongs to: a later one may name other tokens. */
  #about: GatewayError | undefined;

  /** @param id the id of its field in the shadow root. */
  constructor(host: LitElement, id: string) {
    this.#host = host;
    this.#id = id;
    this.#phrase = new TypedPhrase(host, { id });
  }

  /** Renders the tokens that stop working and the field for the phrase; nothing for other errors. */
  render(error: GatewayError | undefined): unknown {
    const losses = lossesIn(error);
    if (!error || !losses) return nothing;
    return html`<div class="losses">
      <p class="warning" role="alert">${untrusted(errorWords(error))}</p>
      <p>${strings.losses(losses.length)}</p>
      <ul>
        ${losses.map((id) => html`<li class="mono">${untrusted(id)}</li>`)}
      </ul>
      ${this.#phraseFor(error).render(strings.typePhrase(strings.lossPhrase(losses.length)))}
    </div>`;
  }

  /** The tokens whose loss is accepted; undefined until the phrase is typed. */
  accepted(error: GatewayError | undefined): readonly string[] | undefined {
    const losses = lossesIn(error);
    if (!losses || error !== this.#about) return undefined;
    return this.#phrase.is(strings.lossPhrase(losses.length)) ? losses : undefined;
  }

  /** Whether the phrase is required and missing. */
  isMissing(error: GatewayError | undefined): boolean {
    return lossesIn(error) !== undefined && this.accepted(error) === undefined;
  }

  /** The field for the phrase, empty for each refusal. */
  #phraseFor(error: GatewayError): TypedPhrase {
    if (error !== this.#about) this.#phrase = new TypedPhrase(this.#host, { id: this.#id });
    this.#about = error;
    return this.#phrase;
  }
}

const lossesIn = (error: GatewayError | undefined): readonly string[] | undefined =>
  error?.kind === 'unconfirmed' ? error.losses : undefined;
