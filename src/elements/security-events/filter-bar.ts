import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { EventFilter } from '../../data/events/event-filter.js';
import { strings } from './security-events.strings.js';

type LeastRisk = NonNullable<EventFilter['risk']>;

const leastRisks = Object.keys(strings.atLeast) as LeastRisk[];

/** The filter fields, folded until opened, and the active filters. */
export class FilterBar {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: DocumentFragment | HTMLElement };
  readonly #changed: (filter: EventFilter) => void;
  #filter: EventFilter = {};
  #open = false;

  /** @param changed called with each new filter. */
  constructor(
    host: ReactiveControllerHost & { readonly renderRoot: DocumentFragment | HTMLElement },
    changed: (filter: EventFilter) => void,
  ) {
    this.#host = host;
    this.#changed = changed;
  }

  /** Renders the button that opens and closes the fields. A filter stays active while they are closed. */
  renderButton(): TemplateResult {
    return html`<button
      type="button"
      class="filter"
      aria-expanded=${this.#open}
      aria-controls="filters"
      @click=${this.#toggle}
    >
      ${strings.filter}
    </button>`;
  }

  /** Renders the button that clears the filter, if any. */
  renderClear(): unknown {
    if (Object.keys(this.#filter).length === 0) return nothing;
    return html`<button type="button" class="link clear" @click=${this.clear}>${strings.clear}</button>`;
  }

  /** The active filters, by label. */
  get active(): readonly { readonly label: string; readonly value: string }[] {
    const { risk, agentId, text } = this.#filter;
    const named = [
      [strings.risk, risk && strings.atLeast[risk]],
      [strings.agent, agentId],
      [strings.text, text],
    ] as const;
    return named.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
  }

  renderFields(): TemplateResult {
    const { risk } = this.#filter;
    return html`<div
      id="filters"
      class="filters"
      part="filters"
      role="search"
      aria-label=${strings.filters}
      ?hidden=${!this.#open}
    >
      <label
        >${strings.risk}
        <select id="risk" @change=${this.#chosen}>
          <option value="" .selected=${risk === undefined}>${strings.anyRisk}</option>
          ${leastRisks
            .filter((each) => each !== 'low')
            .map((each) => html`<option value=${each} .selected=${each === risk}>${strings.atLeast[each]}</option>`)}
        </select>
      </label>
      ${this.#field('agentId', strings.agent, strings.agentHint)} ${this.#field('text', strings.text, strings.textHint)}
    </div>`;
  }

  readonly clear = (): void => {
    this.#apply({});
    // The pressed button is about to be removed, and the focus with it.
    this.#host.renderRoot.querySelector<HTMLElement>('.filter')?.focus();
  };

  #field(name: 'agentId' | 'text', label: string, hint: string): TemplateResult {
    return html`<label
      >${label}
      <input
        type=${name === 'text' ? 'search' : 'text'}
        placeholder=${hint}
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        .value=${this.#filter[name] ?? ''}
        @input=${(event: InputEvent) => this.#set(name, (event.target as HTMLInputElement).value)}
      />
    </label>`;
  }

  readonly #toggle = (): void => {
    this.#open = !this.#open;
    this.#host.requestUpdate();
  };

  readonly #chosen = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    this.#set('risk', value);
  };

  #set(name: keyof EventFilter, value: string): void {
    const { [name]: _old, ...rest } = this.#filter;
    this.#apply(value === '' ? rest : { ...rest, [name]: value });
  }

  #apply(filter: EventFilter): void {
    this.#filter = filter;
    this.#changed(filter);
    this.#host.requestUpdate();
  }
}
