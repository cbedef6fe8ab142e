/** Requests, each ended once: by a person, its deadline or its agent. */
import {
  type ApprovalRequest,
  type AuditOutcome,
  type Decision,
  digestOf,
  isKnown,
  type Outcome,
  outcomes,
  type ParamsOf,
  type ResultOf,
} from '../../protocol/index.js';
import type { AuditLog } from './audit-log.js';
import type { Clock } from '../clock.js';
import type { Known } from '../known.js';
import type { Publish } from './publish.js';
import { alreadyResolved, notFound, staleDigest } from './rpc-failure.js';
import { Timeline } from './timeline.js';

/** A request before the desk gives it its id and time. */
export type ApprovalInput = Omit<Known<ApprovalRequest>, 'approvalId' | 'createdAt'> & {
  readonly approvalId?: string;
  readonly createdAt?: number;
};

/** The requesting agent's view of a request. */
export interface AgentView {
  readonly state: 'waiting' | Decision['outcome'];
  readonly by?: string;
  /** When it ended, epoch ms. */
  readonly at?: number;
  readonly comment?: string;
}

interface Case {
  request: ApprovalRequest;
  decision?: Decision;
  readonly settle: (decision: Decision) => void;
  stopClock: () => void;
}

type Ending = Pick<Decision, 'outcome' | 'resolvedBy' | 'comment' | 'automatic' | 'rule'>;

/** How many decisions are kept. */
const historyLimit = 10_000;

const auditOutcomeOf: Readonly<Record<Outcome, AuditOutcome>> = {
  approved: 'success',
  denied: 'denied',
  expired: 'denied',
  withdrawn: 'failure',
};

/** Holds pending and ended requests. */
export class ApprovalDesk {
  readonly #clock: Clock;
  readonly #newId: (kind: string) => string;
  readonly #publish: Publish;
  readonly #audit: AuditLog;
  /** Waiting and ended ones, oldest first. */
  readonly #cases = new Map<string, Case>();
  readonly #history = new Timeline<Decision>(historyLimit);

  constructor(options: { clock: Clock; newId: (kind: string) => string; publish: Publish; audit: AuditLog }) {
    this.#clock = options.clock;
    this.#newId = options.newId;
    this.#publish = options.publish;
    this.#audit = options.audit;
  }

  /**
   * Adds a pending request.
   *
   * @returns the request, and a promise that resolves when it has ended.
   */
  request(input: ApprovalInput): { request: ApprovalRequest; settled: Promise<Decision> } {
    const { request, settled } = this.#open(input);
    this.#publish('approval:requested', request);
    this.#startClock(request);
    return { request, settled };
  }

