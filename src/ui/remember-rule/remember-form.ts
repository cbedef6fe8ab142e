import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Coverage } from '../../data/policy/policy-evaluation.js';
import { type ApprovalRequest, isKnown, type ParamsOf, type Risk, risks } from '../../protocol/index.js';
import { jsonView } from '../text-safety/untrusted-json.js';
import { untrusted } from '../text-safety/untrusted-text.js';
import { rememberStrings as strings } from './remember.strings.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The durations of a rule, in ms. */
const durations: readonly (readonly [name: keyof typeof strings.durations, ms: number])[] = [
  ['15 min', 15 * minute],
  ['1 h', hour],
  ['8 h', 8 * hour],
  ['1 d', day],
  ['7 d', 7 * day],
  ['30 d', 30 * day],
];

/** The form of a new rule: initially exactly the request, without a duration. */
export class RememberForm {
  /** The request as shown. */
  readonly request: ApprovalRequest;
  readonly #changed: () => void;
  #anyAgent: boolean;
  #anyParams = false;
  #upToRisk: Risk;
  #durationMs: number | undefined;
  #comment = '';

  /** @param changed called after every change. */
  constructor(request: ApprovalRequest, changed: () => void) {
    this.request = request;
    this.#changed = changed;
    this.#anyAgent = request.agentId === undefined;
    this.#upToRisk = isKnown(risks, request.risk) ? request.risk : 'unknown';
  }

  /** Its duration; undefined until chosen. */
  get durationMs(): number | undefined {
    return this.#durationMs;
  }

  /** The coverage of the rule. */
  get coverage(): Coverage & { readonly upToRisk: Risk } {
    const { action, agentId, params } = this.request;
    return {
      action,
      ...(this.#anyAgent || agentId === undefined ? {} : { agentId }),
      ...(this.#anyParams ? {} : { params }),
      upToRisk: this.#upToRisk,
    };
  }

  /** The params to send; undefined until the duration is chosen. */
  get params(): ParamsOf<'rules.create'> | undefined {
    const [durationMs, comment] = [this.#durationMs, this.#comment.trim()];
    if (durationMs === undefined) return undefined;
    return { ...this.coverage, durationMs, ...(comment === '' ? {} : { comment }) };
  }

  /** @param now by the gateway's clock, epoch ms. */
  render(now: number): TemplateResult {
    return html`<p class="field">
        <span class="name">${strings.action}</span> <code>${untrusted(this.request.action)}</code>
      </p>
      ${this.#agent()} ${this.#params()}
      <div class="pair">${this.#risk()} ${this.#duration(now)}</div>
      <label class="field">
        <span><span class="name">${strings.comment}</span> <span class="muted">${strings.optional}</span></span>
        <input autocomplete="off" .value=${live(this.#comment)} @input=${this.#onComment} />
      </label>`;
  }

  #agent(): TemplateResult {
    const { agentId } = this.request;
    if (agentId === undefined) return html`<p class="muted">${strings.noAgent}</p>`;
    return html`<fieldset>
      <legend>${strings.agent}</legend>
      ${radio('agent', !this.#anyAgent, html`${strings.onlyAgent} <code>${untrusted(agentId)}</code>`, () =>
        this.#set(() => (this.#anyAgent = false)),
      )}
      ${radio('agent', this.#anyAgent, strings.anyAgent, () => this.#set(() => (this.#anyAgent = true)))}
    </fieldset>`;
  }

  #params(): TemplateResult {
    return html`<fieldset>
      <legend>${strings.params}</legend>
      ${radio('params', !this.#anyParams, strings.exactParams, () => this.#set(() => (this.#anyParams = false)))}
      ${this.#anyParams ? nothing : jsonView(this.request.params, { label: strings.params })}
      ${radio('params', this.#anyParams, strings.anyParams, () => this.#set(() => (this.#anyParams = true)))}
    </fieldset>`;
  }

  #risk(): TemplateResult {
    const onChange = (event: Event) => {
      const chosen = (event.currentTarget as HTMLSelectElement).value;
      const risk = risks.find((each) => each === chosen);
      if (risk) this.#set(() => (this.#upToRisk = risk));
    };
    return html`<label class="field">
      <span class="name">${strings.risk}</span>
      <select @change=${onChange}>
        ${risks.map(
          (risk) =>
            html`<option value=${risk} .selected=${live(risk === this.#upToRisk)}>${strings.risks[risk]}</option>`,
        )}
      </select>
    </label>`;
  }

  #duration(now: number): TemplateResult {
    const onChange = (event: Event) => {
      const chosen = Number((event.currentTarget as HTMLSelectElement).value);
      this.#set(() => (this.#durationMs = chosen));
    };
    const end = this.#durationMs === undefined ? nothing : strings.until(now + this.#durationMs);
    return html`<label class="field">
      <span class="name">${strings.duration}</span>
      <select required aria-describedby="until" @change=${onChange}>
        <option value="" disabled .selected=${live(this.#durationMs === undefined)}>${strings.choose}</option>
        ${durations.map(
          ([name, ms]) =>
            html`<option value=${ms} .selected=${live(ms === this.#durationMs)}>${strings.durations[name]}</option>`,
        )}
      </select>
      <span id="until" class="muted">${end}</span>
    </label>`;
  }

  readonly #onComment = (event: Event): void => {
    this.#set(() => (this.#comment = (event.currentTarget as HTMLInputElement).value));
  };

  #set(change: () => void): void {
    change();
    this.#changed();
  }
}

function radio(name: string, checked: boolean, words: unknown, choose: () => void): TemplateResult {
  return html`<label class="choice">
    <input type="radio" name=${name} .checked=${live(checked)} @change=${choose} />
    <span>${words}</span>
  </label>`;
}
