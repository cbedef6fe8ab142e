import { html, nothing, type TemplateResult } from 'lit';
import type { RpcClient } from '../../client/rpc-client.js';
import { StoreController } from '../../controllers/store-controller.js';
import { nothingRead } from '../../data/stores/client-store.js';
import { type Policy, policyOf, rulebookOf } from '../../data/policy/policy.js';
import { approvalsOf } from '../../data/approvals/approvals.js';
import { recentDecisionsOf } from '../../data/approvals/recent-decisions.js';
import { replay } from '../../data/policy/backtest.js';
import { findingsOnRule, type RuleFinding } from '../../data/policy/rule-findings.js';
import { createRule } from '../../data/policy/rules.js';
import type { ApprovalRequest } from '../../protocol/index.js';
import { ComisElement } from '../base/comis-element.js';
import { DrawnCheck } from '../guards/drawn-check.js';
import { emit } from '../base/emit.js';
import { HostActions, notSentWords, renderHeld } from '../guards/host-actions.js';
import { ConfirmDialog } from '../dialogs/confirm-dialog.js';
import { backtestStyles, renderBacktest } from './backtest-view.js';
import { RememberAsked } from './remember-button.js';
import { RememberForm } from './remember-form.js';
import { rememberStrings as strings } from './remember.strings.js';
import { rememberStyles } from './remember.styles.js';
import { untrusted } from '../text-safety/untrusted-text.js';
import { untrustedStyles } from '../text-safety/untrusted.styles.js';
import { errorWords } from '../base/client-error.strings.js';

const create = 'create';
/** The id of the draft rule in backtests. */
const draftId = 'draft';

/**
 * Creates a rule from a request: for exactly it, or wider as chosen, for a duration that must be chosen, with a
 * backtest of what it would have decided. Opened by {@link rememberButton} in the same shadow tree, or with {@link
 * RememberDialog.open}; renders nothing while closed.
 *
 * @internal
 */
export class RememberDialog extends ComisElement {
  static override readonly elementName: string = 'remember-dialog';
  static override styles = [ComisElement.styles, untrustedStyles, backtestStyles, rememberStyles];

