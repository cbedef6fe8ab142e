import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { RpcClient } from '../../client/rpc-client.js';
import { ClockController } from '../../controllers/clock-controller.js';
import { StoreController } from '../../controllers/store-controller.js';
import { policyOf } from '../../data/policy/policy.js';
import { revokeRule } from '../../data/policy/rules.js';
import { hasPassed, type RememberedRule, timeTrouble } from '../../protocol/index.js';
import { ComisElement } from '../../ui/base/comis-element.js';
import { DrawnCheck } from '../../ui/guards/drawn-check.js';
import { emit } from '../../ui/base/emit.js';
import { formatAge, formatCountdown } from '../../ui/format/format.js';
import { GuardedButtons } from '../../ui/guards/guarded-buttons.js';
import { HostActions, notSentWords, renderHeld } from '../../ui/guards/host-actions.js';
import { jsonView } from '../../ui/text-safety/untrusted-json.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { sharedStrings } from '../../ui/base/strings.js';
import { untrustedStyles } from '../../ui/text-safety/untrusted.styles.js';
import { strings } from './remembered-rules.strings.js';
import { errorWords } from '../../ui/base/client-error.strings.js';

const styles = css`
  h2 {
    font-size: 1.08em;
  }
  ul {
    margin: 0.57em 0 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 0.86em;
    align-items: start;
    padding-block: 0.57em;
    border-block-end: 1px solid var(--_border);
    overflow-wrap: anywhere;
  }
  li > * {
    grid-column: 1;
  }
  li > button {
    grid-row: 1;
    grid-column: 2;
    /* Clear of the save bar, which stays over the end of the list. */
    scroll-margin-block: 11.43em;
  }
  li > .json {
    margin-block: 0.29em;
  }
  .why {
    /* Always there: the buttons below must not move when this one arms. */
    min-height: 1.5em;
  }
  .what {
    font-weight: 600;
  }
  .idle {
    color: var(--_warn);
  }
  p {
    max-width: 50.29em;
  }
`;

/**
 * The rules that people created from requests: coverage, age, uses and expiry of each, with a button to revoke it.
 *
 * @internal
 */
export class RememberedRules extends ComisElement {
  static override readonly elementName: string = 'remembered-rules';
  static override styles = [ComisElement.styles, untrustedStyles, styles];

  readonly #policy = new StoreController(this, this.gateway, policyOf);
  protected readonly drawn: DrawnCheck = new DrawnCheck(this, () => this.render());
  readonly #actions = new HostActions(this, this.gateway, this.settings, this.drawn);
  readonly #guards = new GuardedButtons(this, () => this.settings.value.trustVisibility);
  #revoked = false;

