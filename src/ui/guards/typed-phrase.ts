import { html, type LitElement, type TemplateResult } from 'lit';

/** What the field is called, and where it stands. */
export interface TypedPhraseOptions {
  /** Names the field in the shadow root. */
  readonly id: string;
  /** Whether the field gets the focus when its dialog opens. */
  readonly first?: boolean;
}

/** The field that a phrase has to be typed into before an act that cannot be undone. Keeps what was typed. */
export class TypedPhrase {
  readonly #host: LitElement;
  readonly #options: TypedPhraseOptions;
  #typed = '';

  constructor(host: LitElement, options: TypedPhraseOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** What was typed, exactly. */
  get value(): string {
    return this.#typed;
  }

  /** Whether a phrase was typed; spaces around it and capitals do not matter. */
  is(phrase: string): boolean {
    return this.#typed.trim().toLowerCase() === phrase.toLowerCase();
  }

  /** Empties the field. */
  clear(): void {
    this.#typed = '';
    this.#host.requestUpdate();
  }

  /**
   * @param label says what to type.
   * @param hint stands below the field.
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
