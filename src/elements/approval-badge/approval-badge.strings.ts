import { formatCount } from '../../ui/format/format.js';

/** All words of `<comis-approval-badge>`. */
export const strings = {
  pending: (count: number) =>
    count === 1 ? '1 pending request' : count === 0 ? 'No pending requests' : `${formatCount(count)} pending requests`,
  highestRisk: (risk: string) => `, highest risk ${risk}`,
  /** Where requests wait that the gateway did not list, or that are not kept. */
  highestRiskSeen: (risk: string) => `, highest risk of those listed ${risk}`,
  stale: ', not up to date',
  loading: 'Loading pending requests',
  unknown: 'Pending requests unknown',
} as const;
