/** The latest decisions, kept up to date: what a draft of the rules is tried on. */
import { isDecision, type Decision } from '../../protocol/index.js';
import { collectionOf } from '../stores/collection.js';

/** How many decisions a draft is tried on. */
export const recentCount = 200;

/** The last {@link recentCount} decisions of a client's gateway, newest first, shared by all who need them. */
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
