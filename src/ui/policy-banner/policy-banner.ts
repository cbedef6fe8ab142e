import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { RpcClient } from '../../client/rpc-client.js';
import { StoreController } from '../../controllers/store-controller.js';
import { type BrakeState, brakeStateOf, engageBrake, releaseBrake } from '../../data/policy/brake.js';
import { type Policy, policyOf } from '../../data/policy/policy.js';
import { type PolicySummary, summarize } from '../../data/policy/policy-summary.js';
import { type View, viewOf } from '../../data/stores/view.js';
import { ComisElement } from '../base/comis-element.js';
import { DrawnCheck } from '../guards/drawn-check.js';
import { emit } from '../base/emit.js';
import { formatSince } from '../format/format.js';
import { HostActions, notSentWords, renderHeld } from '../guards/host-actions.js';
import { bannerStrings as strings } from './policy-banner.strings.js';
import { bannerStyles } from './policy-banner.styles.js';
import { LazyCode } from '../base/lazy-code.js';
import type { ReleaseDialog } from './release-dialog.js';
import { HeightLock } from '../guards/height-lock.js';
import { untrusted } from '../text-safety/untrusted-text.js';
import { errorWords } from '../base/client-error.strings.js';

/** The widgets whose banner covers everything inside them. */
const bannerHosts = new WeakSet<Node>();
const brake = 'brake';

/**
 * Shows the rules in force in each widget about approvals, prominently when no action or every action asks, and holds
 * the emergency brake. Part of the queue, the approvals page, the rules and the pending tab; `quiet`, which means shown
 * only when prominent, in the history and above the other tabs of the dashboard. Hidden in a widget inside another one
 * with a banner.
 *
 * @internal
 */
export class PolicyBanner extends ComisElement {
  static override readonly elementName: string = 'policy-notice';
  static override styles = [ComisElement.styles, bannerStyles];

  /** Shown only when no action or every action asks; without the brake. */
  @property({ type: Boolean }) quiet = false;
  /** Called when a person opens the rules; without it there is no such button. */
  openRules: (() => void) | undefined;

  readonly #policy = new StoreController(this, this.gateway, policyOf);
  protected readonly drawn: DrawnCheck = new DrawnCheck(this, () => this.render());
  readonly #actions = new HostActions(this, this.gateway, this.settings, this.drawn);
  /** Loaded while the brake is on. Engaging it needs nothing of it. */
  readonly #release: LazyCode<ReleaseDialog> = new LazyCode(this, async () => {
    const { ReleaseDialog: Dialog } = await import('./release-dialog.js');
    return new Dialog(this, {
      confirmed: (policy) => void this.#releaseBrake(policy),
      cancelled: () => this.#actions.cancel(brake),
      held: () => renderHeld(this.#actions, brake, false),
      trusted: () => this.settings.value.trustVisibility,
    });
  });
  readonly #heightLock = new HeightLock(this, () => this.#widget);
  /** Its widget. */
  #widget: Element | undefined;
  /** How often another person took over. */
  #drops = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    const root = this.getRootNode();
    this.#widget = root instanceof ShadowRoot ? root.host : undefined;
    if (this.#widget && !this.quiet) bannerHosts.add(this.#widget);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#widget && !this.quiet) bannerHosts.delete(this.#widget);
    this.#widget = undefined;
  }

  protected override willUpdate(): void {
    const view = this.#view;
    const loud = view.kind === 'data' && summarize(view.data).kind !== 'asks';
    this.classList.toggle('loud', loud);
    this.hidden = this.#isSaid() || (this.quiet && !loud) || silent.has(view.kind);
    const isBraked = view.kind === 'data' && view.data.brake?.engaged === true;
    if (isBraked && !this.hidden && !this.quiet && !this.#release.error) void this.#release.need();
  }

  protected override update(changed: PropertyValues<this>): void {
    this.#heightLock.around(() => super.update(changed));
  }

  protected override dropDrafts(): void {
    this.#drops += 1;
    this.#release.value?.close();
  }

  protected override render(): unknown {
    if (this.hidden) return nothing;
    const view = this.#view;
    const policy = view.kind === 'data' ? view.data : undefined;
    const summary = policy && summarize(policy);
    const loud = summary !== undefined && summary.kind !== 'asks';
    return html`<section class="policy ${loud ? 'loud' : ''}" part="policy" aria-label=${strings.inForce}>
        <div class="words">
          <div role="status">${words(view, summary)}</div>
          ${this.quiet ? nothing : this.#problem()}
        </div>
        ${this.quiet ? nothing : this.#brakeButton(policy)}
        ${
          this.openRules
            ? html`<button type="button" class=${loud ? '' : 'link'} @click=${this.openRules}>${strings.rules}</button>`
            : nothing
        }
      </section>
      ${this.#release.value?.render(policy, this.#actions.isPending(brake)) ?? nothing}`;
  }

  get #view(): View<Policy> {
    return viewOf(this.gateway.value, this.#policy.store);
  }

  /** Whether a widget around this one has a banner. */
  #isSaid(): boolean {
    let node = this.#widget && parentOf(this.#widget);
    while (node && !bannerHosts.has(node)) node = parentOf(node);
    return node !== undefined;
  }

  #brakeButton(policy: Policy | undefined): TemplateResult | typeof nothing {
    const client = this.gateway.value;
    if (!client || this.readOnly) return nothing;
    const state = brakeStateOf(client, policy);
    const pending = this.#actions.isPending(brake);
    const engaged = policy?.brake?.engaged === true;
    if (engaged && !pending && this.framed !== undefined) return html`<span class="more">${this.framed}</span>`;
    const off = pending || state.kind !== 'ready' || client.connection.status !== 'connected';
    // One button for both, so that it keeps the focus, and a double click opens the dialog instead of releasing.
    return html`<button
        type="button"
        class=${engaged ? '' : 'danger'}
        aria-label=${pending || engaged ? nothing : strings.engage}
        aria-disabled=${off}
        aria-describedby="brake-off"
        ?data-always=${!engaged}
        @click=${() => this.#press(client, off, engaged)}
      >
        ${pending ? (engaged ? strings.releasing : strings.engaging) : engaged ? strings.release : engageWords()}
      </button>
      <span id="brake-off" class="more">${whyOff(state)}</span>`;
  }

  #problem(): TemplateResult {
    const error = this.#actions.error(brake);
    const text =
      error && this.#release.value?.isOpen !== true
        ? strings.engageFailed(errorWords(error))
        : this.#release.error && errorWords(this.#release.error);
    return html`<div role="alert">
      ${text === undefined ? nothing : html`<p class="error">${untrusted(text)}</p>`}
    </div>`;
  }

  #press(client: RpcClient, off: boolean, engaged: boolean): void {
    if (off) return;
    this.#actions.clear(brake);
    if (engaged) void this.#askRelease();
    else void this.#engage(client);
  }

  async #askRelease(): Promise<void> {
    const drops = this.#drops;
    const dialog = this.#release.value ?? (await this.#release.need());
    // Another person may act by now.
    if (drops === this.#drops) dialog?.ask();
  }

  async #engage(client: RpcClient): Promise<void> {
    const result = await this.#actions.run(brake, () => engageBrake(client));
    if ('value' in result) emit(this, 'comis-brake-changed', { engaged: true });
  }

  async #releaseBrake(policy: Policy): Promise<void> {
    const client = this.gateway.value;
    const dialog = this.#release.value;
    if (!client || !dialog || this.framed !== undefined || this.#actions.isPending(brake)) return;
    const { releaseFacts } = dialog;
    const latest = () => {
      const now = this.#policy.store?.state.data;
      return now && releaseFacts(now);
    };
    const shown = { value: releaseFacts(policy), latest };
    const act = { client, before: 'comis-before-release', detail: { engaged: false }, shown } as const;
    const result = await this.#actions.ask(brake, act, () => releaseBrake(client, policy));
    if ('value' in result) {
      dialog.close();
      emit(this, 'comis-brake-changed', { engaged: false });
    } else if ('error' in result) {
      const { error } = result;
      dialog.refuse(() =>
        error.kind === 'stale' ? strings.releaseStale : strings.releaseFailed(notSentWords(error) ?? errorWords(error)),
      );
    }
  }
}