  /** Adds a request that the policy approves immediately. @param rule the deciding rule; the mode by default. */
  approveByPolicy(
    input: ApprovalInput,
    rule: NonNullable<Decision['rule']> = { id: 'approvalRules.defaultMode' },
  ): Decision {
    const { request } = this.#open(input);
    return this.#end(request.approvalId, {
      outcome: 'approved',
      resolvedBy: 'system:policy',
      automatic: 'policy',
      rule,
    });
  }

  /** A decision from before this gateway's stream began. */
  decidedInThePast(decision: Decision): void {
    const settle = () => {};
    this.#cases.set(decision.approvalId, { request: decision, decision, settle, stopClock: settle });
    this.#file(decision);
    this.#audit.recordPast(auditOf(decision));
  }

  /**
   * Changes the parameters of a request, as its agent.
   *
   * @throws RpcFailure (-32002, -32003) when there is no such request or it has ended.
   */
  change(approvalId: string, params: ApprovalRequest['params']): ApprovalRequest {
    const open = this.#waiting(approvalId);
    open.request = { ...open.request, params };
    this.#publish('approval:changed', open.request);
    return open.request;
  }

  /**
   * Withdraws a request, as its agent.
   *
   * @throws RpcFailure (-32002, -32003) when there is no such request or it has ended.
   */
  withdraw(approvalId: string): Decision {
    const { request } = this.#waiting(approvalId);
    return this.#end(approvalId, { outcome: 'withdrawn', resolvedBy: request.agentId ?? 'agent' });
  }

  /**
   * Decides a request.
   *
   * @param by the name of the token that decides.
   * @throws RpcFailure: -32002 without such a request, -32003 when it has ended, -32005 when the digest is not that of
   *   the request as it is now.
   */
  decide({ approvalId, decision, comment, digest }: ParamsOf<'approvals.respond'>, by: string): Decision {
    const { request } = this.#waiting(approvalId);
    if (digest !== undefined && digest !== digestOf(request)) throw staleDigest(request);
    return this.#end(approvalId, {
      outcome: decision === 'approve' ? 'approved' : 'denied',
      resolvedBy: by,
      ...(comment ? { comment } : {}),
    });
  }

  /** The requests that wait, oldest first. */
  waiting(): ApprovalRequest[] {
    return [...this.#cases.values()].filter(({ decision }) => !decision).map(({ request }) => request);
  }

  /** Returns the requesting agent's view. @throws RpcFailure (-32002) when there is no such request. */
  agentView(approvalId: string): AgentView {
    const { decision } = this.#case(approvalId);
    if (!decision) return { state: 'waiting' };
    const { outcome, resolvedBy, resolvedAt, comment } = decision;
    return { state: outcome, by: resolvedBy, at: resolvedAt, ...(comment === undefined ? {} : { comment }) };
  }

  /** Answers `approvals.history`. @throws RpcFailure (-32602) when the cursor is invalid. */
  history({ cursor, limit, from, to, ...filter }: ParamsOf<'approvals.history'>): ResultOf<'approvals.history'> {
    const { outcome, agentId, action, resolvedBy } = filter;
    const where = (decision: Decision) =>
      (outcome === undefined || decision.outcome === outcome) &&
      (agentId === undefined || decision.agentId === agentId) &&
      (action === undefined || decision.action === action) &&
      (resolvedBy === undefined || decision.resolvedBy === resolvedBy);
    const { items, nextCursor } = this.#history.page({ cursor, limit, from, to, where });
    return { decisions: items, nextCursor, total: this.#history.count({ from, to, where }) };
  }

  /** Stops the timers; pending requests stay pending. */
  close(): void {
    for (const { stopClock } of this.#cases.values()) stopClock();
  }

  /** Withdraws all pending requests and clears the history. */
  reset(): void {
    for (const { approvalId } of this.waiting()) this.withdraw(approvalId);
    this.#cases.clear();
    this.#history.clear();
  }

  #open(input: ApprovalInput) {
    const { approvalId = this.#newId('apr'), createdAt = this.#clock.now(), ...rest } = input;
    if (this.#cases.has(approvalId)) throw new Error(`There is already a request ${approvalId}`);
    const request: ApprovalRequest = { approvalId, createdAt, ...rest };
    let settle: Case['settle'] = () => {};
    const settled = new Promise<Decision>((resolve) => (settle = resolve));
    this.#cases.set(approvalId, { request, settle, stopClock: () => {} });
    return { request, settled };
  }

  #startClock({ approvalId, createdAt, timeoutMs }: ApprovalRequest): void {
    if (!timeoutMs) return;
    this.#case(approvalId).stopClock = this.#clock.after(createdAt + timeoutMs - this.#clock.now(), () =>
      this.#end(approvalId, { outcome: 'expired', resolvedBy: 'system:timeout', automatic: 'timeout' }),
    );
  }

  #case(approvalId: string): Case {
    const found = this.#cases.get(approvalId);
    if (!found) throw notFound(`approval ${approvalId}`);
    return found;
  }

  #waiting(approvalId: string): Case {
    const found = this.#case(approvalId);
    if (found.decision) throw alreadyResolved(found.decision);
    return found;
  }

  #end(approvalId: string, ending: Ending): Decision {
    const ended = this.#waiting(approvalId);
    ended.stopClock();
    ended.decision = { ...ended.request, ...ending, resolvedAt: this.#clock.now() };
    this.#file(ended.decision);
    this.#publish('approval:resolved', ended.decision);
    this.#audit.record(auditOf(ended.decision));
    ended.settle(ended.decision);
    return ended.decision;
  }

  #file(decision: Decision): void {
    this.#history.add(decision.resolvedAt, decision);
    if (this.#cases.size <= historyLimit) return;
    const oldest = [...this.#cases.values()].find((other) => other.decision);
    if (oldest) this.#cases.delete(oldest.request.approvalId);
  }
}

function auditOf(decision: Decision) {
  const { approvalId, agentId, resolvedBy, action, outcome, comment, traceId, createdAt, resolvedAt, risk } = decision;
  return {
    timestamp: resolvedAt,
    agentId,
    user: resolvedBy,
    action,
    classification: decision.class ?? ('security' as const),
    outcome: isKnown(outcomes, outcome) ? auditOutcomeOf[outcome] : ('failure' as const),
    comment,
    traceId,
    durationMs: Math.max(0, resolvedAt - createdAt),
    approvalId,
    details: {
      outcome,
      risk,
      ...(decision.automatic === undefined ? {} : { automatic: decision.automatic }),
      ...(decision.rule === undefined ? {} : { rule: decision.rule }),
    },
  };
}
