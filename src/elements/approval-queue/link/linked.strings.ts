import type { Decision } from '../../../protocol/index.js';
import { formatCount, formatDateTime } from '../../../ui/format/format.js';
import { strings } from '../approval-queue.strings.js';
import { messages } from '../../../ui/language/messages.js';

/** All strings about a linked request without a card. */
export const linkedStrings = messages('linked', {
  linked: 'Linked request',
  dismiss: 'Dismiss',
  retry: 'Retry',

  looking: 'is no longer pending. Looking up how it ended…',
  ended: (decision: Decision) =>
    `is no longer pending. ${strings.endedWords(decision)}, ${formatDateTime(decision.resolvedAt)}.`,
  comment: (comment: string) => `Comment: ${comment}`,
  gone: 'is no longer pending. The gateway does not report how it ended.',
  leftOut: 'is pending but not shown: more requests are pending than this page keeps.',
  unlisted: (count: number) =>
    `is not among the requests that the gateway listed; ${formatCount(count)} more are pending but were not listed.`,
  unknown: (searched: number, complete: boolean) =>
    `is unknown: it is not pending, and not among ${complete ? 'all' : 'the last'} ${formatCount(searched)} decisions of the gateway.`,
  neverAny: 'is unknown: it is not pending, and the gateway has no decisions.',
  failed: (reason: string) => `is no longer pending. How it ended could not be read: ${reason}`,
  cut: (characters: number) => `… (${formatCount(characters)} characters)`,
});
