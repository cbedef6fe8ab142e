import { anApproval } from '../src/testing/index.js';
import type { Stage, Stories } from './story.js';

const pending =
  (...risks: readonly ('low' | 'medium' | 'high' | 'critical')[]) =>
  ({ gateway }: Stage) =>
    risks.forEach((risk) => void gateway.approvals.request(anApproval({ risk, timeoutMs: 0 })));

const stories: Stories = {
  element: 'comis-approval-badge',
  title: 'Approval badge',
  states: {
    'No requests': {},
    Pending: { note: 'The count and the mark of the highest risk.', setup: pending('low', 'critical', 'medium') },
    Loading: { note: 'The count is hidden while it is not known.', client: { connected: false } },
    'Not up to date': { setup: pending('high'), play: ({ client }) => client.drop() },
    'Token refused': { note: 'A question mark says that the count is unknown.', play: ({ client }) => client.refuse() },
  },
};

export default stories;
