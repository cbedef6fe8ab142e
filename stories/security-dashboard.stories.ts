import { html } from 'lit';
import type { Story, Stories } from './story.js';

const busy = { scenario: 'busy', seed: 7 } as const;
const opened = (tab: string): Story => ({
  gateway: busy,
  render: () => html`<comis-security-dashboard tab=${tab}></comis-security-dashboard>`,
});

export default {
  element: 'comis-security-dashboard',
  title: 'Security dashboard',
  states: {
    'Security Events': opened('events'),
    'Audit Log': opened('audit'),
    'API Tokens': opened('tokens'),
    Secrets: opened('secrets'),
    'Approval Rules': opened('rules'),
    'Pending Approvals': opened('pending'),
    'Provider Health': opened('health'),
    'Everything approved': {
      note: 'No request waits for anybody: the line above the queue is loud.',
      setup: ({ gateway }) => gateway.config.changeSecurity({ approvalRules: { defaultMode: 'auto-all' } }),
      render: () => html`<comis-security-dashboard tab="pending"></comis-security-dashboard>`,
    },
    'With related pages': {
      gateway: busy,
      render: () =>
        html`<comis-security-dashboard
          documentation-url="https://docs.comis.ai/security"
          config-editor-url="https://docs.comis.ai/web-dashboard/config-editor"
        ></comis-security-dashboard>`,
    },
    'Nothing yet': { note: 'A gateway where nothing has happened.' },
    Connecting: { client: { connected: false } },
    Stale: {
      note: 'The connection is lost: each widget keeps its rows and says since when they are old.',
      gateway: busy,
      play: ({ client }) => client.drop(),
    },
    'Token refused': { gateway: busy, play: ({ client }) => client.refuse() },
    'Read-only': {
      gateway: busy,
      render: () => html`<comis-security-dashboard tab="pending" read-only></comis-security-dashboard>`,
    },
    'Without admin': {
      note: 'What the token may not do is not offered, and the reason is said.',
      gateway: busy,
      client: { scopes: ['rpc', 'ws'] },
      render: () => html`<comis-security-dashboard tab="tokens"></comis-security-dashboard>`,
    },
    'Right to left': {
      gateway: busy,
      render: () => html`<comis-security-dashboard dir="rtl"></comis-security-dashboard>`,
    },
    'Not in a provider': { provider: false },
  },
} satisfies Stories;
