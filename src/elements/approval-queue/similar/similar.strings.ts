import { formatCount } from '../../../ui/format/format.js';
import { messages } from '../../../ui/language/messages.js';

const plural = (count: number, one: string, many: string) => `${formatCount(count)} ${count === 1 ? one : many}`;

/** All strings of similar requests. */
export const similarStrings = messages('similar', {
  toggle: 'Group similar',
  toggleTitle: 'Puts requests of the same agent, action and risk next to each other',
  what: 'similar requests',
  summary: (others: number) =>
    others === 0
      ? 'No similar pending requests'
      : plural(others, 'similar pending request', 'similar pending requests'),
  extent: (requests: number) =>
    `${plural(requests, 'request', 'requests')} of the same agent, action and risk, the nearest deadline first.`,
  differ: (count: number) => `They differ in ${plural(count, 'parameter', 'parameters')}.`,
  same: 'Their parameters are the same.',
  alone: 'No other pending request of this agent, action and risk.',
  rows: (card: string) => `Requests similar to ${card}`,

  pick: 'Select',
  asked: 'Asked',
  open: 'Card',
  own: 'this request',
  select: (number: number, asked: string) => `Select request ${formatCount(number)}, asked ${asked}`,
  goTo: 'Go to',
  goToRow: (number: number, asked: string) => `Go to request ${formatCount(number)}, asked ${asked}`,
  ended: 'Ended',
  notListed: 'Not in the list yet: press \u201cnew\u201d above the cards to show it',
  sending: 'A decision is being sent',
  changed: 'It has changed since it was shown here',

  selectThese: (count: number) => `Select these ${formatCount(count)}`,
  unselectThese: (count: number) => `Unselect these ${formatCount(count)}`,
  noneSelectable: 'None of them can be selected.',
  leftOut: (count: number, why: string) => `${formatCount(count)} left out: ${why}.`,
  arrived: (count: number) => `${formatCount(count)} new`,
  arrivedTitle: 'Add new similar requests to the table',
  rowsShown: (shown: number, all: number) =>
    `The first ${formatCount(shown)} of ${formatCount(all)} requests are shown.`,
  columnsShown: (shown: number, all: number) =>
    `The first ${formatCount(shown)} of ${formatCount(all)} parameters that differ are shown.`,
  moreRows: 'Show more requests',
  moreColumns: 'Show more parameters',
});
