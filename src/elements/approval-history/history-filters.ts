import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { HistoryFilter } from '../../data/history.js';
import { outcomes, type Outcome } from '../../protocol/index.js';
import { isSuspicious } from '../shared/suspicious-text.js';
import { strings } from './approval-history.strings.js';

/** How long typing must pause before the gateway is asked, in ms. */
const typingPauseMs = 300;

/** The two filters, and when what is typed becomes a question to the gateway. */
export class HistoryFilters implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #ask: () => void;
  #outcome: Outcome | undefined;
  #agent = '';
  #typing: ReturnType<typeof setTimeout> | undefined;
  /** What was asked last: what says the same is not asked again. */
  #asked = JSON.stringify({});

  /** @param ask called when {@link value} has changed. */
  constructor(host: ReactiveControllerHost, ask: () => void) {
    this.#host = host;
    this.#ask = ask;
    host.addController(this);
  }

  /** What the filters say now. */
  get value(): HistoryFilter {
    const agentId = this.#agent.trim();
    return {
      ...(this.#outcome === undefined ? {} : { outcome: this.#outcome }),
      ...(agentId === '' ? {} : { agentId }),
    };
  }

  /** Whether they admit less than all. */
  get active(): boolean {
    return Object.keys(this.value).length > 0;
  }

  /** @param agents offered while typing, but not those whose names would not show what they are. */
  render(agents: Iterable<string>): TemplateResult {
    const offered = [...new Set(agents)].filter((agent) => !isSuspicious(agent)).sort();
    return html`<form
      class="filters"
      part="filters"
      role="search"
      aria-label=${strings.filters}
      @submit=${this.#submit}
    >
      <span class="filter">
        <label for="outcome">${strings.outcome}</label>
        <select id="outcome" @change=${this.#chose}>
          <option value="" ?selected=${this.#outcome === undefined}>${strings.anyOutcome}</option>
          ${outcomes.map(
            (outcome) =>
              html`<option value=${outcome} ?selected=${this.#outcome === outcome}>
                ${strings.outcomes[outcome]}
              </option>`,
          )}
        </select>
      </span>
      <span class="filter">
        <label for="agent">${strings.agent}</label>
        <input
          id="agent"
          type="text"
          list="agents"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          placeholder=${strings.anyAgent}
          .value=${this.#agent}
          @input=${this.#typed}
          @change=${this.#now}
        />
        <datalist id="agents">${offered.map((agent) => html`<option value=${agent}></option>`)}</datalist>
      </span>
      ${
        this.active
          ? html`<button type="button" class="link" @click=${() => this.clear()}>${strings.clear}</button>`
          : nothing
      }
    </form>`;
  }

  /** Admits all again. */
  clear(): void {
    this.#outcome = undefined;
    this.#agent = '';
    this.#now();
  }

  hostDisconnected(): void {
    clearTimeout(this.#typing);
  }

  readonly #chose = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    this.#outcome = outcomes.find((outcome) => outcome === value);
    this.#now();
  };

  readonly #typed = (event: Event): void => {
    this.#agent = (event.target as HTMLInputElement).value;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(this.#now, typingPauseMs);
    this.#host.requestUpdate();
  };

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.#now();
  };

  readonly #now = (): void => {
    clearTimeout(this.#typing);
    const asked = JSON.stringify(this.value);
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#ask();
    this.#host.requestUpdate();
  };
}
