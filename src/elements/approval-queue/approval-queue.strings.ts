import { automatics, type Decision, isKnown, outcomes, type Scope } from '../../protocol/index.js';
import { openWords } from '../../ui/text-safety/open-word.js';
import { formatMoment, formatCount } from '../../ui/format/format.js';
import { sharedStrings } from '../../ui/base/strings.js';
import type { Unshown } from './list/card-page.js';
import { messages } from '../../ui/language/messages.js';

const plural = (count: number, one: string, many: string) => `${formatCount(count)} ${count === 1 ? one : many}`;

const urgency = ({ critical, arrived }: Unshown, lead: string) => {
  const words = [
    ...(critical > 0 ? [`${formatCount(critical)} critical`] : []),
    ...(arrived > 0 ? [`${formatCount(arrived)} new`] : []),
  ];
  return words.length > 0 ? lead + words.join(', ') : '';
};

/** How a request ended, and by whom. */
function endedWords({ outcome, resolvedBy, automatic }: Decision): string {
  const means = automatic ? ` (automatic: ${openWords(automatics, automatic)})` : '';
  if (!isKnown(outcomes, outcome)) return `Ended as ${openWords(outcomes, outcome)} by ${resolvedBy}${means}`;
  switch (outcome) {
    case 'approved':
      return `Approved by ${resolvedBy}${means}`;
    case 'denied':
      return `Denied by ${resolvedBy}${means}`;
    case 'expired':
      return 'Timed out: denied automatically';
    case 'withdrawn':
      return `Withdrawn by ${resolvedBy}`;
  }
}

/** All strings of `<comis-approval-queue>`. */
export const strings = messages('approval-queue', {
  what: 'approvals',
  list: 'Pending approvals',
  empty: 'No pending approvals.',
  emptyHint: 'New requests for approval appear here.',
  waiting: (count: number) => (count === 0 ? 'No pending requests' : `${formatCount(count)} waiting`),
  unlisted: (count: number) => `${formatCount(count)} more are waiting but were not listed by the gateway.`,
  leftOut: (count: number) => `${formatCount(count)} of them are not kept here: this page has reached its limit.`,
  unshown: (shown: number, unshown: Unshown) =>
    `The first ${formatCount(shown)} are shown${urgency(unshown, '; the rest include ')}.`,
  rest: (unshown: Unshown) => `${formatCount(unshown.count)} more are waiting${urgency(unshown, ', including ')}.`,
  more: (count: number) => `Show ${formatCount(count)} more`,
  arrived: (count: number) => `${formatCount(count)} new`,
  arrivedTitle: 'Show new requests',
  noApproving: (why: string) => `Requests can only be denied. ${why}`,
  noPreviews: (why: string) => `Parameters are shown as JSON. ${why}`,
  unreadable: (count: number) =>
    count === 1 ? '1 request could not be read' : `${formatCount(count)} requests could not be read`,
  duplicates: (count: number) =>
    count === 1 ? '1 id is shared by several requests' : `${formatCount(count)} ids are shared by several requests`,
  announced: (count: number) => plural(count, 'new approval request', 'new approval requests'),

  endedElsewhere: (count: number) => `${formatCount(count)} requests were ended elsewhere`,
  endedAs: (action: string, agent: string, how: string) =>
    `${action} of ${agent}: ${how.charAt(0).toLowerCase()}${how.slice(1)}`,

  card: (agent: string, action: string) => `${agent}: ${action}`,

  left: 'left',
  expiresAt: (ms: number) => `expires at ${formatMoment(ms)}`,
  noDeadline: 'No time limit',
  deadlineNotKnown: 'Time left unknown',
  timeUp: 'Time is up',
  overdue: 'Time limit passed; the gateway still lists it as pending',
  unconfirmed: 'Time is up. The gateway has not reported the outcome yet.',
  lastMinute: (count: number, name: string, leftMs: number) =>
    count === 1
      ? `${name} expires in ${formatCount(Math.ceil(leftMs / 1000))} seconds`
      : `${formatCount(count)} requests expire within a minute`,

  comment: 'Comment',
  commentHint: 'Optional. Sent with the decision.',
  approve: 'Approve',
  deny: 'Deny',
  sending: 'Sending…',
  waitsFor: { host: 'Waiting for the page…', turn: 'Waiting for its turn…' },
  refused: (reason: string) => `Not decided. The page did not allow it${reason === '' ? '.' : `: ${reason}`}`,
  hostUnanswered: `Not decided. ${sharedStrings.hostUnanswered}`,
  failed: (reason: string) => `Not decided. ${reason}`,
  unanswered: (reason: string) => `No answer: it may or may not have been decided. ${reason}`,
  outcomeNotKnown: (reason: string) => `Sent; the outcome is unknown. ${reason}`,
  forRepair: 'For maintainers of the gateway',
  retry: 'Retry',
  retryTitle: {
    approve: 'Sends Approve again, with the current comment',
    deny: 'Sends Deny again, with the current comment',
  },
  stale: 'Not decided: the request changed after it was shown here. Read it again.',
  changedAt: (ms: number) => `Changed at ${formatMoment(ms)}`,
  noScope: (scope: Scope) => `You cannot decide: this token lacks the scope ${scope}.`,
  readOnly: 'Read-only: decisions are made elsewhere.',

  /** How a request ended, and by whom. */
  endedWords,
  ended: (decision: Decision | undefined) =>
    decision ? endedWords(decision) : 'No longer pending; the gateway does not report how it ended',
  endedComment: (comment: string) => `Comment: ${comment}`,
  unknown: 'No longer known to the gateway',
  overtaken: {
    decided: 'Somebody else was first.',
    unknown: 'Your decision did not count.',
    'not-sent': 'Your decision was not sent.',
  },
});
