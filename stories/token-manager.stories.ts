import { html } from 'lit';
import { type ResultOf, rpcErrorCodes } from '../src/protocol/index.js';
import { ManualClock } from '../src/testing/index.js';
import type { Stage, Stories } from './story.js';

const day = 86_400_000;

/** Typical tokens of programs and people, one expiring soon, one revoked. */
function several({ gateway: { tokens } }: Stage): void {
  tokens.create({ name: 'ci-runner', scopes: ['rpc', 'ws'] }).token.lastUsedAt = Date.now() - 3 * 60_000;
  tokens.create({ name: 'grafana-exporter', scopes: ['rpc'], expiresAt: Date.now() + 6 * day });
  tokens.create({ name: 'night-shift', scopes: ['rpc', 'ws', 'admin'] }).token.lastUsedAt = Date.now() - day;
  tokens.revoke(tokens.create({ name: 'old-laptop', scopes: ['rpc', 'admin'] }).token.id);
}

/** Deceptive names of tokens. */
function hostile({ gateway: { tokens } }: Stage): void {
  tokens.create({ name: 'ops\u202etoor\u200b', scopes: ['rpc'] });
  tokens.create({ name: '<img src=x onerror=alert(1)>', scopes: ['rpc', 'ws'] });
  tokens.create({ name: `backup${'-very-long-name'.repeat(16)}`, scopes: ['rpc', 'ws', 'admin'] });
}

/** Changes what a gateway answers. */
function alter<M extends 'tokens.list' | 'tokens.create' | 'tokens.rotate'>(
  { gateway }: Stage,
  method: M,
  change: (result: ResultOf<M>) => object,
): void {
  const call = gateway.call.bind(gateway);
  gateway.call = async (caller, name, params) => {
    const result = await call(caller, name, params);
    return name === method ? change(result as ResultOf<M>) : result;
  };
}

const restart = 'The gateway restarts about two seconds later: all clients are disconnected for up to a minute.';
const environment =
  'The new token works only once its secret stands in the environment of the gateway, as GATEWAY_TOKEN_ and its name ' +
  'in capitals.';
const strip =
  'The gateway removes the secrets of all tokens from its config.yaml. A token whose secret is stored nowhere else stops ' +
  'working, that of this page too: this can lock everybody out.';

/**
 * A gateway that restarts after each change, reads secrets from its environment, and has few facts about its tokens.
 */
function restarting(stage: Stage): void {
  several(stage);
  alter(stage, 'tokens.list', ({ tokens }) => ({
    tokens: [
      ...tokens.filter(({ revokedAt }) => !revokedAt).map(({ name, scopes }) => ({ id: name, scopes })),
      {
        id: 'office printer',
        scopes: ['rpc'],
        cannotRotate: 'No variable of the environment can be named after its id.',
      },
    ],
    expiry: false,
    scopesAllow: { ws: 'Allows nothing more on this gateway: any token receives the live events.' },
    notes: ['The gateway forgets when its tokens were made each time it starts.'],
  }));
  alter(stage, 'tokens.create', (result) => ({ ...result, environmentVariable: 'GATEWAY_TOKEN_RELEASE_BOT' }));
  const { client } = stage;
  client.setCapability('tokens.create', { status: 'offered', notes: [restart, environment, strip] });
  client.setCapability('tokens.revoke', { status: 'offered', notes: [restart, strip] });
  client.setCapability('tokens.rotate', { status: 'offered', notes: [restart, environment, strip] });
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
    'On a gateway that restarts': {
      note: 'Ages and names are not known; what a new token does is said before the button.',
      setup: restarting,
      play: (_stage, element) => fill(element, 'release-bot', 'rpc'),
    },
    'Revoke asks on a gateway that restarts': {
      note: 'What comes of it stands before the button.',
      setup: restarting,
      play: (_stage, element) => press(element, 'ci-runner', 'Revoke'),
    },
    'New token for the environment': {
      note: 'The line that the gateway needs, beside the secret: neither is kept.',
      setup: restarting,
      play: (_stage, element) => create(element, 'release-bot', 'rpc', 'ws'),
    },
    'Rotated for the environment': {
      note: 'Which id has gone and which has come.',
      setup(stage) {
        several(stage);
        alter(stage, 'tokens.rotate', (result) => ({ ...result, environmentVariable: 'GATEWAY_TOKEN_CI_RUNNER' }));
      },
      play: (_stage, element) => confirm(element, 'ci-runner', 'Rotate'),
    },
    'Changes wait': {
      note: 'One is in progress, two wait: each says why, and which one it is.',
      setup: restarting,
      async play({ gateway, client }, element) {
        const reason = 'The gateway restarts after each change to its tokens: the next one waits until it is back.';
        const since = Date.now();
        for (const method of ['tokens.create', 'tokens.revoke'] as const) gateway.faults.hold(method);
        for (const name of ['night-shift', 'grafana-exporter']) {
          await confirm(element, name, 'Revoke');
          find(element, '#confirm [data-first]')?.click();
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        await create(element, 'release-bot', 'rpc');
        client.held = [
          { method: 'tokens.revoke', reason, since, until: since + 60_000 },
          { method: 'tokens.create', reason, since, until: since + 120_000 },
        ];
      },
    },
    Restarting: { note: 'The gateway has said so.', setup: several, play: ({ client }) => client.drop('restarting') },
    'Restarting for over a minute': {
      note: 'Somebody may have to start it.',
      gateway: { clock: new ManualClock(Date.now() - 70_000) },
      setup: several,
      play: ({ client }) => client.drop('restarting'),
    },
    'Hostile names': { note: 'What cannot be seen is drawn as a token; markup stays text.', setup: hostile },
    'Read-only': { setup: several, render: () => html`<comis-token-manager read-only></comis-token-manager>` },
    'Rotate and create not offered': {
      note: 'Off, with the reason and what to do instead.',
      setup(stage) {
        several(stage);
        const inFile = 'Add the token to gateway.tokens in config.yaml on its machine, and restart it.';
        stage.client.setCapability('tokens.rotate', { status: 'not-offered', reason: `Revoke it. ${inFile}` });
        stage.client.setCapability('tokens.create', { status: 'not-offered', reason: inFile });
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
