import { html, type TemplateResult } from 'lit';
import { ComisApprovalHistory } from '../approval-history/approval-history.js';
import { ComisApprovalQueue } from '../approval-queue/approval-queue.js';
import { ComisApprovalRules } from '../approval-rules/approval-rules.js';
import { Forwarded } from '../../ui/base/forwarded.js';
import { Parts } from '../../ui/base/parts.js';
import { PolicyBanner } from '../../ui/policy-banner/policy-banner.js';
import { QueueElement } from '../../ui/base/queue-element.js';
import { renderNoClient } from '../../ui/views/render-view.js';
import { strings } from './approvals.strings.js';
import { styles } from './approvals.styles.js';

const sections = [
  {
    id: 'queue',
    get label() {
      return strings.queue;
    },
    element: ComisApprovalQueue,
  },
  {
    id: 'history',
    get label() {
      return strings.history;
    },
    element: ComisApprovalHistory,
  },
  {
    id: 'rules',
    get label() {
      return strings.rules;
    },
    element: ComisApprovalRules,
  },
] as const;

/**
 * The Approvals page in one element: pending requests, their history, and the approval rules. Each is the element of
 * that name; their events pass through.
 *
 * @element comis-approvals
 * @fires {CustomEvent<BrakeChangedDetail>} comis-brake-changed - The emergency brake was engaged or released here, and the gateway confirmed it. Bubbles, composed.
 * @fires {BeforeEvent<BeforeReleaseDetail>} comis-before-release - The emergency brake is about to be released: `preventDefault()`, `allow()` or `waitUntil(promise)`. Cancelable, bubbles, composed.
 * @fires {CustomEvent<RequestLinkedDetail>} comis-request-linked - A person linked or unlinked a request (button Link). Nothing is sent to the gateway: the host may keep the id in its URL and pass it back as `request`. Bubbles, composed.
 * @slot NAME-loading - In place of the words of an element inside while it loads: `approval-queue-loading`.
 * @slot NAME-empty - In place of the words of an element inside when it has nothing to show.
 * @slot NAME-error - In place of the words of an element inside when it cannot show anything, and why.
 * @slot error - In place of the words that there is no gateway.
 * @csspart section - One of the three, with its heading.
 * @csspart heading - "Pending Queue", "History" or "Rules".
 */
export class ComisApprovals extends QueueElement {
  static override readonly elementName: string = 'approvals';
  static override readonly parts = [PolicyBanner, ...sections.map(({ element }) => element)];
  static override styles = [QueueElement.styles, styles];

  readonly #forwarded: Forwarded = new Forwarded(this);
  readonly #parts = new Parts(this, (name) => this.#forwarded.add(name, this.createPart(name)));

  protected override render(): TemplateResult {
    if (!this.gateway.value) return renderNoClient();
    return html`${this.#parts.get(PolicyBanner.elementName)}
    ${sections.map(
      ({ id, label, element }) =>
        html`<section part="section" aria-labelledby=${id}>
          <h2 id=${id} part="heading">${label}</h2>
          ${this.#parts.get(element.elementName)}
        </section>`,
    )}`;
  }
}
