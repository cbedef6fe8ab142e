import { formatCount } from '../elements/shared/format.js';

/** All words of `<comis-security-dashboard>`. */
export const strings = {
  label: 'Security',
  tabs: {
    events: 'Security Events',
    tokens: 'API Tokens',
    pending: 'Pending Approvals',
  },
  count: (waiting: number) => `(${formatCount(waiting)})`,
  waiting: (waiting: number) => `${formatCount(waiting)} waiting`,
  announced: (waiting: number) =>
    waiting === 1 ? '1 approval is waiting' : `${formatCount(waiting)} approvals are waiting`,
} as const;