/** The widget itself shows that there is no gateway yet. */
const silent: ReadonlySet<View<unknown>['kind']> = new Set(['no-client', 'closed', 'refused']);

function parentOf(node: Node): Node | undefined {
  const { parentNode } = node;
  return (parentNode instanceof ShadowRoot ? parentNode.host : parentNode) ?? undefined;
}

function words(view: View<Policy>, summary: PolicySummary | undefined): unknown {
  switch (view.kind) {
    case 'data':
      return summary && inForce(view.data, summary);
    case 'connecting':
    case 'loading':
      return html`<p>${strings.reading}</p>`;
    case 'failed':
      return html`<p>${untrusted(strings.unknownBecause(errorWords(view.error)))}</p>`;
    case 'no-client':
    case 'refused':
    case 'closed':
    case 'not-offered':
    case 'not-allowed':
      return html`<p>${strings.unknown}</p>`;
  }
}

function inForce(policy: Policy, summary: PolicySummary): TemplateResult {
  switch (summary.kind) {
    case 'brake': {
      const { by, at, reason } = summary.brake;
      return html`<p>${untrusted(strings.braked(by, at === undefined ? undefined : formatSince(at)))}</p>
        <p class="more">
          ${reason === undefined ? nothing : untrusted(strings.brakeReason(reason))} ${timeout(policy)}
        </p>`;
    }
    case 'off':
    case 'nothing-asks':
    case 'auto-all':
      return html`<p>${strings.loud[summary.kind]}</p>`;
    case 'unknown-mode':
      return html`<p>${untrusted(strings.unknownMode(summary.mode))} ${timeout(policy)}</p>`;
    case 'asks': {
      const { mode } = summary;
      const own = strings.handledByGateway(policy.facts.get('approvalRules.enabled')?.by);
      const count = policy.remembered?.length ?? 0;
      // Two lines at most, until opened.
      return html`<details>
        <summary>
          <span class="brief"
            >${mode === undefined ? untrusted(own) : strings.modes[mode]} ${timeout(policy)}
            ${count === 0 ? nothing : strings.remembered(count)}</span
          >
        </summary>
      </details>`;
    }
  }
}

/** What follows the colon gives way where there is no room for it. */
function engageWords(): TemplateResult {
  const [name, ...effect] = strings.engage.split(/(?=:)/);
  return html`${name}<span class="tail">${effect}</span>`;
}

function timeout({ values, facts }: Policy): unknown {
  const held = facts.get('approvalRules.timeoutMs')?.held;
  return held === undefined ? strings.timeout(values['approvalRules.timeoutMs']) : untrusted(strings.timeoutHeld(held));
}

function whyOff(state: BrakeState): unknown {
  switch (state.kind) {
    case 'ready':
      return nothing;
    case 'none':
      return strings.noBrake;
    case 'no-scope':
      return strings.brakeScope('admin');
    case 'fixed':
    case 'not-offered':
      return untrusted(strings.brakeNotOffered(state.reason));
  }
}