  readonly #policy = new StoreController(this, this.gateway, policyOf);
  /** The decisions are loaded only while the dialog is open. */
  readonly #recent = new StoreController(this, this.#openClient, recentDecisionsOf);
  protected readonly drawn: DrawnCheck = new DrawnCheck(this, () => this.render());
  readonly #actions = new HostActions(this, this.gateway, this.settings, this.drawn);
  readonly #dialog: ConfirmDialog = new ConfirmDialog(this, {
    id: 'remember',
    isOpen: () => this.#form !== undefined,
    trusted: () => this.settings.value.trustVisibility,
    leave: () => this.close(),
  });
  #form: RememberForm | undefined;
  #done: number | undefined;

  /** The root on which it listens for requests to open. */
  #root: Node | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#root = this.getRootNode();
    this.#root.addEventListener(RememberAsked.type, this.#onAsked);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#root?.removeEventListener(RememberAsked.type, this.#onAsked);
  }

  /** Opens it for a request as shown. */
  open(request: ApprovalRequest): void {
    this.#form = new RememberForm(request, () => this.requestUpdate());
    this.#done = undefined;
    this.#actions.clear(create);
    this.#dialog.ask();
  }

  /** Closes it without creating a rule. */
  close(): void {
    this.#form = undefined;
    this.#actions.cancel(create);
    this.requestUpdate();
  }

  protected override dropDrafts(): void {
    this.close();
  }

  protected override render(): TemplateResult {
    const [client, form] = [this.gateway.value, this.#form];
    return html`${this.#dialog.render(client && form ? this.#content(client, form) : nothing)}
      <div class="visually-hidden" role="status">
        ${this.#done === undefined ? nothing : strings.done(this.#done)}
      </div>`;
  }

  get #openClient(): { readonly value: RpcClient | undefined } {
    const client = () => (this.#form ? this.gateway.value : undefined);
    return {
      get value() {
        return client();
      },
    };
  }

  #content(client: RpcClient, form: RememberForm): TemplateResult {
    const pending = this.#actions.isPending(create);
    const policy = this.#policy.store?.state.data;
    const findings = findingsOnRule(form.coverage, form.request, policy && rulebookOf(policy), client.now());
    const reason = this.#reason(client, form, findings);
    const error = this.#actions.error(create);
    const refusal = error && strings.failed(notSentWords(error) ?? errorWords(error));
    return html`<h2 id="remember-title">${strings.title}</h2>
      <p>${strings.effect}</p>
      ${form.render(client.now())} ${renderFindings(findings)}
      ${policy ? this.#renderBacktest(client, form, policy) : nothing}
      <div role="alert">${refusal === undefined ? nothing : html`<p class="error">${untrusted(refusal)}</p>`}</div>
      <div role="status">${renderHeld(this.#actions, create, false)}</div>
      ${this.#dialog.renderActions(strings.cancel, pending ? strings.remembering : strings.remember, {
        busy: pending,
        reason,
        kind: 'primary',
        describedBy: 'proof',
        confirmed: () => void this.#remember(client, form),
      })}`;
  }

  #renderBacktest(client: RpcClient, form: RememberForm, policy: Policy): TemplateResult {
    const state = this.#recent.store?.state ?? nothingRead;
    const now = client.now();
    const rule = { ...form.coverage, id: draftId, createdAt: now, createdBy: '', expiresAt: Infinity, uses: 0 };
    const rulebook = rulebookOf({ ...policy, remembered: [rule] });
    const counts = ({ entry }: { entry?: string }) => entry === draftId;
    const result = state.data && replay(state.data, rulebook, now, counts);
    return renderBacktest(state, { replay: result, inForce: undefined }, 'proof');
  }

  #reason(client: RpcClient, form: RememberForm, findings: readonly RuleFinding[]): string | undefined {
    if (findings.some(({ severity }) => severity === 'error')) return strings.mustMend;
    if (this.framed !== undefined) return this.framed;
    if (form.durationMs === undefined) return strings.mustChoose;
    return client.connection.status === 'connected' ? undefined : strings.notConnected;
  }

  async #remember(client: RpcClient, form: RememberForm): Promise<void> {
    const policy = this.#policy.store?.state.data;
    const { params, request } = form;
    const findings = findingsOnRule(form.coverage, request, policy && rulebookOf(policy), client.now());
    if (!params || this.#actions.isPending(create) || this.#reason(client, form, findings) !== undefined) return;
    const shown = { value: coveredBy(request), latest: () => latestCovered(client, request) };
    const act = { client, before: 'comis-before-remember', detail: params, shown } as const;
    const result = await this.#actions.ask(create, act, () => createRule(client, params));
    if (!('value' in result)) return;
    this.#done = result.value.expiresAt;
    if (this.#form === form) this.close();
    emit(this, 'comis-rule-created', { rule: result.value });
  }

  readonly #onAsked = (event: Event): void => {
    if (event instanceof RememberAsked) this.open(event.request);
  };
}

/** The fields that a rule is created from. */
const coveredBy = ({ action, agentId, params, risk }: ApprovalRequest) => ({ action, agentId, params, risk });

/** The same fields of the pending request; undefined when it is no longer pending. */
function latestCovered(client: RpcClient, { approvalId }: ApprovalRequest): object | undefined {
  const waiting = approvalsOf(client).state.data?.requests ?? [];
  const latest = waiting.find((each) => each.approvalId === approvalId);
  return latest && coveredBy(latest);
}

function renderFindings(findings: readonly RuleFinding[]): TemplateResult | typeof nothing {
  if (findings.length === 0) return nothing;
  return html`<ul class="findings" aria-label=${strings.findings}>
    ${findings.map(
      (found) =>
        html`<li class=${found.severity === 'error' ? 'error' : 'warning-mark'}>${strings.finding(found)}</li>`,
    )}
  </ul>`;
}
