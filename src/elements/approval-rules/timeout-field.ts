import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { strings } from './approval-rules.strings.js';
import { type FormState, isDisabled } from './form-state.js';
import { describedBy, settingStatus } from './setting-status.js';
import { idOf } from './settings.js';

const key = 'approvalRules.timeoutMs';

/** What is typed, and the time that it stands for; undefined when it is none. */
interface Typed {
  readonly text: string;
  readonly ms: number | undefined;
}

/** How long a request waits, in seconds. Keeps what is typed, as it was typed, for as long as it stands for the draft. */
export class TimeoutField {
  readonly #host: LitElement;
  #typed: Typed | undefined;

  constructor(host: LitElement) {
    this.#host = host;
  }

  /** Whether something is typed that is no time. */
  get isBad(): boolean {
    return this.#typed !== undefined && this.#typed.ms === undefined;
  }

  /** Shows the draft again. */
  clear(): void {
    this.#typed = undefined;
  }

  render(form: FormState): TemplateResult {
    const id = idOf(key);
    return html`<div class="setting field ${form.draft.isEdited(key) ? 'edited' : ''}" part="setting">
      <label for=${id}>${strings.labels[key]}</label>
      <input
        type="number"
        min="0"
        step="any"
        inputmode="decimal"
        id=${id}
        aria-describedby="${describedBy(form, key)} ${id}-problem"
        aria-invalid=${this.isBad}
        ?disabled=${isDisabled(form, key)}
        .value=${live(this.#text(form.draft.values[key]))}
        @input=${(event: Event) => this.#onInput(event, form)}
      />
      ${settingStatus(form, key)}
      <p id="${id}-problem" class=${this.isBad ? 'error' : ''} role="status">
        ${this.isBad ? strings.badTimeout : nothing}
      </p>
    </div>`;
  }

  /** `1.50` stays `1.50` while it is typed; a value that came from elsewhere takes its place. */
  #text(draftMs: number): string {
    const typed = this.#typed;
    return typed && (typed.ms ?? draftMs) === draftMs ? typed.text : String(draftMs / 1000);
  }

  #onInput(event: Event, form: FormState): void {
    const { value: text, valueAsNumber } = event.currentTarget as HTMLInputElement;
    const ms = Math.round(valueAsNumber * 1000);
    const isTime = Number.isFinite(ms) && ms >= 0;
    this.#typed = { text, ms: isTime ? ms : undefined };
    if (isTime) form.set({ key, value: ms });
    this.#host.requestUpdate();
  }
}
