import type { LitElement } from 'lit';
import type { ActionResult } from '../../controllers/action-controller.js';
import type { Responded } from '../../data/approvals.js';
import type { ApprovalRequest, Decision, GatewayError, Verdict } from '../../protocol/index.js';
import type { ApprovalCard } from './approval-card.js';
import { marksOf, type Marks } from './bulk-marks.js';

/** What has become of one request of a bulk act. */
export type BulkState =
  | { readonly kind: 'waits' | 'sending' | 'not-sent' }
  | { readonly kind: 'omitted'; readonly why: string }
  | { readonly kind: 'ended'; readonly decision: Decision | undefined; readonly counted: boolean }
  | { readonly kind: 'failed'; readonly error: GatewayError };

/** One request of a bulk act, as it was when the act was begun. */
export interface BulkRow {
  readonly request: ApprovalRequest;
  readonly state: BulkState;
}

/** How far a bulk act is: asks whether to begin, runs, or is over. */
export type BulkPhase = 'asking' | 'running' | 'over';

/** Sends one decision. */
type Send = (
  request: ApprovalRequest,
  verdict: Verdict,
  comment: string,
  batch: readonly string[],
) => Promise<ActionResult<Responded>>;

/**
 * One verdict about the requests that were selected when it was asked for, and about no others: one call for each, one after
 * the other, each with its own result.
 */
export class BulkAct {
  readonly verdict: Verdict;
  /** What tells its requests from each other. */
  readonly marks: Marks;
  readonly #host: LitElement;
  readonly #send: Send;
  #rows: readonly BulkRow[];
  #phase: BulkPhase = 'asking';

  /** @param cards what is selected; what cannot be decided this way is left out, and says why. */
  constructor(host: LitElement, verdict: Verdict, cards: readonly ApprovalCard[], send: Send) {
    this.#host = host;
    this.verdict = verdict;
    this.#send = send;
    this.#rows = cards.map((card) => {
      const why = card.whyNotSelectable ?? card.gate.whyNot(verdict);
      return { request: card.request, state: why === undefined ? { kind: 'waits' } : { kind: 'omitted', why } };
    });
    this.marks = marksOf(this.#rows.map(({ request }) => request));
  }

  get rows(): readonly BulkRow[] {
    return this.#rows;
  }

  get phase(): BulkPhase {
    return this.#phase;
  }

  /** How many are in a state. */
  count(...kinds: BulkState['kind'][]): number {
    return this.#rows.filter(({ state }) => kinds.includes(state.kind)).length;
  }

  /** How many were decided by it. Others had ended before it came to them. */
  get decided(): number {
    return this.#rows.filter(({ state }) => state.kind === 'ended' && state.counted).length;
  }

  /** Sends the verdict for each request that waits. */
  async run(comment: string): Promise<void> {
    if (this.#phase !== 'asking') return;
    this.#phase = 'running';
    const batch = this.#rows.filter(({ state }) => state.kind === 'waits').map(({ request }) => request.approvalId);
    for (const [index, { request, state }] of this.#rows.entries()) {
      if (state.kind !== 'waits') continue;
      if (!this.#isRunning) {
        this.#set(index, { kind: 'not-sent' });
        continue;
      }
      this.#set(index, { kind: 'sending' });
      this.#set(index, resultOf(await this.#send(request, this.verdict, comment, batch)));
    }
    this.#phase = 'over';
    this.#host.requestUpdate();
  }

  /** Sends no more. What is on its way has its result. */
  stop(): void {
    if (this.#phase === 'running') this.#phase = 'over';
    this.#host.requestUpdate();
  }

  get #isRunning(): boolean {
    return this.#phase === 'running';
  }

  #set(index: number, state: BulkState): void {
    this.#rows = this.#rows.map((row, at) => (at === index ? { ...row, state } : row));
    this.#host.requestUpdate();
  }
}

function resultOf(result: ActionResult<Responded>): BulkState {
  if ('error' in result) return { kind: 'failed', error: result.error };
  if ('busy' in result) return { kind: 'not-sent' };
  return { kind: 'ended', ...result.value };
}
