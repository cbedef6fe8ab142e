import { html, LitElement, nothing } from 'lit';
import type { RpcClient } from '../../src/client/rpc-client.js';
import { ClientController } from '../../src/controllers/client-controller.js';
import { StoreController } from '../../src/controllers/store-controller.js';
import { approvalsOf, waitingCount } from '../../src/data/approvals/approvals.js';

/** The number of pending approvals, in parentheses; empty when none. Shares the queue's store: no extra calls. */
export class PageApprovalsCount extends LitElement {
  client: RpcClient | undefined;

  readonly #approvals = new StoreController(this, new ClientController(this), approvalsOf);

  /** Inside the link's text, so that it is part of its accessible name. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const waiting = waitingCount(this.#approvals.store?.state.data);
    return waiting ? html`(${waiting})` : nothing;
  }
}
