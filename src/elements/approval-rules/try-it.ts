import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { judge, type JudgedAction, type Judgement } from '../../data/policy/policy-evaluation.js';
import { type Policy, rulebookOf } from '../../data/policy/policy.js';
import { placesOf } from '../../data/policy/backtest.js';
import { actionClasses, risks } from '../../protocol/index.js';
import { ComisElement } from '../../ui/base/comis-element.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { untrustedStyles } from '../../ui/text-safety/untrusted.styles.js';
import { strings } from './try-it.strings.js';

const styles = css`
  h2 {
    font-size: 1.08em;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(10.29em, 1fr));
    gap: 0.29em 0.86em;
    max-width: 50.29em;
    margin-block-start: 0.57em;
  }
  label {
    display: grid;
    align-content: start;
    font-weight: 600;
  }
  label > :is(input, select, textarea) {
    font-weight: 400;
  }
  label.check {
    display: flex;
    align-items: center;
    align-self: end;
    gap: 0.57em;
    min-height: 2.29em;
  }
  .wide {
    grid-column: 1 / -1;
  }
  summary {
    width: fit-content;
    margin-block-start: 0.57em;
    color: var(--_accent);
    cursor: pointer;
  }
  output {
    display: block;
    max-width: 50.29em;
    min-height: 2.29em;
    margin-block-start: 0.86em;
    padding: 0.29em 0.86em;
    border-inline-start: 3px solid var(--_accent);
    overflow-wrap: anywhere;
  }
  .verdict {
    font-weight: 600;
  }
`;

type TextField = 'agentId' | 'action' | 'toAgent' | 'path' | 'host' | 'params';

const noFields: Readonly<Record<TextField, string>> = {
  agentId: '',
  action: '',
  toAgent: '',
  path: '',
  host: '',
  params: '',
};

/**
 * Evaluates an action against the rules in force and the draft: the decision, and the rule that causes it. Evaluated
 * locally, by the same function as in the reference gateway; nothing is sent.
 *
 * @internal
 */
export class TryIt extends ComisElement {
  static override readonly elementName: string = 'try-it';
  static override styles = [ComisElement.styles, untrustedStyles, styles];

  /** The rules in force. */
  @property({ attribute: false }) inForce: Policy | undefined;
  /** The rules after saving the draft; undefined without one. */
  @property({ attribute: false }) draft: Policy | undefined;

  @state() private fields: Readonly<Record<TextField, string>> = noFields;
  @state() private kind: Pick<JudgedAction, 'class' | 'risk' | 'sensitive'> = {
    class: 'destructive',
    risk: 'medium',
    sensitive: false,
  };

  protected override dropDrafts(): void {
    this.fields = noFields;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { inForce } = this;
    if (!inForce) return nothing;
    const canTell = [...inForce.facts.values()].every(({ key, enforced }) => enforced || !(key in inForce.values));
    return html`<section class="screen-only" role="group" part="section" aria-labelledby="title">
      <h2 id="title">${strings.title}</h2>
      ${canTell ? this.#form(inForce) : html`<p class="muted">${strings.cannot}</p>`}
    </section>`;
  }

  #form(inForce: Policy): TemplateResult {
    return html`<p class="muted">${strings.hint}</p>
      <div class="fields">
        ${this.#text('agentId', strings.agent)} ${this.#text('action', strings.action)}
        ${this.#select('class', strings.class, actionClasses, strings.classes)}
        ${this.#select('risk', strings.risk, risks, strings.risks)}
        <label class="check">
          <input
            type="checkbox"
            .checked=${this.kind.sensitive ?? false}
            @change=${(event: Event) => this.#onKind({ sensitive: (event.currentTarget as HTMLInputElement).checked })}
          />
          ${strings.sensitive}
        </label>
      </div>
      <details>
        <summary>${strings.more}</summary>
        <p class="muted">${strings.places}</p>
        <div class="fields">
          ${this.#text('path', strings.path)} ${this.#text('host', strings.host)}
          ${this.#text('toAgent', strings.toAgent)}
          <label class="wide">
            ${strings.params}
            <textarea
              class="mono"
              rows="2"
              spellcheck="false"
              .value=${this.fields.params}
              @input=${this.#onText}
              name="params"
            ></textarea>
          </label>
        </div>
      </details>
      <output aria-live="polite">${this.#verdicts(inForce)}</output>`;
  }

  #verdicts(inForce: Policy): unknown {
    const params = parseParams(this.fields.params);
    if (this.fields.action.trim() === '') return html`<span class="muted">${strings.needsAction}</span>`;
    if (params === undefined) return html`<span class="error">${strings.notAnObject}</span>`;
    const action = this.#action(params);
    const now = this.gateway.value?.now() ?? Date.now();
    const verdict = (words: string, policy: Policy) =>
      html`<p>${words} ${renderJudgement(judge(action, rulebookOf(policy), now))}</p>`;
    const latest = this.draft ?? inForce;
    return html`${verdict(strings.inForce, inForce)} ${this.draft ? verdict(strings.inDraft, this.draft) : nothing}
    ${latest.brake?.engaged ? verdict(strings.released, { ...latest, brake: undefined }) : nothing}`;
  }

  #action(params: Record<string, unknown>): JudgedAction {
    const given = (field: TextField) => this.fields[field].trim() || undefined;
    const { path, host, toAgent } = placesOf(params);
    return {
      ...this.kind,
      agentId: given('agentId') ?? '',
      action: given('action') ?? '',
      toAgent: given('toAgent') ?? toAgent,
      path: given('path') ?? path,
      host: given('host') ?? host,
      params,
    };
  }

  #text(field: TextField, words: string): TemplateResult {
    return html`<label>
      ${words}
      <input
        class="mono"
        name=${field}
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        .value=${this.fields[field]}
        @input=${this.#onText}
      />
    </label>`;
  }

  #select<K extends 'class' | 'risk'>(
    field: K,
    words: string,
    options: readonly JudgedAction[K][],
    names: Readonly<Record<JudgedAction[K], string>>,
  ): TemplateResult {
    const onChange = (event: Event) => {
      const chosen = options[(event.currentTarget as HTMLSelectElement).selectedIndex];
      if (chosen) this.#onKind({ [field]: chosen });
    };
    return html`<label>
      ${words}
      <select @change=${onChange}>
        ${options.map((each) => html`<option .selected=${each === this.kind[field]}>${names[each]}</option>`)}
      </select>
    </label>`;
  }

  readonly #onText = (event: Event): void => {
    const { name, value } = event.currentTarget as HTMLInputElement | HTMLTextAreaElement;
    this.fields = { ...this.fields, [name]: value };
  };

  #onKind(change: Partial<Pick<JudgedAction, 'class' | 'risk' | 'sensitive'>>): void {
    this.kind = { ...this.kind, ...change };
  }
}

function renderJudgement(judgement: Judgement): TemplateResult {
  const { rule, entry } = judgement;
  const shown = entry === undefined || rule === 'approvalRules.remembered' ? undefined : entry;
  return html`<span class="verdict">${strings.decision(judgement)}</span>${
      shown === undefined ? nothing : html` <code>${untrusted(shown)}</code>`
    }`;
}

/** Empty text means no parameters; undefined when it is not an object. */
function parseParams(text: string): Record<string, unknown> | undefined {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
