import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { HistoryFilter } from '../../data/approvals/history.js';
import { outcomes, type Decision, type Outcome } from '../../protocol/index.js';
import { strings } from './approval-history.strings.js';

/** Debounce of typing, in ms. */
const typingPauseMs = 300;

/** Text filters: each must equal the whole value. */
const texts = ['agentId', 'action', 'resolvedBy'] as const;
/** Time filters. */
const moments = ['from', 'to'] as const;

/** Suggestions while typing. A datalist cannot label hidden characters, so it holds only plain names. */
const plainName = /^[\w.:@/-]+$/;

type Typed = (typeof texts)[number] | (typeof moments)[number];

/** The filter fields, with debounced queries to the gateway. */
export class HistoryFilters implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #ask: () => void;
  #outcome: Outcome | undefined;
  /** The raw content of the fields. */
  readonly #drafts: Record<Typed, string> = {
    agentId: '',
    action: '',
    resolvedBy: '',
    from: '',
    to: '',
  };
  #typing: ReturnType<typeof setTimeout> | undefined;
  /** The last query; an equal one is not sent again. */
  #asked = JSON.stringify({});

  /** @param ask called when {@link value} has changed. */
  constructor(host: ReactiveControllerHost, ask: () => void) {
    this.#host = host;
    this.#ask = ask;
    host.addController(this);
  }

  /** The current filter. */
  get value(): HistoryFilter {
    const typed = texts.flatMap((name) => {
      const text = this.#drafts[name].trim();
      return text === '' ? [] : [[name, text] as const];
    });
    const between = moments.flatMap((name) => {
      const ms = Date.parse(this.#drafts[name]);
      // The field has minute precision: include the whole last minute.
      return Number.isNaN(ms) ? [] : [[name, name === 'to' ? ms + 59_999 : ms] as const];
    });
    return {
      ...(this.#outcome === undefined ? {} : { outcome: this.#outcome }),
      ...Object.fromEntries(typed),
      ...Object.fromEntries(between),
    };
  }

  /** Whether any filter is set. */
  get active(): boolean {
    return Object.keys(this.value).length > 0;
  }

  /** The active filters by label, as chosen or typed. */
  get named(): readonly { readonly label: string; readonly value: string }[] {
    const outcome =
      this.#outcome === undefined ? [] : [{ label: strings.outcome, value: strings.outcomes[this.#outcome] }];
    const { value } = this;
    const others = [...texts, ...moments].filter((name) => value[name] !== undefined);
    return [
      ...outcome,
      ...others.map((name) => ({ label: strings.filterNames[name], value: this.#drafts[name].trim() })),
    ];
  }

  /** @param shown the source of the suggestions. */
  render(shown: readonly Decision[]): TemplateResult {
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
      ${texts.map((name) => this.#text(name, shown))} ${moments.map((name) => this.#moment(name))}
      ${
        this.active
          ? html`<button type="button" class="link" @click=${() => this.clear()}>${strings.clear}</button>`
          : nothing
      }
    </form>`;
  }

  /** Clears all filters. */
  clear(): void {
    this.#outcome = undefined;
    for (const name of [...texts, ...moments]) this.#drafts[name] = '';
    this.#now();
  }

  hostDisconnected(): void {
    clearTimeout(this.#typing);
  }

  #text(name: (typeof texts)[number], shown: readonly Decision[]): TemplateResult {
    const offered = [...new Set(shown.flatMap((decision) => decision[name] ?? []))]
      .filter((text) => plainName.test(text))
      .sort();
    return html`<span class="filter">
      <label for=${name}>${strings.filterNames[name]}</label>
      <input
        id=${name}
        type="text"
        list=${`${name}s`}
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        placeholder=${strings.anyText}
        .value=${this.#drafts[name]}
        @input=${(event: Event) => this.#typed(name, event)}
        @change=${this.#now}
      />
      <datalist id=${`${name}s`}>${offered.map((text) => html`<option value=${text}></option>`)}</datalist>
    </span>`;
  }

  #moment(name: (typeof moments)[number]): TemplateResult {
    return html`<span class="filter">
      <label for=${name}>${strings.filterNames[name]}</label>
      <input
        id=${name}
        type="datetime-local"
        .value=${this.#drafts[name]}
        @change=${(event: Event) => {
          this.#typed(name, event);
          this.#now();
        }}
      />
    </span>`;
  }

  readonly #chose = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    this.#outcome = outcomes.find((outcome) => outcome === value);
    this.#now();
  };

  #typed(name: Typed, event: Event): void {
    this.#drafts[name] = (event.target as HTMLInputElement).value;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(this.#now, typingPauseMs);
    this.#host.requestUpdate();
  }

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
