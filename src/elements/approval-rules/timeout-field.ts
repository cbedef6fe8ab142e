import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { policyStrings } from '../../ui/policy-banner/policy.strings.js';
import { strings } from './approval-rules.strings.js';
import { type FormState, isDisabled } from './form-state.js';
import { describedBy, settingStatus } from './setting-status.js';
import { idOf } from './settings.js';

const key = 'approvalRules.timeoutMs';

/** The typed text, and the time it parses to; undefined when invalid. */
interface Typed {
  readonly text: string;
  readonly ms: number | undefined;
}

/** The timeout field, in seconds. Keeps the typed text as long as it parses to the draft's value. */
export class TimeoutField {
  readonly #host: LitElement;
  #typed: Typed | undefined;

  constructor(host: LitElement) {
    this.#host = host;
  }

  /** Whether the typed text is invalid. */
  get isBad(): boolean {
    return this.#typed !== undefined && this.#typed.ms === undefined;
  }

  /** Resets the field to the draft. */
  clear(): void {
    this.#typed = undefined;
  }

  render(form: FormState): TemplateResult {
    const id = idOf(key);
    return html`<div class="setting field ${form.draft.isEdited(key) ? 'edited' : ''}" part="setting">
      <label for=${id}>${policyStrings.settings[key]}</label>
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

  /** `1.50` stays `1.50` while typing; a value from elsewhere replaces it. */
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
