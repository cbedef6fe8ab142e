import { html, type LitElement, type TemplateResult } from 'lit';

/** Options of the field. */
export interface TypedPhraseOptions {
  /** The id of the field in the shadow root. */
  readonly id: string;
  /** Whether the field has the initial focus in its dialog. */
  readonly first?: boolean;
}

/** A field for a phrase that must be typed before an irreversible act. */
export class TypedPhrase {
  readonly #host: LitElement;
  readonly #options: TypedPhraseOptions;
  #typed = '';

  constructor(host: LitElement, options: TypedPhraseOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** The exact typed text. */
  get value(): string {
    return this.#typed;
  }

  /** Whether a phrase was typed, ignoring case and surrounding spaces. */
  is(phrase: string): boolean {
    return this.#typed.trim().toLowerCase() === phrase.toLowerCase();
  }

  /** Empties the field. */
  clear(): void {
    this.#typed = '';
    this.#host.requestUpdate();
  }

  /**
   * @param label the instruction what to type.
   * @param hint rendered below the field.
   */
  render(label: unknown, hint?: unknown): TemplateResult {
    const { id, first = false } = this.#options;
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <input
        id=${id}
        class="mono"
        autocomplete="off"
        autocapitalize="off"
        autocorrect="off"
        spellcheck="false"
        data-1p-ignore
        data-lpignore="true"
        data-bwignore
        ?data-first=${first}
        .value=${this.#typed}
        @input=${this.#onInput}
      />
      ${hint}
    </div>`;
  }

  readonly #onInput = (event: Event): void => {
    this.#typed = (event.currentTarget as HTMLInputElement).value;
    this.#host.requestUpdate();
  };
}
