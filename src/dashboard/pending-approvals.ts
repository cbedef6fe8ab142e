import { html, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { ComisApprovalHistory } from '../elements/approval-history/approval-history.js';
import { ComisApprovalQueue } from '../elements/approval-queue/approval-queue.js';
import { Forwarded } from '../ui/base/forwarded.js';
import { Parts } from '../ui/base/parts.js';
import { PolicyBanner } from '../ui/policy-banner/policy-banner.js';
import { QueueElement } from '../ui/base/queue-element.js';
import { strings } from './pending-approvals.strings.js';
import { styles } from './pending-approvals.styles.js';

/**
 * The content of the tab "Pending Approvals": the rules in force, the queue, and the history.
 *
 * @internal
 */
export class PendingApprovals extends QueueElement {
  static override readonly elementName: string = 'pending-approvals';
  static override readonly parts = [PolicyBanner, ComisApprovalQueue, ComisApprovalHistory];
  static override styles = [QueueElement.styles, styles];

  /** Called when a person wants to see or change the rules. */
  openRules: () => void = () => {};

  /** Whether the queue has its place: until then the history would be pushed away. */
  @state() private isSettled = false;

  readonly #forwarded = new Forwarded(this);
  readonly #parts = new Parts(this, (name) =>
    Object.assign(this.#forwarded.add(name, this.createPart(name)), this.#given(name)),
  );

  #given(name: string): object {
    if (name === PolicyBanner.elementName) return { openRules: () => this.openRules(), slot: 'policy' };
    return name === ComisApprovalQueue.elementName ? { settled: () => (this.isSettled = true) } : {};
  }

  protected override render(): TemplateResult {
    const queue = this.#parts.get(ComisApprovalQueue.elementName);
    const policy = this.#parts.get(PolicyBanner.elementName);
    if (policy.parentNode !== queue) queue.append(policy);
    return html`<section class="queue" aria-labelledby="queue">
        <h2 id="queue" class="visually-hidden">${strings.queue}</h2>
        ${queue}
      </section>
      <section class="history" ?hidden=${!this.isSettled} aria-labelledby="history">
        <h2 id="history">${strings.history}</h2>
        ${this.#parts.get(ComisApprovalHistory.elementName)}
      </section>`;
  }
}
