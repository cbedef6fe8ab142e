import type { ReactiveControllerHost } from 'lit';
import type { RpcClient } from '../../client/rpc-client.js';
import { ActionController, type ActionResult } from '../../controllers/action-controller.js';
import { respond, type Responded } from '../../data/approvals.js';
import type { ApprovalRequest, GatewayError, Outcome, Verdict } from '../../protocol/index.js';
import { askHostFirst, type BeforeEvent } from '../shared/before-event.js';
import { emit } from '../shared/emit.js';

/** What a host may veto: a decision that is about to be sent. */
export interface BeforeDecideDetail {
  readonly approvalId: string;
  readonly decision: Verdict;
  /** All ids of the bulk act that this decision is part of, for a host that asks once for all. */
  readonly batch?: readonly string[] | undefined;
}

/** A decision that was made here and that the gateway confirmed. */
export interface ApprovalDecidedDetail {
  readonly approvalId: string;
  readonly outcome: Outcome;
  /** Who decided, as the gateway knows them: the name of the token. */
  readonly resolvedBy: string;
  /** When, on the gateway's clock (epoch ms). */
  readonly resolvedAt: number;
}

/** Sends decisions: asks the host first, one at a time for each request, and tells the host what the gateway confirmed. */
export class Deciding {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #client: () => RpcClient | undefined;
  readonly #actions: ActionController;
  /** The requests for which the host needs time. */
  readonly #held = new Set<string>();
  /** What was decided last, by the request that it failed for or is on its way to. */
  readonly #tried = new Map<string, Verdict>();

  constructor(host: ReactiveControllerHost & HTMLElement, client: () => RpcClient | undefined) {
    this.#host = host;
    this.#client = client;
    this.#actions = new ActionController(host);
  }

  /** Whether a decision is on its way. */
  isPending(approvalId: string): boolean {
    return this.#actions.isPending(approvalId);
  }

  /** Whether a decision waits for the host. */
  isHeld(approvalId: string): boolean {
    return this.#held.has(approvalId);
  }

  /** Why the last decision about a request was not taken. */
  error(approvalId: string): GatewayError | undefined {
    return this.#actions.error(approvalId);
  }

  /** What the last decision about a request was, if it is on its way or was not taken. */
  tried(approvalId: string): Verdict | undefined {
    return this.#tried.get(approvalId);
  }

  /**
   * Decides a request.
   *
   * @param request as it was shown when it was decided.
   * @param batch all ids of the bulk act that this is part of.
   */
  async decide(
    request: ApprovalRequest,
    decision: Verdict,
    comment: string,
    batch?: readonly string[],
  ): Promise<ActionResult<Responded>> {
    const { approvalId } = request;
    const client = this.#client();
    if (!client || this.isPending(approvalId)) return { busy: true };
    this.#tried.set(approvalId, decision);
    const result = await this.#actions.run(approvalId, async () => {
      await this.#ask({ approvalId, decision, ...(batch ? { batch } : {}) });
      return respond(client, request, decision, comment);
    });
    if ('value' in result) this.#tried.delete(approvalId);
    if ('value' in result && result.value.counted && result.value.decision) {
      const { outcome, resolvedBy, resolvedAt } = result.value.decision;
      emit(this.#host, 'comis-approval-decided', { approvalId, outcome, resolvedBy, resolvedAt });
    }
    return result;
  }

  async #ask(detail: BeforeDecideDetail): Promise<void> {
    const { approvalId } = detail;
    try {
      await askHostFirst(this.#host, 'comis-before-decide', detail, () => {
        this.#held.add(approvalId);
        this.#host.requestUpdate();
      });
    } finally {
      if (this.#held.delete(approvalId)) this.#host.requestUpdate();
    }
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'comis-before-decide': BeforeEvent<BeforeDecideDetail>;
    'comis-approval-decided': CustomEvent<ApprovalDecidedDetail>;
  }
}
