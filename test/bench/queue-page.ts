/** The page of the queue's benchmark: the element, or what it is compared with, on a gateway in the page's memory. */
import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { StoreController } from '../../src/controllers/store-controller.js';
import { paramsView } from '../../src/ui/previews/params-view.js';
import { approvalsOf } from '../../src/data/approvals/approvals.js';
import '../../src/elements/approval-queue/define.js';
import { strings } from '../../src/elements/approval-queue/approval-queue.strings.js';
import { styles } from '../../src/elements/approval-queue/approval-queue.styles.js';
import { renderRequest } from '../../src/elements/approval-queue/card/render-request.js';
import * as previews from '../../src/ui/previews/previews.js';
import { ComisElement } from '../../src/ui/base/comis-element.js';
import { anApproval, SimulatedGateway } from '../../src/testing/index.js';

/** The same cards by one keyed `repeat` and nothing else: no shield, no pin, no clock. */
class PlainQueue extends ComisElement {
  static override readonly elementName = 'plain-queue';
  static override styles = [ComisElement.styles, styles];
  readonly #approvals = new StoreController(this, this.gateway, approvalsOf);

  protected override render() {
    const requests = this.#approvals.store?.state.data?.requests ?? [];
    return html`<div class="cards" role="list" aria-label=${strings.list}>
      ${repeat(
        requests,
        ({ approvalId }) => approvalId,
        (request) =>
          html`<div class="card" role="listitem" part="card">
            ${renderRequest(request, {
              timeLeft: html`<span class="time-left">${strings.noDeadline}</span>`,
              previews,
              paramsView,
              comparison: html``,
              context: html``,
            })}
            <label class="comment"><span>${strings.comment}</span><textarea rows="1"></textarea></label>
            <div class="verdict">
              <button type="button" class="deny">${strings.deny}</button>
              <button type="button" class="approve">${strings.approve}</button>
            </div>
          </div>`,
      )}
    </div>`;
  }
}
PlainQueue.define();

/** What the benchmark asks of its page. */
export interface QueueBench {
  /** A request arrives before all others. */
  arrive(): void;
  /** It is withdrawn. */
  leave(): void;
  /** How many cards there are. */
  cards(): number;
}

const pending = 1000;
const minute = 60_000;
const now = Date.now();
const gateway = new SimulatedGateway();
for (let index = 0; index < pending; index++) {
  gateway.approvals.request(
    anApproval({
      approvalId: `apr-${index}`,
      agentId: `agent-${index % 17}`,
      createdAt: now,
      risk: index % 3 ? 'low' : 'medium',
      timeoutMs: 60 * minute + index,
    }),
  );
}
const tag = new URLSearchParams(location.search).get('element') ?? 'comis-approval-queue';
const element = Object.assign(document.createElement(tag), { client: gateway.client() });
document.body.append(element);

let arrived = '';
const bench: QueueBench = {
  arrive() {
    arrived = gateway.approvals.request(anApproval({ timeoutMs: 30 * minute })).request.approvalId;
  },
  leave() {
    gateway.approvals.withdraw(arrived);
  },
  cards: () => element.shadowRoot?.querySelectorAll('[role=listitem]').length ?? 0,
};
Object.assign(window, { bench });
