import { formatCount } from '../../ui/format/format.js';
import { messages } from '../../ui/language/messages.js';

/** All strings of `<comis-approval-badge>`. */
export const strings = messages('approval-badge', {
  pending: (count: number) =>
    count === 1 ? '1 pending request' : count === 0 ? 'No pending requests' : `${formatCount(count)} pending requests`,
  highestRisk: (risk: string) => `, highest risk ${risk}`,
  /** Where some pending requests are not listed by the gateway, or not kept here. */
  highestRiskSeen: (risk: string) => `, highest risk of those listed ${risk}`,
  stale: ', not up to date',
  loading: 'Loading pending requests',
  unknown: 'Pending requests unknown',
});
