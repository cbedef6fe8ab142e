/** The history of decisions, read page by page. */
import type { RpcClient } from '../../client/rpc-client.js';
import {
  type Automatic,
  automatics,
  isDecision,
  isKnown,
  type Decision,
  type ParamsOf,
  type ResultOf,
  type Unreadable,
} from '../../protocol/index.js';
import { Cursors } from '../stores/cursors.js';
import { PagedQuery, type PageSource } from '../stores/paged-query.js';

/** A filter of decisions; an absent field matches all. The gateway compares whole values exactly. */
export type HistoryFilter = Pick<
  ParamsOf<'approvals.history'>,
  'outcome' | 'agentId' | 'action' | 'resolvedBy' | 'from' | 'to'
>;

/** How many decisions a page holds. */
export const historyPageSize = 50;

const source: PageSource<HistoryFilter, Decision> = {
  method: 'approvals.history',
  pageSize: historyPageSize,
  async load(client, filter, cursor, signal) {
    const params = { ...filter, limit: historyPageSize, ...(cursor === undefined ? {} : { cursor }) };
    const answer = await client.call('approvals.history', params, { signal });
    return {
      rows: answer.decisions,
      nextCursor: answer.nextCursor,
      total: answer.total,
      oldest: undefined,
      notes: answer.notes ?? [],
      derived: answer.derived,
      unreadable: answer.unreadable ?? [],
    };
  },
  event: 'approval:resolved',
  rowOf: (payload) => (isDecision(payload) ? payload : undefined),
  idOf: decisionKey,
  matches,
};

/** The identity of a decision, also when the gateway reuses an id (after a restart or by mistake). */
export function decisionKey({ approvalId, resolvedAt, outcome, resolvedBy, agentId, user, action }: Decision): string {
  return JSON.stringify([approvalId, resolvedAt, outcome, resolvedBy, agentId, user, action]);
}

/** The filter fields that are compared exactly. */
const exact = ['outcome', 'agentId', 'action', 'resolvedBy'] as const;

function matches(decision: Decision, filter: HistoryFilter): boolean {
  const { from = -Infinity, to = Infinity } = filter;
  // Without an agent, the user is shown in its place, and filtered by.
  const { agentId = decision.user } = decision;
  const known = { ...decision, agentId };
  return (
    exact.every((field) => filter[field] === undefined || filter[field] === known[field]) &&
    decision.resolvedAt >= from &&
    decision.resolvedAt <= to
  );
}

/** A query of past decisions, newest first. */
export type HistoryQuery = PagedQuery<HistoryFilter, Decision>;

/**
 * Creates a query. Not shared: each element has its own filter.
 *
 * @param isAtRest returns whether new decisions may be shown as they arrive, because nobody is reading.
 */
export function historyQuery(client: RpcClient, filter: HistoryFilter = {}, isAtRest?: () => boolean): HistoryQuery {
  return new PagedQuery(client, source, filter, isAtRest);
}

/** All decisions that match a filter, for export. */
export interface WholeHistory extends Pick<ResultOf<'approvals.history'>, 'notes' | 'derived' | 'unreadable'> {
  /** Newest first, each once. */
  readonly decisions: readonly Decision[];
}

const incompleteHistory = 'The gateway repeated a cursor, so reading stopped there: there may be older decisions.';

/** The largest page of the documented RPC. */
const largestPage = 1000;

/**
 * Reads every decision that matches a filter, page by page.
 *
 * @param onProgress called after each page with the number read so far.
 * @throws {GatewayError} as a call does; a partial result is not returned, as it would look complete.
 * @throws the signal's reason when aborted.
 */
export async function wholeHistory(
  client: RpcClient,
  filter: HistoryFilter,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (read: number) => void },
): Promise<WholeHistory> {
  const decisions = new Map<string, Decision>();
  const unreadable: Unreadable[] = [];
  let cursor: string | undefined;
  const cursors = new Cursors();
  for (;;) {
    const params = { ...filter, limit: largestPage, ...(cursor === undefined ? {} : { cursor }) };
    const page = await client.call('approvals.history', params, { signal });
    for (const decision of page.decisions) decisions.set(decisionKey(decision), decision);
    onProgress(decisions.size);
    unreadable.push(...(page.unreadable ?? []));
    cursor = cursors.next(page.decisions.length + (page.unreadable?.length ?? 0), page.nextCursor);
    if (cursor !== undefined) continue;
    const notes = cursors.looped ? [...(page.notes ?? []), incompleteHistory] : page.notes;
    return { decisions: [...decisions.values()], unreadable, notes, derived: page.derived };
  }
}

/**
 * Who or what ended a request: a person, the agent that withdrew it, or an automatic means of the gateway; `other` for
 * a means unknown to this version.
 */
export type Decider = 'person' | 'agent' | Automatic | 'other';

/** Who or what ended a request. `expired` counts as `timeout` also where the gateway does not mark it as automatic. */
export function deciderOf({ automatic, outcome }: Decision): Decider {
  if (automatic !== undefined) return isKnown(automatics, automatic) ? automatic : 'other';
  if (outcome === 'expired') return 'timeout';
  return outcome === 'withdrawn' ? 'agent' : 'person';
}
