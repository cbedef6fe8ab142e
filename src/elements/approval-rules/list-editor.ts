import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { policyStrings } from '../../ui/policy-banner/policy.strings.js';
import { strings } from './approval-rules.strings.js';
import { type FormState, isDisabled } from './form-state.js';
import { describedBy, settingStatus } from './setting-status.js';
import type { Finding } from './lint/finding.js';
import { lint } from './lint/lint.js';
import { findingWords } from './lint/lint.strings.js';
import { idOf, type ListKey } from './settings.js';

/** Edits one list: a textbox that adds, and each entry with a button that removes it. */
export class ListEditor {
  readonly key: ListKey;
  readonly #host: LitElement;
  #text = '';
  /** Says why an entry was not added, in the language of the render. */
  #problem: (() => string) | undefined;

  constructor(host: LitElement, key: ListKey) {
    this.#host = host;
    this.key = key;
  }

  /** Whether the textbox holds an entry that was not added yet. */
  get hasText(): boolean {
    return this.#text.trim() !== '';
  }

  /** Empties the textbox. */
  clear(): void {
    this.#text = '';
    this.#problem = undefined;
  }

  render(form: FormState): TemplateResult {
    const { key } = this;
    const entries = form.draft.values[key];
    const id = idOf(key);
    const typed = this.hasText ? lint(key, this.#text.trim(), entries) : [];
    return html`<div
      class="setting list ${form.draft.isEdited(key) ? 'edited' : ''}"
      part="setting"
      role="group"
      aria-labelledby="${id}-label"
      aria-describedby=${describedBy(form, key)}
    >
      <h3 id="${id}-label">${policyStrings.settings[key]}</h3>
      ${settingStatus(form, key)} ${this.#entries(form, entries)}
      <form @submit=${(event: Event) => this.#onAdd(event, form, entries)}>
        <input
          id=${id}
          class="mono"
          aria-label=${strings.newEntry(policyStrings.settings[key])}
          aria-describedby="${id}-problem ${id}-lint"
          aria-invalid=${typed.some(({ severity }) => severity === 'error')}
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          ?disabled=${isDisabled(form, this.key)}
          .value=${live(this.#text)}
          @input=${this.#onInput}
        />
        <button type="submit" ?disabled=${isDisabled(form, this.key)}>${strings.add}</button>
      </form>
      <div id="${id}-lint">${renderFindings(typed)}</div>
      <p id="${id}-problem" class=${this.#problem === undefined ? '' : 'error'} role="status">${this.#problem?.()}</p>
    </div>`;
  }

  #entries(form: FormState, entries: readonly string[]): TemplateResult {
    const { key } = this;
    if (entries.length === 0) return html`<p class="muted">${strings.emptyLists[key]}</p>`;
    const saved = form.draft.server[key];
    return html`<ul>
      ${repeat(
        entries,
        (entry) => entry,
        (entry) => {
          const others = entries.filter((each) => each !== entry);
          return html`<li>
            <span class="entry"><code>${untrusted(entry)}</code>${saved.includes(entry) ? nothing : unsaved()}</span>
            <button
              type="button"
              class="link"
              ?disabled=${isDisabled(form, this.key)}
              @click=${(event: Event) => this.#onRemove(event, form, entry)}
            >
              ${strings.remove}<span class="visually-hidden"> ${untrusted(entry)}</span>
            </button>
            ${renderFindings(lint(key, entry, others))}
          </li>`;
        },
      )}
    </ul>`;
  }

  readonly #onInput = (event: Event): void => {
    this.#text = (event.currentTarget as HTMLInputElement).value;
    this.#problem = undefined;
    this.#host.requestUpdate();
  };

  #onAdd(event: Event, form: FormState, entries: readonly string[]): void {
    event.preventDefault();
    if (isDisabled(form, this.key)) return;
    const entry = this.#text.trim();
    const isWrong = lint(this.key, entry, entries).some(({ severity }) => severity === 'error');
    this.#problem = entry === '' ? () => strings.blank : isWrong ? () => strings.notAdded : undefined;
    if (this.#problem === undefined) {
      this.#text = '';
      form.set({ key: this.key, value: [...entries, entry] });
    }
    this.#host.requestUpdate();
  }

  #onRemove(event: Event, form: FormState, entry: string): void {
    const row = (event.currentTarget as Element).closest('li');
    const neighbour = row?.nextElementSibling ?? row?.previousElementSibling;
    const next =
      neighbour?.querySelector('button') ?? this.#host.renderRoot.querySelector<HTMLElement>(`#${idOf(this.key)}`);
    form.set({ key: this.key, value: form.draft.values[this.key].filter((each) => each !== entry) });
    // The button is removed with its entry: move the focus first.
    next?.focus();
  }
}

function renderFindings(findings: readonly Finding[]): TemplateResult | typeof nothing {
  if (findings.length === 0) return nothing;
  return html`<ul class="findings">
    ${findings.map(({ severity, kind, detail }) => {
      const [before, after] = findingWords[kind];
      return html`<li class=${severity}>
        ${severity === 'error' ? strings.error : strings.warning}
        ${before}${detail === undefined ? nothing : html` <code>${untrusted(detail)}</code>${spaced(after)}`}
      </li>`;
    })}
  </ul>`;
}

/** No space before punctuation. */
const spaced = (text = '') => (/^\p{L}/u.test(text) ? ` ${text}` : text);

const unsaved = () => html`<span class="unsaved">${strings.edited}</span>`;
