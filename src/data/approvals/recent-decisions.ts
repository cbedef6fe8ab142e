/** The latest decisions, kept up to date, for backtests of a policy draft. */
import { isDecision, type Decision } from '../../protocol/index.js';
import { collectionOf } from '../stores/collection.js';

/** The number of decisions that a backtest covers. */
export const recentCount = 200;

/** The last {@link recentCount} decisions of a client's gateway, newest first; one shared store each. */
export const recentDecisionsOf = collectionOf<readonly Decision[]>({
  method: 'approvals.history',
  async load(client, signal) {
    const { decisions } = await client.call('approvals.history', { limit: recentCount }, { signal });
    return decisions;
  },
  updates: {
    'approval:resolved': (decisions, payload) => (isDecision(payload) ? withNew(decisions, payload) : decisions),
  },
});

function withNew(decisions: readonly Decision[], decision: Decision): readonly Decision[] {
  if (decisions.some(({ approvalId }) => approvalId === decision.approvalId)) return decisions;
  return [decision, ...decisions].slice(0, recentCount);
}
