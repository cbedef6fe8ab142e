import type { Decision } from '../../../protocol/index.js';
import { formatCount, formatDateTime } from '../../../ui/format/format.js';
import { strings } from '../approval-queue.strings.js';
import { messages } from '../../../ui/language/messages.js';

/** All strings about a linked request without a card. */
export const linkedStrings = messages('linked', {
  linked: 'Linked request',
  dismiss: 'Dismiss',
  retry: 'Retry',

  looking: 'does not wait. Looking for how it ended…',
  ended: (decision: Decision) =>
    `no longer waits. ${strings.endedWords(decision)}, ${formatDateTime(decision.resolvedAt)}.`,
  comment: (comment: string) => `Comment: ${comment}`,
  gone: 'no longer waits. The gateway does not say how it ended.',
  leftOut: 'waits, but more requests wait than are kept here, and this is one of those that were left out.',
  unlisted: (count: number) =>
    `is not among those that the gateway listed; ${formatCount(count)} more wait that it did not.`,
  unknown: (searched: number, complete: boolean) =>
    `is not known here. It does not wait, and is not among ${complete ? 'all' : 'the last'} ${formatCount(searched)} decisions that the gateway has.`,
  neverAny: 'is not known here. It does not wait, and the gateway has no decisions.',
  failed: (reason: string) => `does not wait. How it ended could not be read: ${reason}`,
  cut: (characters: number) => `… (${formatCount(characters)} characters)`,
});