  constructor() {
    super();
    new ClockController(this, () => (this.#policy.store?.state.data?.remembered?.length ?? 0) > 0);
  }

  protected override render(): TemplateResult | typeof nothing {
    const client = this.gateway.value;
    const policy = this.#policy.store?.state.data;
    if (!client || !policy) return nothing;
    const { remembered, brake } = policy;
    return html`<section role="group" part="section" aria-labelledby="title">
      <h2 id="title" tabindex="-1">${strings.title}</h2>
      ${
        remembered
          ? html`<p class="muted">${strings.hint}</p>
              ${brake?.engaged && remembered.length > 0 ? html`<p class="idle">${strings.idle}</p>` : nothing}
              ${remembered.length > 0 && this.framed !== undefined ? html`<p class="muted">${this.framed}</p>` : nothing}
              ${remembered.length > 0 ? this.#list(client, remembered) : html`<p class="muted">${strings.empty}</p>`}`
          : html`<p class="muted">${untrusted(missing(client))}</p>`
      }
      <div class="visually-hidden" role="status">${this.#revoked ? strings.revoked : nothing}</div>
    </section>`;
  }

  #list(client: RpcClient, rules: readonly RememberedRule[]): TemplateResult {
    return html`<ul aria-label=${strings.list}>
      ${repeat(
        rules,
        ({ id }) => id,
        (rule) => html`<li>${this.#rule(client, rule)}</li>`,
      )}
    </ul>`;
  }

  #rule(client: RpcClient, rule: RememberedRule): TemplateResult {
    const { id, action, agentId, params, upToRisk, comment, createdAt, createdBy, expiresAt, uses, lastUsedAt } = rule;
    const now = client.now();
    const error = this.#actions.error(id);
    const ages = [
      strings.made(formatAge(createdAt, now), createdBy),
      strings.uses(uses, lastUsedAt === undefined ? undefined : formatAge(lastUsedAt, now)),
      hasPassed(expiresAt, now)
        ? strings.over
        : strings.ends(timeTrouble(expiresAt) ? undefined : formatCountdown(expiresAt - now), expiresAt),
    ];
    return html`<p class="what">
        <code>${untrusted(action)}</code> ${strings.by}
        ${agentId === undefined ? strings.anyAgent : html`<code>${untrusted(agentId)}</code>`}
      </p>
      <p>${untrusted(strings.upTo(upToRisk))} ${params === undefined ? strings.anyParams : nothing}</p>
      ${params === undefined ? nothing : jsonView(params, { label: strings.exactParams, caption: true })}
      ${comment === undefined ? nothing : html`<p>${untrusted(comment)}</p>`}
      <p class="muted">${untrusted(ages.join(' '))}</p>
      ${error ? html`<p class="error" role="alert">${untrusted(strings.failed(notSentWords(error) ?? errorWords(error)))}</p>` : nothing}
      <p role="status">${renderHeld(this.#actions, id)}</p>
      ${this.#revokeButton(client, rule)}`;
  }

  #revokeButton(client: RpcClient, rule: RememberedRule): TemplateResult | typeof nothing {
    const isUnavailable =
      this.readOnly ||
      this.framed !== undefined ||
      client.scopes?.includes('admin') === false ||
      client.capability('rules.revoke').status === 'not-offered';
    if (isUnavailable) return nothing;
    const { id } = rule;
    const guard = this.#guards.of(id);
    guard.follow(factsOf(rule));
    const missing = this.#missing(client, id);
    return html`<button
        type="button"
        aria-disabled=${missing !== undefined || !guard.open}
        aria-describedby=${guard.id}
        @pointerdown=${guard.press}
        @keydown=${guard.press}
        @click=${(event: MouseEvent) => {
          const pressed = event.currentTarget as Element;
          guard.attempt(event, missing, () => void this.#revoke(client, rule, pressed));
        }}
      >
        ${this.#actions.isPending(id) ? strings.revoking : strings.revoke}
      </button>
      <p class="why">${guard.render(missing === undefined)}</p>`;
  }

  /** Why a rule cannot be revoked now; undefined when it can. */
  #missing(client: RpcClient, id: string): string | undefined {
    if (this.#actions.isPending(id)) return strings.revoking;
    return client.connection.status === 'connected' ? undefined : sharedStrings.notConnected;
  }

  async #revoke(client: RpcClient, rule: RememberedRule, button: Element): Promise<void> {
    const { id, action } = rule;
    this.#revoked = false;
    const row = button.closest('li');
    const next = (row?.nextElementSibling ?? row?.previousElementSibling)?.querySelector('button');
    const hadFocus = this.shadowRoot?.activeElement === button;
    const latest = () => {
      const now = this.#policy.store?.state.data?.remembered?.find((each) => each.id === id);
      return now && factsOf(now);
    };
    const shown = { value: factsOf(rule), latest };
    const act = { client, before: 'comis-before-revoke-rule', detail: { id, action }, shown } as const;
    const result = await this.#actions.ask(id, act, () => revokeRule(client, id));
    if (!('value' in result)) return;
    this.#revoked = true;
    // The button is removed with its rule: move the focus first.
    if (hadFocus) (next ?? this.renderRoot.querySelector<HTMLElement>('h2'))?.focus();
    emit(this, 'comis-rule-revoked', { id });
  }
}

/** What revoking a rule is decided by. Its uses are not: they grow all the time. */
const factsOf = ({ action, agentId, params, upToRisk, expiresAt }: RememberedRule): object => ({
  action,
  agentId,
  params,
  upToRisk,
  expiresAt,
});

function missing(client: RpcClient): string {
  const capability = client.capability('rules.create');
  return capability.status === 'not-offered' ? strings.notOffered(capability.reason) : strings.none;
}
