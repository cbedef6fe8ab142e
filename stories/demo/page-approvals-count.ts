import { html, LitElement, nothing } from 'lit';
import type { RpcClient } from '../../src/client/rpc-client.js';
import { ClientController } from '../../src/controllers/client-controller.js';
import { StoreController } from '../../src/controllers/store-controller.js';
import { approvalsOf, waitingCount } from '../../src/data/approvals/approvals.js';

/** How many approvals wait, in parentheses; nothing while none do. Reads what the queue reads, with no call of its own. */
export class PageApprovalsCount extends LitElement {
  client: RpcClient | undefined;

  readonly #approvals = new StoreController(this, new ClientController(this), approvalsOf);

  /** In the link's own text, where the link's name comes from. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const waiting = waitingCount(this.#approvals.store?.state.data);
    return waiting ? html`(${waiting})` : nothing;
  }
}
