import { formatMoment, formatCount } from '../../../ui/format/format.js';
import { messages } from '../../../ui/language/messages.js';

/** All strings of the list of missed requests. */
export const missedStrings = messages('missed', {
  title(count: number): string {
    if (count === 0) return 'Requests may have ended while you were away';
    return `${count === 1 ? '1 request' : `${formatCount(count)} requests`} ended while you were away`;
  },
  span: (since: number, until: number) => `${formatMoment(since)} to ${formatMoment(until)}`,
  incomplete: 'There may be more: the history could not be read.',
  dismiss: 'Dismiss',
  when: 'Ended',
  asker: 'Who asked',
  action: 'Action',
  risk: 'Risk',
  outcome: 'Outcome',
});
