/** How requests ended: the decisions of the past, asked for page by page. */
import type { RpcClient } from '../client/rpc-client.js';
import { isDecision, type Decision, type Outcome } from '../protocol/index.js';
import { PagedQuery, type PageSource } from './paged-query.js';

/** Which decisions; what is left out admits all. */
export interface HistoryFilter {
  readonly outcome?: Outcome;
  /** The agent's id, all of it: the gateway compares it letter by letter. */
  readonly agentId?: string;
}

/** How many decisions a page holds. */
export const historyPageSize = 50;

const source: PageSource<HistoryFilter, Decision> = {
  async load(client, filter, cursor, signal) {
    const params = { ...filter, limit: historyPageSize, ...(cursor === undefined ? {} : { cursor }) };
    const answer = await client.call('approvals.history', params, { signal });
    return {
      rows: answer.decisions,
      nextCursor: answer.nextCursor,
      total: answer.total,
      oldest: undefined,
      notes: answer.notes ?? [],
    };
  },
  event: 'approval:resolved',
  rowOf: (payload) => (isDecision(payload) ? payload : undefined),
  idOf: ({ approvalId }) => approvalId,
  matches: (decision, { outcome, agentId }) =>
    (outcome === undefined || decision.outcome === outcome) && (agentId === undefined || decision.agentId === agentId),
};

/** A question about past decisions, newest first. Each who asks has their own, as each filters for themselves. */
export function historyQuery(client: RpcClient, filter: HistoryFilter = {}): PagedQuery<HistoryFilter, Decision> {
  return new PagedQuery(client, source, filter);
}

/** Who or what ended a request: a person, the agent that took it back, or the gateway by itself and by which means. */
export type Decider = 'person' | 'agent' | NonNullable<Decision['automatic']>;

/** Who or what ended a request. A time that ran out is nobody's decision, whether the gateway marks it so or not. */
export function deciderOf({ automatic, outcome }: Decision): Decider {
  if (automatic !== undefined) return automatic;
  if (outcome === 'expired') return 'timeout';
  return outcome === 'withdrawn' ? 'agent' : 'person';
}
