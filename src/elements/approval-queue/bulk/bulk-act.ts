import type { LitElement } from 'lit';
import type { RpcClient } from '../../../client/rpc-client.js';
import type { ActionResult } from '../../../controllers/action-controller.js';
import type { Responded } from '../../../data/approvals/approvals.js';
import type { ApprovalRequest, Decision, GatewayError, Verdict } from '../../../protocol/index.js';
import type { ApprovalCard } from '../card/approval-card.js';
import { marksOf, type Marks } from './bulk-marks.js';
import { isOutcomeUnknown } from '../decide/failure.js';
import type { Deciding } from '../decide/deciding.js';
import { NotSent } from '../../../ui/guards/before-event.js';

/** The state of one request of a bulk act. */
export type BulkState =
  | { readonly kind: 'waits' | 'sending' }
  /** Without a reason where the person stopped it. */
  | { readonly kind: 'not-sent'; readonly why?: string }
  | { readonly kind: 'omitted'; readonly why: string }
  | { readonly kind: 'ended'; readonly decision: Decision | undefined; readonly counted: boolean }
  | { readonly kind: 'failed'; readonly error: GatewayError };

/** One request of a bulk act, as it was when the act began. */
export interface BulkRow {
  readonly card: ApprovalCard;
  readonly request: ApprovalRequest;
  /** The comment of its own card: sent instead of the comment for all. Empty when there was none. */
  readonly comment: string;
  readonly state: BulkState;
}

/** The phase of a bulk act: confirming, running, or done. */
export type BulkPhase = 'asking' | 'running' | 'over';

/**
 * One verdict on the requests that were selected when the dialog opened, and on no others: one call each, in sequence,
 * each with its own result.
 */
export class BulkAct {
  readonly verdict: Verdict;
  /** The differences between its requests. */
  readonly marks: Marks;
  readonly #host: LitElement;
  readonly #deciding: Deciding;
  readonly #client: RpcClient | undefined;
  #rows: readonly BulkRow[];
  #phase: BulkPhase = 'asking';

  /** @param cards the selection; requests that cannot be decided in bulk are left out with a reason. */
  constructor(host: LitElement, verdict: Verdict, cards: readonly ApprovalCard[], deciding: Deciding) {
    this.#host = host;
    this.verdict = verdict;
    this.#deciding = deciding;
    this.#client = deciding.client;
    this.#rows = cards.map((card) => {
      const why = card.whyNotInBulk(verdict)?.sentence;
      return {
        card,
        request: card.request,
        comment: card.comment.trim() === '' ? '' : card.comment,
        state: why === undefined ? { kind: 'waits' } : { kind: 'omitted', why },
      };
    });
    this.marks = marksOf(this.#rows.map(({ request }) => request));
  }

  get rows(): readonly BulkRow[] {
    return this.#rows;
  }

  get phase(): BulkPhase {
    return this.#phase;
  }

  /** The number of requests in a state. */
  count(...kinds: BulkState['kind'][]): number {
    return this.#rows.filter(({ state }) => kinds.includes(state.kind)).length;
  }

  /** The number of requests that were not left out at the beginning. */
  get all(): number {
    return this.#rows.length - this.count('omitted');
  }

  /** The number of requests processed: decided, failed, or refused. */
  get done(): number {
    return this.#rows.filter(({ state }) => state.kind === 'ended' || isRefused(state)).length;
  }

  /** The number of failed requests that are still selected. */
  get failedSelected(): number {
    return this.#rows.filter(({ card, state }) => state.kind === 'failed' && card.selected).length;
  }

  /** The number of failed requests that the gateway may have decided all the same. */
  get unknown(): number {
    return this.#rows.filter(({ state }) => state.kind === 'failed' && isOutcomeUnknown(state.error)).length;
  }

  /** The number of requests it decided. Others had ended before. */
  get decided(): number {
    return this.#rows.filter(({ state }) => state.kind === 'ended' && state.counted).length;
  }

  /**
   * Sends the verdict for each pending request. A comment that was not sent with one is kept on its card.
   *
   * @param comment for those without a comment of their own.
   */
  async run(comment: string): Promise<void> {
    if (this.#phase !== 'asking') return;
    this.#phase = 'running';
    const batch = this.#rows.filter(({ state }) => state.kind === 'waits').map(({ request }) => request.approvalId);
    for (const [index, row] of this.#rows.entries()) {
      if (row.state.kind !== 'waits') continue;
      if (!this.#isRunning) {
        this.#set(index, { kind: 'not-sent' });
        continue;
      }
      this.#set(index, { kind: 'sending' });
      const state = resultOf(await this.#send(row, comment, batch));
      this.#set(index, state);
      if (isRefused(state)) row.card.keepComment(comment);
    }
    this.#phase = 'over';
    this.#host.requestUpdate();
  }

  /** Stops sending, and cancels what waits for the host. Calls in flight still complete. */
  stop(): void {
    if (this.#phase === 'running') this.#phase = 'over';
    for (const { request, state } of this.#rows) {
      if (state.kind === 'sending') this.#deciding.cancel(request.approvalId);
    }
    this.#host.requestUpdate();
  }

  #send(
    { card, request, comment: own }: BulkRow,
    comment: string,
    batch: readonly string[],
  ): Promise<ActionResult<Responded>> {
    // The outcome of an ended one is reported when it would be sent.
    const unlessEnded = <T>(ask: () => T): T | undefined => (card.ended === null ? ask() : undefined);
    return this.#deciding.decide(request, this.verdict, own === '' ? comment : own, {
      batch,
      client: this.#client,
      drawn: { whyNot: () => unlessEnded(() => card.drawn.whyNot()) },
      whyNot: () => unlessEnded(() => card.whyNotInBulk(this.verdict)),
    });
  }

  get #isRunning(): boolean {
    return this.#phase === 'running';
  }

  #set(index: number, state: BulkState): void {
    this.#rows = this.#rows.map((row, at) => (at === index ? { ...row, state } : row));
    this.#host.requestUpdate();
  }
}

/** Whether it was not decided, and not because the person stopped it. */
function isRefused(state: BulkState): boolean {
  return state.kind === 'failed' || (state.kind === 'not-sent' && state.why !== undefined);
}

function resultOf(result: ActionResult<Responded>): BulkState {
  if ('error' in result) {
    const { cause } = result.error;
    if (!(cause instanceof NotSent)) return { kind: 'failed', error: result.error };
    return cause.message === '' ? { kind: 'not-sent' } : { kind: 'not-sent', why: cause.message };
  }
  if ('busy' in result) return { kind: 'not-sent' };
  return { kind: 'ended', ...result.value };
}
