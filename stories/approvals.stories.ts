import { html } from 'lit';
import { rpcErrorCodes } from '../src/protocol/index.js';
import type { Stories } from './story.js';

const busy = { scenario: 'busy', seed: 7 } as const;

export default {
  element: 'comis-approvals',
  title: 'Approvals',
  states: {
    Full: { note: 'Queue, history and rules, one below the other.', gateway: busy },
    Empty: { note: 'Nobody asked yet. The rules are there all the same.' },
    'Read-only': { gateway: busy, render: () => html`<comis-approvals read-only></comis-approvals>` },
    'No scope admin': { gateway: busy, client: { scopes: ['rpc', 'ws'] } },
    'Not live': { note: 'The token lacks the scope ws.', gateway: busy, client: { scopes: ['rpc', 'admin'] } },
    Loading: {
      setup({ gateway }) {
        for (const method of ['approvals.list', 'approvals.history', 'config.read'] as const) {
          gateway.faults.hold(method);
        }
      },
    },
    Connecting: { client: { connected: false } },
    'Not connected': { provider: false },
    Stale: { gateway: busy, play: ({ client }) => client.drop() },
    Failed: {
      note: 'Each section says for itself what it could not load.',
      setup: ({ gateway }) =>
        gateway.faults.fail('approvals.history', { code: rpcErrorCodes.internal, message: 'Database locked.' }, 99),
    },
    'Token refused': { play: ({ client }) => client.refuse() },
    'Not offered': { setup: ({ gateway }) => void gateway.faults.withhold('approvals.history') },
    'Not allowed': { client: { scopes: ['ws', 'admin'] } },
  },
} satisfies Stories;
