import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { RpcClient } from '../../../client/rpc-client.js';
import type { ElementSettings } from '../../../context/settings-context.js';
import type { AnnouncingHost } from '../../../controllers/announce-controller.js';
import { ActionController, type ActionResult } from '../../../controllers/action-controller.js';
import {
  approvalsOf,
  decidedHere,
  respond,
  type Responded,
  type RespondOptions,
} from '../../../data/approvals/approvals.js';
import { type ApprovalRequest, GatewayError, type Verdict } from '../../../protocol/index.js';
import { AsShown } from '../../../ui/guards/as-shown.js';
import type { DrawnCheck } from '../../../ui/guards/drawn-check.js';
import { NotSent } from '../../../ui/guards/before-event.js';
import { askHost } from '../../../ui/guards/host-actions.js';
import type { WaitsFor } from '../card/card.js';
import { emit } from '../../../ui/base/emit.js';
import { type Reason, whyNotSend } from './approve-reasons.js';
import { changesOf } from '../compare/changes.js';
import { requestStrings as strings } from '../card/request.strings.js';

/** Options for a decision that is part of a bulk act. */
export interface DecideOptions {
  /** All ids of the bulk act. */
  readonly batch?: readonly string[];
  /** The client that the act began with. */
  readonly client?: RpcClient | undefined;
  /** Where the request is rendered besides the queue. */
  readonly drawn: Pick<DrawnCheck, 'whyNot'>;
  /** Checked right before sending: why it cannot be sent; undefined when it can. */
  readonly whyNot?: () => Reason | undefined;
}

/** What decisions need from their queue. */
interface DecidingOptions {
  readonly gateway: { readonly value: RpcClient | undefined };
  readonly settings: { readonly value: ElementSettings };
  /** Why nothing can be decided here; undefined when it can. */
  readonly disabledReason: () => Reason | undefined;
  /** The check of the queue's own DOM. */
  readonly drawn: Pick<DrawnCheck, 'whyNot'>;
  /** What computes digests; undefined until it is loaded: a denial goes without. */
  readonly digestOf: () => RespondOptions['digestOf'];
}

/** A decision that was not sent yet. */
interface Pending {
  readonly client: RpcClient;
  /** The request as shown when decided. */
  readonly shown: AsShown<ApprovalRequest>;
  readonly whyNot: DecideOptions['whyNot'];
  /** Cancels it. */
  readonly control: AbortController;
  /** Undefined once it is about to be sent. */
  waitsFor: WaitsFor | undefined;
}

/**
 * Sends decisions: asks the host first, one at a time for each request, and emits an event once the gateway confirmed.
 * A decision whose request changed, that was cancelled, or whose queue or client was replaced meanwhile is not sent.
 */
