/** How requests ended: the decisions of the past, asked for page by page. */
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

/** Which decisions; what is left out admits all. The gateway compares texts letter by letter, from beginning to end. */
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

/** Tells decisions apart, also those of a gateway that has used an id again, after a restart or by mistake. */
export function decisionKey({ approvalId, resolvedAt, outcome, resolvedBy, agentId, user, action }: Decision): string {
  return JSON.stringify([approvalId, resolvedAt, outcome, resolvedBy, agentId, user, action]);
}

/** The fields that a decision must have as they are asked for. */
const exact = ['outcome', 'agentId', 'action', 'resolvedBy'] as const;

function matches(decision: Decision, filter: HistoryFilter): boolean {
  const { from = -Infinity, to = Infinity } = filter;
  // Where the gateway does not say which agent asked, who is shown in its place is who is looked for.
  const { agentId = decision.user } = decision;
  const told = { ...decision, agentId };
  return (
    exact.every((field) => filter[field] === undefined || filter[field] === told[field]) &&
    decision.resolvedAt >= from &&
    decision.resolvedAt <= to
  );
}

/** A question about past decisions, newest first. */
export type HistoryQuery = PagedQuery<HistoryFilter, Decision>;

/**
 * Makes one. Each who asks has their own, as each filters for themselves.
 *
 * @param isAtRest whether nobody reads, so that decisions are shown as they arrive.
 */
export function historyQuery(client: RpcClient, filter: HistoryFilter = {}, isAtRest?: () => boolean): HistoryQuery {
  return new PagedQuery(client, source, filter, isAtRest);
}

/** All decisions that a filter admits, for keeping elsewhere. */
export interface WholeHistory extends Pick<ResultOf<'approvals.history'>, 'notes' | 'derived' | 'unreadable'> {
  /** Newest first, each once. */
  readonly decisions: readonly Decision[];
}

const incompleteHistory =
  'The gateway gave a cursor that it had given before, so reading ended there: there may be older decisions.';

/** The largest page that the documented RPC gives. */
const largestPage = 1000;

/**
 * Reads every decision that a filter admits, page by page.
 *
 * @param onProgress told how many there are so far, after each page.
 * @throws {GatewayError} as a call does; what was read until then is of no use, as it would look like all.
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
 * Who or what ended a request: a person, the agent that took it back, or the gateway by itself and by which means; `other`
 * where it names means that nobody here knows.
 */
export type Decider = 'person' | 'agent' | Automatic | 'other';

/** Who or what ended a request. A time that ran out is nobody's decision, whether the gateway marks it so or not. */
export function deciderOf({ automatic, outcome }: Decision): Decider {
  if (automatic !== undefined) return isKnown(automatics, automatic) ? automatic : 'other';
  if (outcome === 'expired') return 'timeout';
  return outcome === 'withdrawn' ? 'agent' : 'person';
}
