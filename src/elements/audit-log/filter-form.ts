import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import type { AuditFilter } from '../../data/audit.js';
import { auditOutcomes, classifications } from '../../protocol/index.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { strings } from './audit-log.strings.js';

/** Debounce of typing, in ms. */
const debounceMs = 250;
/** The options of the filter by days. */
const spans = [1, 7, 30, 90];

/** Text filters. */
const typed = ['search', 'agentId', 'action'] as const;
type Typed = (typeof typed)[number];
type FilterName = keyof typeof strings.filterNames;

const filterNames = Object.keys(strings.filterNames) as FilterName[];

/** The active filters with their labels, as shown. */
export function activeFilters(filter: AuditFilter): { name: FilterName; label: string; value: string }[] {
  return filterNames.flatMap((name) => {
    const value = filter[name];
    if (value === undefined) return [];
    return [{ name, label: strings.filterNames[name], value: typeof value === 'number' ? spanOf(value) : value }];
  });
}

const spanOf = (days: number) => strings.days(days).replace(/^\S+ /, (first) => first.toLowerCase());

/** The filter fields, and the line of active filters. */
export class FilterForm implements ReactiveController {
  readonly #host: LitElement;
  readonly #current: () => AuditFilter;
  readonly #apply: (filter: AuditFilter) => void;
  /** The raw text of the fields: not trimmed while typing. */
  readonly #drafts: Record<Typed, string> = { search: '', agentId: '', action: '' };
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param current the active filter.
   * @param apply applies a new filter.
   */
  constructor(host: LitElement, current: () => AuditFilter, apply: (filter: AuditFilter) => void) {
    this.#host = host;
    this.#current = current;
    this.#apply = apply;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** Updates the fields to a changed filter, unless they are equal to it. */
  follow(): void {
    const filter = this.#current();
    for (const name of typed) {
      if (this.#drafts[name].trim() === (filter[name] ?? '')) continue;
      this.#drafts[name] = filter[name] ?? '';
      clearTimeout(this.#timer);
    }
  }

  /** Adds a filter to the active ones. */
  narrow(change: AuditFilter): void {
    this.#change(change);
  }

  render(): TemplateResult {
    return html`<div class="filters" part="filters" role="search" aria-label=${strings.filters}>
        ${this.#text('search', strings.searchHint)} ${this.#text('agentId', strings.exactHint)}
        ${this.#text('action', strings.exactHint)} ${this.#choice('outcome', auditOutcomes)}
        ${this.#choice('classification', classifications)} ${this.#days()}
      </div>
      ${this.#activeLine()}`;
  }

  #text(name: Typed, hint: string): TemplateResult {
    return html`<div class="field field-${name}">
      <label for=${name}>${strings.filterNames[name]}</label>
      <input
        id=${name}
        type=${name === 'search' ? 'search' : 'text'}
        placeholder=${hint}
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        .value=${this.#drafts[name]}
        @input=${(event: InputEvent) => this.#onTyped(name, event)}
        @keydown=${this.#onKey}
      />
    </div>`;
  }

  #choice(name: 'outcome' | 'classification', options: readonly string[]): TemplateResult {
    const chosen = this.#current()[name];
    return html`<div class="field">
      <label for=${name}>${strings.filterNames[name]}</label>
      <select id=${name} @change=${(event: Event) => this.#onChosen(name, event)}>
        <option value="" ?selected=${chosen === undefined}>${strings.any}</option>
        ${options.map((option) => html`<option value=${option} .selected=${option === chosen}>${option}</option>`)}
      </select>
    </div>`;
  }

  #days(): TemplateResult {
    const chosen = this.#current().days;
    // A host may set any number of days.
    const offered = chosen === undefined || spans.includes(chosen) ? spans : [...spans, chosen].sort((a, b) => a - b);
    return html`<div class="field">
      <label for="days">${strings.filterNames.days}</label>
      <select id="days" @change=${this.#onDays}>
        <option value="" .selected=${chosen === undefined}>${strings.allDays}</option>
        ${offered.map(
          (days) => html`<option value=${days} .selected=${days === chosen}>${strings.days(days)}</option>`,
        )}
      </select>
    </div>`;
  }

  #activeLine(): unknown {
    const active = activeFilters(this.#current());
    if (active.length === 0) return nothing;
    return html`<div class="active-filters">
      <ul aria-label=${strings.active}>
        ${active.map(
          ({ name, label, value }) =>
            html`<li part="filter">
              <span><span class="label">${label}:</span> <span class="value">${untrusted(value)}</span></span>
              <button type="button" class="remove" @click=${() => this.#remove(name)}>
                <span class="visually-hidden">${strings.remove} ${label}</span>
              </button>
            </li>`,
        )}
      </ul>
      <button type="button" class="link clear" @click=${this.#onClear}>${strings.clear}</button>
    </div>`;
  }

  #onTyped(name: Typed, event: InputEvent): void {
    this.#drafts[name] = (event.target as HTMLInputElement).value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#change({}), debounceMs);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    // During IME composition, Enter only ends the composition.
    if (event.key === 'Enter' && !event.isComposing) this.#change({});
  };

  #onChosen(name: 'outcome' | 'classification', event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    if (name === 'outcome') this.#change({ outcome: auditOutcomes.find((each) => each === value) });
    else this.#change({ classification: classifications.find((each) => each === value) });
  }

  readonly #onDays = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    this.#change({ days: value === '' ? undefined : Number(value) });
  };

  #remove(name: FilterName): void {
    if (name in this.#drafts) this.#drafts[name as Typed] = '';
    this.#change({ [name]: undefined });
    this.#focusSearch();
  }

  readonly #onClear = (): void => {
    for (const name of typed) this.#drafts[name] = '';
    clearTimeout(this.#timer);
    this.#apply({});
    this.#focusSearch();
  };

  /** The pressed button is about to be removed, and the focus with it. */
  #focusSearch(): void {
    this.#host.renderRoot.querySelector<HTMLElement>('#search')?.focus();
  }

  /** Applies typed and changed filters, omitting empty ones. */
  #change(change: AuditFilter): void {
    clearTimeout(this.#timer);
    const drafts = Object.fromEntries(typed.map((name) => [name, this.#drafts[name].trim() || undefined]));
    const all = { ...this.#current(), ...drafts, ...change };
    this.#apply(Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));
  }
}
