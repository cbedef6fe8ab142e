import { html } from 'lit';
import type { Stories } from './story.js';

const stories: Stories = {
  element: 'comis-connection-status',
  title: 'Connection status',
  states: {
    Live: {},
    Connecting: { client: { connected: false } },
    Reconnecting: { play: ({ client }) => client.drop() },
    Restarting: { note: 'The gateway has said so.', play: ({ client }) => client.drop('restarting') },
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
