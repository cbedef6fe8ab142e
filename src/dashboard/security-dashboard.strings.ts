import { formatCount } from '../ui/format/format.js';
import { messages } from '../ui/language/messages.js';

/** All strings of `<comis-security-dashboard>`. */
export const strings = messages('security-dashboard', {
  label: 'Security',
  tabs: {
    events: 'Security Events',
    audit: 'Audit Log',
    tokens: 'API Tokens',
    secrets: 'Secrets',
    rules: 'Approval Rules',
    pending: 'Pending Approvals',
    health: 'Provider Health',
  },
  related: 'Related pages',
  documentation: 'Security Documentation',
  configEditor: 'Config Editor',
  count: (waiting: number) => `(${formatCount(waiting)})`,
  waiting: (waiting: number) => `${formatCount(waiting)} waiting`,
  announced: (waiting: number) =>
    waiting === 1 ? '1 approval is waiting' : `${formatCount(waiting)} approvals are waiting`,
});
