import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { cleanValue, factsOf } from './pasted-value.js';
import { strings } from './secrets-manager.strings.js';

const empty = factsOf('');

/**
 * The field for a value. The value exists only in the field until it is taken; it is masked, cannot be copied out, and
 * is wiped when the host is disconnected.
 */
export class ValueField implements ReactiveController {
  readonly #host: LitElement;
  #facts = empty;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  /** The length of the value, in UTF-16 code units. */
  get length(): number {
    return this.#facts.length;
  }

  /** Returns the value and empties the field. */
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
    // A host that is only moved is reconnected before this runs, and keeps what was typed.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.wipe();
    });
  }

  /**
   * @param onEnter called for Enter, which adds no line; Shift+Enter does, and lines can be pasted.
   * @param disabled true where no value can be set.
   */
  render(onEnter: (event: KeyboardEvent) => void, disabled: boolean): TemplateResult {
    // Not a password field: it would drop the line breaks of a key or certificate, and password managers would fill it
    // in and offer to save it. No spell checker, which may upload the text. No `maxlength`, which would silently
    // truncate pasted text. Attributes ask session recorders to exclude it.
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
    // Rendered on every key, from findings about the value only: the value itself is not kept.
    this.#facts = facts;
    this.#host.requestUpdate();
  };
}

/** Blocks copying the value out by clipboard or dragging. */
function keep(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
