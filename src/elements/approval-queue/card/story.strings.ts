import type { Outcome } from '../../../protocol/index.js';
import { formatCount } from '../../../ui/format/format.js';

const outcomes: Readonly<Record<Outcome, string>> = {
  approved: 'approved',
  denied: 'denied',
  expired: 'expired, nobody decided',
  withdrawn: 'withdrawn by the agent',
};

/** All strings of a card's context. */
export const storyStrings = {
  summary: 'Context: past decisions and what led here',
  loading: 'Reading the context…',
  retry: 'Retry',
  decisions: (count: number) => (count === 1 ? 'The last decision' : `The last ${formatCount(count)} decisions`),
  ofAgent: 'on this action of this agent',
  ofAction: 'on this action, whoever asked: the gateway does not say which agent this one is of',
  noDecisions: 'Nobody has decided on this before, as far as the gateway knows.',
  outcome: (outcome: Outcome) => outcomes[outcome],
  automatic: 'by the gateway itself',
  by: 'by',
  events: 'What led here, by its trace',
  noEvents: 'The log holds nothing of this trace.',
  noTrace: 'The request carries no trace, so what led to it is not known.',
  moreEvents: (count: number) => `Only the last ${formatCount(count)} are shown.`,
  failed: (reason: string) => `Could not be read: ${reason}`,
} as const;
