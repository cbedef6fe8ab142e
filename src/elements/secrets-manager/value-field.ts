import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { cleanValue, factsOf } from './pasted-value.js';
import { strings } from './secrets-manager.strings.js';

const empty = factsOf('');

/**
 * The field that a value is typed into. The value lives in the field alone, until it is taken; it is masked, cannot be
 * copied out again, and is wiped when the host leaves the page.
 */
export class ValueField implements ReactiveController {
  readonly #host: LitElement;
  #facts = empty;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  /** How long the value is, in UTF-16 code units. */
  get length(): number {
    return this.#facts.length;
  }

  /** Hands out the value, which is in the field no longer. */
  take(): string {
    const value = this.#field?.value ?? '';
    this.wipe();
    return value;
  }

  /** Empties the field. */
  wipe(): void {
    if (this.#field) this.#field.value = '';
    this.#look();
  }

  focus(): void {
    this.#field?.focus();
  }

  hostDisconnected(): void {
    // A host that is only moved comes back before this runs, and what was typed with it.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.wipe();
    });
  }

  /**
   * @param onEnter called for Enter, which adds no line; Shift+Enter does, and lines can be pasted.
   * @param disabled true where no value can be set.
   */
  render(onEnter: (event: KeyboardEvent) => void, disabled: boolean): TemplateResult {
    // No password field: it would drop the line breaks of a key or a certificate, and password managers would fill it
    // with a login and offer to keep what is typed. No spell checker, which may send the text away. No `maxlength`,
    // which would cut what is pasted without a word. Tools that record sessions are told to leave it out.
    return html`<div class="field">
      <label for="value">${strings.value}</label>
      <textarea
        id="value"
        class="concealed ph-no-capture rr-block sentry-block"
        rows="1"
        ?disabled=${disabled}
        autocomplete="off"
        autocapitalize="off"
        autocorrect="off"
        spellcheck="false"
        translate="no"
        data-1p-ignore
        data-lpignore="true"
        data-bwignore
        data-form-type="other"
        data-dd-privacy="hidden"
        data-private
        aria-describedby="value-facts value-hint"
        @input=${this.#look}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          if (!event.repeat) onEnter(event);
        }}
        @copy=${keep}
        @cut=${keep}
        @dragstart=${keep}
      ></textarea>
      <p class="facts">
        <span id="value-facts">${strings.length(this.#facts.length)}</span>
        <span id="value-hint" class="muted">${strings.valueHint}</span>
      </p>
      <div role="status">${this.#warning()}</div>
    </div>`;
  }

  #warning(): unknown {
    const { findings, cleanLength, isTrimOnly } = this.#facts;
    if (findings.length === 0) return nothing;
    const take = isTrimOnly ? strings.trim : strings.takeClean;
    return html`<p class="warning">
      ${strings.warning(findings)}
      ${
        cleanLength === undefined
          ? nothing
          : html`<button type="button" class="link" @click=${this.#clean}>${take(cleanLength)}</button>`
      }
    </p>`;
  }

  get #field(): HTMLTextAreaElement | null {
    return this.#host.renderRoot.querySelector<HTMLTextAreaElement>('#value');
  }

  readonly #clean = (): void => {
    const field = this.#field;
    if (field) field.value = this.#facts.isTrimOnly ? field.value.trim() : cleanValue(field.value);
    this.#look();
    this.focus();
  };

  readonly #look = (): void => {
    const facts = factsOf(this.#field?.value ?? '');
    // Rendered for every key: only what is said of the value, so that there is nothing else to keep.
    this.#facts = facts;
    this.#host.requestUpdate();
  };
}

/** What is in the field stays there: no copy of it leaves by the clipboard or by dragging. */
function keep(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
