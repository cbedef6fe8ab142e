import { html } from 'lit';
import { ManualClock } from '../src/testing/index.js';
import type { Stories } from './story.js';

const stories: Stories = {
  element: 'comis-connection-status',
  title: 'Connection status',
  states: {
    Live: {},
    Connecting: { client: { connected: false } },
    Reconnecting: { play: ({ client }) => client.drop() },
    Restarting: { note: 'The gateway has said so.', play: ({ client }) => client.drop('restarting') },
    'Restarting for over a minute': {
      note: 'Nothing starts it again, as far as can be seen.',
      gateway: { clock: new ManualClock(Date.now() - 70_000) },
      play: ({ client }) => client.drop('restarting'),
    },
    'Calls wait': {
      note: 'How many; opened, which and why.',
      async play({ client }, element) {
        const since = Date.now();
        const reason = 'The gateway restarts after each change to its tokens: the next one waits until it is back.';
        client.held = [
          { method: 'tokens.revoke', reason, since, until: since + 60_000 },
          { method: 'tokens.create', reason, since: since + 2000 },
        ];
        await new Promise((resolve) => requestAnimationFrame(resolve));
        element.shadowRoot?.querySelector('summary')?.click();
      },
    },
    'Live updates interrupted': { play: ({ client }) => client.dropStream() },
    'Not live': { note: 'The token lacks the scope ws.', client: { scopes: ['rpc', 'admin'] } },
    'Token refused': { play: ({ client }) => client.refuse() },
    Closed: { play: ({ client }) => client.close() },
    'Unreadable messages': {
      note: 'Counted, with the event’s name and what is wrong with it.',
      async play({ client }, element) {
        for (let times = 0; times < 3; times++) client.receive('security:event', { id: 7 });
        client.receive('agent:mood\u202e', { mood: 'good' });
        await new Promise((resolve) => requestAnimationFrame(resolve));
        element.shadowRoot?.querySelector('summary')?.click();
      },
    },
    'Not connected': {
      provider: false,
      render: () => html`<comis-connection-status></comis-connection-status>`,
    },
  },
};

export default stories;
