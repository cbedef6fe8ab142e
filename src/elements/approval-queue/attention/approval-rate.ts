import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { AnnounceController } from '../../../controllers/announce-controller.js';
import { ClockController } from '../../../controllers/clock-controller.js';
import { StoreController } from '../../../controllers/store-controller.js';
import { type Flood, floodThreshold, mostCounted, requestRatesOf } from '../../../data/approvals/request-rate.js';
import { staleness } from '../../../data/stores/view.js';
import { askerLabel, renderAsker } from '../../../ui/format/asker.js';
import { ComisElement } from '../../../ui/base/comis-element.js';
import { HeightLock } from '../../../ui/guards/height-lock.js';
import { untrusted } from '../../../ui/text-safety/untrusted-text.js';
import { attentionStrings } from './attention.strings.js';
import { rateStyles } from './attention.styles.js';

const strings = attentionStrings.flood;

/**
 * Names the agents that flood the queue, in its status line. Not interactive.
 *
 * @internal
 */
export class ApprovalRate extends ComisElement {
  static override readonly elementName: string = 'approval-rate';
  static override styles = [ComisElement.styles, rateStyles];

  /** No flood. */
  @property({ type: Boolean, reflect: true }) calm = true;

  readonly #rates = new StoreController(this, this.gateway, requestRatesOf);
  readonly #announce = new AnnounceController(this);
  readonly #heightLock = new HeightLock(this, () => this.#widget);
  /** The agents announced already. */
  #announced: ReadonlySet<string> = new Set();

  constructor() {
    super();
    new ClockController(this, () => !this.calm);
  }

  protected override willUpdate(): void {
    const floods = this.#floods ?? [];
    // Removing the banner may make the line lower: not while somebody works below it.
    this.calm = floods.length === 0 && (this.calm || !this.#isBusy);
    if (!this.#floods) return;
    for (const flood of floods) {
      const name = askerLabel(flood.asker);
      if (!this.#announced.has(name)) this.#announce.say(1, (count) => strings.announced(count, name, flood.rate));
    }
    this.#announced = new Set(floods.map(({ asker }) => askerLabel(asker)));
  }

  protected override update(changed: Map<PropertyKey, unknown>): void {
    this.#heightLock.around(() => super.update(changed));
  }

  protected override render(): unknown {
    const [worst, ...others] = this.#floods ?? [];
    return html`${this.#announce.region()} ${worst ? banner(worst, others.length) : nothing}`;
  }

  /** Undefined without live updates: the rate is unknown then. */
  get #floods(): readonly Flood[] | undefined {
    const client = this.gateway.value;
    const store = this.#rates.store;
    return !client || !store || staleness(client, { error: undefined, loadedAt: undefined }) ? undefined : store.floods;
  }

  get #isBusy(): boolean {
    return this.#widget?.matches(':hover, :focus-within') === true;
  }

  get #widget(): Element | undefined {
    const root = this.getRootNode();
    return root instanceof ShadowRoot ? root.host : undefined;
  }
}

/** By agent; by requesting user where the gateway does not report the agent. */
function from(asker: Flood['asker']): TemplateResult {
  const { agentId, user } = asker;
  if (agentId !== undefined || user === undefined) return html`${strings.from} ${renderAsker(asker)}`;
  return html`${strings.for} <strong>${untrusted(user)}</strong>`;
}

function banner({ asker, rate, peak }: Flood, others: number): TemplateResult {
  const high = rate > floodThreshold;
  const shown = high ? rate : peak;
  return html`<p class="flood">
    ${strings.rate(shown, shown >= mostCounted)} ${from(asker)}
    ${high ? nothing : html`<span class="fallen">${strings.fallen(rate)}</span>`}
    ${others === 0 ? nothing : strings.others(others)}
  </p>`;
}
