import type { Outcome } from '../../../protocol/index.js';
import { formatCount } from '../../../ui/format/format.js';
import { messages } from '../../../ui/language/messages.js';

const outcomes: Readonly<Record<Outcome, string>> = {
  approved: 'approved',
  denied: 'denied',
  expired: 'expired, nobody decided',
  withdrawn: 'withdrawn by the agent',
};

/** All strings of a card's context. */
export const contextStrings = messages('context', {
  summary: 'Context: past decisions and what led here',
  loading: 'Loading the context…',
  retry: 'Retry',
  decisions: (count: number) => (count === 1 ? 'The last decision' : `The last ${formatCount(count)} decisions`),
  ofAgent: 'on this action of this agent',
  ofAction: 'on this action by any agent: the gateway does not report the agent of this request',
  noDecisions: 'No past decisions known to the gateway.',
  outcome: (outcome: Outcome) => outcomes[outcome],
  automatic: 'by the gateway itself',
  by: 'by',
  events: 'What led here, by its trace',
  noEvents: 'No events for this trace.',
  noTrace: 'The request has no trace, so the events that led to it are unknown.',
  moreEvents: (count: number) => `Only the last ${formatCount(count)} are shown.`,
  failed: (reason: string) => `Could not be read: ${reason}`,
});