export class Deciding implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement & AnnouncingHost;
  readonly #options: DecidingOptions;
  readonly #actions: ActionController;
  /** The unsent decisions, by request. */
  readonly #pending = new Map<string, Pending>();
  /** The last verdict, by request, while in flight or failed. */
  readonly #tried = new Map<string, Verdict>();
  /** Distinguishes requests of the same id: another gateway may have an unrelated one. */
  readonly #numbers = new WeakMap<RpcClient, number>();
  #lastNumber = 0;

  constructor(host: ReactiveControllerHost & HTMLElement & AnnouncingHost, options: DecidingOptions) {
    this.#host = host;
    this.#options = options;
    this.#actions = new ActionController(host);
    host.addController(this);
  }

  /** The current client. */
  get client(): RpcClient | undefined {
    return this.#options.gateway.value;
  }

  hostUpdate(): void {
    this.#cancelImpossible();
  }

  hostDisconnected(): void {
    this.#cancelImpossible();
  }

  /** Whether a decision was made in any element of this client, and is in flight or was confirmed. */
  decidedHere(approvalId: string): boolean {
    return this.client !== undefined && decidedHere(this.client).has(approvalId);
  }

  /** Whether a decision is on its way. */
  isPending(approvalId: string): boolean {
    return this.#actions.isPending(this.#key(approvalId));
  }

  /** What a decision waits for; undefined when there is none, or it is in flight. */
  waitsFor(approvalId: string): WaitsFor | undefined {
    return this.#pending.get(this.#key(approvalId))?.waitsFor;
  }

  /** Why the last decision on a request failed. */
  error(approvalId: string): GatewayError | undefined {
    return this.#actions.error(this.#key(approvalId));
  }

  /** The last verdict on a request, while in flight or failed. */
  tried(approvalId: string): Verdict | undefined {
    return this.#tried.get(this.#key(approvalId));
  }

  /**
   * Decides a request.
   *
   * @param request as shown when decided.
   */
  async decide(
    request: ApprovalRequest,
    decision: Verdict,
    comment: string,
    { batch, client = this.client, drawn, whyNot }: DecideOptions,
  ): Promise<ActionResult<Responded>> {
    const { approvalId, action, agentId, risk } = request;
    const key = this.#key(approvalId, client);
    if (!client || this.#actions.isPending(key)) return { busy: true };
    this.#tried.set(key, decision);
    const result = await this.#actions.run(key, async () => {
      const control = new AbortController();
      const { signal } = control;
      const shown = new AsShown(request, {
        latest: () => latestOf(client, request),
        isSame: isAsShown,
        drawn: [drawn, this.#options.drawn],
      });
      const pending: Pending = { client, shown, whyNot, control, waitsFor: undefined };
      this.#check(pending);
      this.#pending.set(key, pending);
      try {
        const detail = { approvalId, decision, action, agentId, risk, ...(batch ? { batch } : {}) };
        const { guarded } = this.#options.settings.value;
        const holding = () => this.#wait(pending, 'host');
        await askHost(this.#host, 'comis-before-decide', detail, { guarded, holding, signal });
        this.#check(pending);
        const beforeSend = () => {
          this.#check(pending);
          if (this.#pending.delete(key)) this.#host.requestUpdate();
        };
        const digestOf = this.#options.digestOf();
        const answer = respond(client, request, decision, comment, { signal, beforeSend, digestOf });
        if (this.#pending.has(key)) this.#wait(pending, 'turn');
        return await answer;
      } finally {
        if (this.#pending.delete(key)) this.#host.requestUpdate();
      }
    });
    if ('value' in result) this.#tried.delete(key);
    if ('value' in result && result.value.counted && result.value.decision) {
      const { outcome, resolvedBy, resolvedAt } = result.value.decision;
      const decided = { approvalId, action, agentId, risk, outcome, resolvedBy, resolvedAt };
      emit(this.#host, 'comis-approval-decided', decided);
    }
    return result;
  }

  /**
   * Cancels a decision that was not sent yet. One in flight is not stopped.
   *
   * @param why the reason shown, unless the person cancelled it.
   */
  cancel(approvalId: string, why = ''): void {
    this.#pending.get(this.#key(approvalId))?.control.abort(new NotSent(why));
  }

  /** Another person acts with this client from now on: cancels all unsent decisions. */
  otherPerson(): void {
    for (const { client, control } of this.#pending.values()) {
      if (client === this.client) control.abort(new NotSent(this.#host.localized(() => strings.otherPerson)));
    }
  }

  #wait(pending: Pending, waitsFor: WaitsFor): void {
    pending.waitsFor = waitsFor;
    this.#host.requestUpdate();
  }

  /** Cancels decisions that can no longer be sent, without waiting for the host or their turn. */
  #cancelImpossible(): void {
    for (const pending of this.#pending.values()) {
      try {
        this.#check(pending, false);
      } catch (reason) {
        pending.control.abort(reason);
      }
    }
  }

  /** The key of a request. */
  #key(approvalId: string, client = this.client): string {
    const number = client && (this.#numbers.get(client) ?? ++this.#lastNumber);
    if (client && number !== undefined) this.#numbers.set(client, number);
    return `${number ?? ''} ${approvalId}`;
  }

  /**
   * @param isSending false while it waits: the DOM and the reading state are checked only when sending.
   * @throws {NotSent | GatewayError} when a decision must not be sent now.
   */
  #check({ client, shown, whyNot }: Pending, isSending = true): void {
    const facts = {
      isConnected: this.#host.isConnected,
      isSameClient: this.client === client,
      queue: this.#options.disabledReason(),
      get isChanged() {
        return shown.changedTo !== undefined;
      },
      get card() {
        return isSending ? whyNot?.() : undefined;
      },
      get isAltered() {
        return isSending && shown.isAltered;
      },
    };
    const reason = this.#host.localized(() => whyNotSend(facts));
    if (reason?.id !== 'changed') {
      if (reason) throw new NotSent(reason.sentence);
      return;
    }
    throw new GatewayError('stale', reason.sentence, { data: { request: shown.changedTo }, unsent: true });
  }
}

/** The pending request of the same id. */
function latestOf(client: RpcClient, { approvalId }: ApprovalRequest): ApprovalRequest | undefined {
  return approvalsOf(client).state.data?.requests.find((each) => each.approvalId === approvalId);
}

/** The digest binds a decision to the action; this binds it to everything else that was shown. */
const isAsShown = (shown: ApprovalRequest, latest: ApprovalRequest): boolean => changesOf(shown, latest).length === 0;
