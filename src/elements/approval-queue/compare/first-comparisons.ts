import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { RpcClient } from '../../../client/rpc-client.js';
import { lastApprovedOf } from '../../../data/approvals/last-approved.js';
import type { ApprovalRequest } from '../../../protocol/index.js';

/** How long the first cards wait for what they are compared with, in ms: later it moves what is below. */
const patienceMs = 500;
/** How many cards: about as many as a screen holds. */
const firstCards = 3;

/** Reads what the first requests are compared with before their cards appear, so that the cards do not grow. */
export class FirstComparisons implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #isSettled = false;
  #unsubscribe: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /**
   * Whether the cards of these requests may appear. Once they have, it stays so.
   *
   * @param isReady whether nothing else is waited for: patience begins then.
   */
  isSettled(client: RpcClient, requests: readonly ApprovalRequest[], isReady: boolean): boolean {
    if (this.#isSettled) return true;
    if (isReady) this.#timer ??= setTimeout(() => this.#settle(), patienceMs);
    const store = lastApprovedOf(client);
    this.#unsubscribe ??= store.subscribe(() => this.#host.requestUpdate());
    const isRead = (request: ApprovalRequest) => store.of(request).status !== 'reading';
    // All are asked for at once.
    if (requests.slice(0, firstCards).map(isRead).every(Boolean)) this.#settle();
    return this.#isSettled;
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  #settle(): void {
    this.#isSettled = true;
    clearTimeout(this.#timer);
    this.#host.requestUpdate();
  }
}
