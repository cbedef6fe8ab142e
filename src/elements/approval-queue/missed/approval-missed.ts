import { html, nothing, type TemplateResult } from 'lit';
import { StoreController } from '../../../controllers/store-controller.js';
import { missedApprovalsOf, type Missed } from '../../../data/approvals/missed-approvals.js';
import { type Decision, outcomes } from '../../../protocol/index.js';
import { renderAsker } from '../../../ui/format/asker.js';
import { ComisElement } from '../../../ui/base/comis-element.js';
import { formatMoment } from '../../../ui/format/format.js';
import { wordClass } from '../../../ui/text-safety/open-word.js';
import { untrusted } from '../../../ui/text-safety/untrusted-text.js';
import { riskMark } from '../../../ui/format/risk.js';
import { HeightLock } from '../../../ui/guards/height-lock.js';
import { timeOf } from '../../../ui/format/time.js';
import { strings as queueStrings } from '../approval-queue.strings.js';
import { missedStrings as strings } from './missed.strings.js';
import { missedStyles } from './missed.styles.js';

/**
 * Lists requests that ended while the page was hidden or disconnected, until dismissed. It appears only while nobody
 * works in the queue, since it pushes the cards down.
 *
 * @internal
 */
export class ApprovalMissed extends ComisElement {
  static override readonly elementName: string = 'approval-missed';
  static override styles = [ComisElement.styles, missedStyles];

  readonly #missed = new StoreController(this, this.gateway, missedApprovalsOf);
  readonly #heightLock = new HeightLock(this, () => this.#widget);

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#look);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#look);
  }

  protected override willUpdate(): void {
    this.#look();
  }

  protected override update(changed: Map<PropertyKey, unknown>): void {
    this.#heightLock.around(() => super.update(changed));
  }

  protected override render(): unknown {
    const missed = this.#missed.store?.missed;
    return missed ? this.#list(missed) : nothing;
  }

  #list({ since, until, decisions, incomplete }: Missed): TemplateResult {
    return html`<section aria-labelledby="title">
      <div class="head">
        <h3 id="title">${strings.title(decisions.length)}</h3>
        <span class="muted">${strings.span(since, until)}</span>
        <button type="button" @click=${() => this.#missed.store?.dismiss()}>${strings.dismiss}</button>
      </div>
      ${decisions.length > 0 ? table(decisions) : nothing}
      ${incomplete ? html`<p class="muted">${strings.incomplete}</p>` : nothing}
    </section>`;
  }

  readonly #look = (): void => {
    this.#missed.store?.setHidden(document.hidden);
  };

  get #widget(): Element | undefined {
    const root = this.getRootNode();
    return root instanceof ShadowRoot ? root.host : undefined;
  }
}

function row(decision: Decision): TemplateResult {
  const { resolvedAt, action, risk, riskFrom, outcome } = decision;
  return html`<tr>
    <td>${timeOf(resolvedAt, formatMoment(resolvedAt))}</td>
    <td>${renderAsker(decision)}</td>
    <td><code>${untrusted(action)}</code></td>
    <td>${riskMark(risk, riskFrom)}</td>
    <td class=${wordClass(outcomes, outcome)}>${untrusted(queueStrings.ended(decision))}</td>
  </tr>`;
}

function table(decisions: readonly Decision[]): TemplateResult {
  return html`<div class="rows" role="group" aria-label=${strings.title(decisions.length)} tabindex="0">
    <table>
      <thead>
        <tr>
          <th scope="col">${strings.when}</th>
          <th scope="col">${strings.asker}</th>
          <th scope="col">${strings.action}</th>
          <th scope="col">${strings.risk}</th>
          <th scope="col">${strings.outcome}</th>
        </tr>
      </thead>
      <tbody>
        ${decisions.map(row)}
      </tbody>
    </table>
  </div>`;
}
