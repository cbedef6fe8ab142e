import { html } from 'lit';
import { rpcErrorCodes } from '../src/protocol/index.js';
import type { Stage, Stories } from './story.js';

const day = 86_400_000;

/** What a gateway in daily use has: tokens of programs and people, one that ends soon, one that was revoked. */
function several({ gateway: { tokens } }: Stage): void {
  tokens.create({ name: 'ci-runner', scopes: ['rpc', 'ws'] }).token.lastUsedAt = Date.now() - 3 * 60_000;
  tokens.create({ name: 'grafana-exporter', scopes: ['rpc'], expiresAt: Date.now() + 6 * day });
  tokens.create({ name: 'night-shift', scopes: ['rpc', 'ws', 'admin'] }).token.lastUsedAt = Date.now() - day;
  tokens.revoke(tokens.create({ name: 'old-laptop', scopes: ['rpc', 'admin'] }).token.id);
}

/** What somebody may call a token to fool whoever reads the list. */
function hostile({ gateway: { tokens } }: Stage): void {
  tokens.create({ name: 'ops\u202etoor\u200b', scopes: ['rpc'] });
  tokens.create({ name: '<img src=x onerror=alert(1)>', scopes: ['rpc', 'ws'] });
  tokens.create({ name: `backup${'-very-long-name'.repeat(16)}`, scopes: ['rpc', 'ws', 'admin'] });
}

const find = (element: HTMLElement, selector: string) => element.shadowRoot?.querySelector<HTMLElement>(selector);

/** Presses the first button of a row that begins with a word. */
function press(element: HTMLElement, row: string, word: string): void {
  for (const each of element.shadowRoot?.querySelectorAll('.active tbody tr') ?? []) {
    if (!each.textContent.includes(row)) continue;
    [...each.querySelectorAll('button')].find((button) => button.textContent.trim().startsWith(word))?.click();
  }
}

async function confirm(element: HTMLElement, row: string, word: string): Promise<void> {
  press(element, row, word);
  await new Promise((resolve) => requestAnimationFrame(resolve));
  find(element, '#confirm .danger')?.click();
  await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Fills in the form. */
async function fill(element: HTMLElement, name: string, ...scopes: string[]): Promise<void> {
  const field = find(element, '#name');
  if (field instanceof HTMLInputElement) field.value = name;
  field?.dispatchEvent(new Event('input'));
  for (const scope of scopes) find(element, `#scope-${scope}`)?.click();
  await new Promise((resolve) => requestAnimationFrame(resolve));
}

async function create(element: HTMLElement, name: string, ...scopes: string[]): Promise<void> {
  await fill(element, name, ...scopes);
  find(element, 'form button')?.click();
  await new Promise((resolve) => setTimeout(resolve, 20));
}

const stories: Stories = {
  element: 'comis-token-manager',
  title: 'API tokens',
  states: {
    Full: { note: 'Tokens of programs and people, this session’s own among them.', setup: several },
    'Ready to create': {
      note: 'A name and a scope; admin is warned about.',
      setup: several,
      play: (_stage, element) => fill(element, 'release-bot', 'rpc', 'admin'),
    },
    'Name taken': {
      note: 'The reason stands at the form, and what was typed stays.',
      setup: several,
      play: (_stage, element) => create(element, 'ci-runner', 'rpc'),
    },
    'New token': {
      note: 'The secret, this once.',
      setup: several,
      play: (_stage, element) => create(element, 'release-bot', 'rpc', 'ws'),
    },
    'Revoke asks': { setup: several, play: (_stage, element) => press(element, 'ci-runner', 'Revoke') },
    'Revoke asks about this session': {
      setup: several,
      play: (_stage, element) => press(element, 'operator', 'Revoke'),
    },
    'Rotate asks': { setup: several, play: (_stage, element) => press(element, 'ci-runner', 'Rotate') },
    'Revoke refused': {
      note: 'The dialog stays and says why; nothing has changed.',
      setup(stage) {
        several(stage);
        stage.gateway.faults.fail('tokens.revoke', { message: 'The disk is full.' });
      },
      play: (_stage, element) => confirm(element, 'ci-runner', 'Revoke'),
    },
    Revoked: {
      note: 'What was revoked stays below, with when.',
      setup: several,
      async play(_stage, element) {
        await confirm(element, 'ci-runner', 'Revoke');
        find(element, 'summary')?.click();
      },
    },
    'Hostile names': { note: 'What cannot be seen is drawn as a token; markup stays text.', setup: hostile },
    'Read-only': { setup: several, render: () => html`<comis-token-manager read-only></comis-token-manager>` },
    'Rotate and create not offered': {
      setup(stage) {
        several(stage);
        stage.gateway.faults.withhold('tokens.rotate');
        stage.gateway.faults.withhold('tokens.create');
      },
    },
    'Not live': { note: 'The token lacks the scope ws.', setup: several, client: { scopes: ['rpc', 'admin'] } },
    Empty: {
      note: 'A gateway that does not list the token in use.',
      setup({ gateway }) {
        const call = gateway.call.bind(gateway);
        gateway.call = (caller, method, params) =>
          method === 'tokens.list' ? Promise.resolve({ tokens: [] }) : call(caller, method, params);
      },
    },
    Loading: { setup: ({ gateway }) => void gateway.faults.hold('tokens.list') },
    Connecting: { client: { connected: false } },
    'Not connected': { provider: false },
    Refreshing: {
      setup: several,
      play({ gateway, client }) {
        gateway.faults.hold('tokens.list');
        client.restore();
      },
    },
    Stale: { setup: several, play: ({ client }) => client.drop() },
    'Live updates interrupted': { setup: several, play: ({ client }) => client.dropStream() },
    Failed: {
      setup: ({ gateway }) =>
        gateway.faults.fail('tokens.list', { code: rpcErrorCodes.internal, message: 'Database locked.' }, 99),
    },
    'Refresh failed': {
      setup: several,
      play({ gateway, client }) {
        gateway.faults.fail('tokens.list', { code: rpcErrorCodes.internal, message: 'Database locked.' }, 99);
        client.restore();
      },
    },
    'Token refused': { setup: several, play: ({ client }) => client.refuse() },
    'Not offered': { setup: ({ gateway }) => void gateway.faults.withhold('tokens.list') },
    'Not allowed': { client: { scopes: ['rpc', 'ws'] } },
  },
};

export default stories;
