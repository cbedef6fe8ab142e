import { html } from 'lit';
import { type ResultOf, rpcErrorCodes } from '../src/protocol/index.js';
import { memoryStorage } from '../src/testing/index.js';
import type { Stage, Stories } from './story.js';

const day = 86_400_000;

/** Typical secrets: used keys, one unused, one old. */
function several({ gateway: { secrets } }: Stage): void {
  const now = Date.now();
  const stored = (name: string, createdDays: number, updatedDays: number, usageCount: number, lastUsedMs?: number) =>
    secrets.setInThePast({
      name,
      value: 'unseen',
      createdAt: now - createdDays * day,
      updatedAt: now - updatedDays * day,
      usageCount,
      ...(lastUsedMs === undefined ? {} : { lastUsedAt: now - lastUsedMs }),
    });
  stored('ANTHROPIC_API_KEY', 120, 12, 48_210, 40_000);
  stored('GITHUB_TOKEN', 400, 400, 1, 31 * day);
  stored('OPENAI_API_KEY', 90, 30, 1_284, 60_000);
  stored('SMTP_PASSWORD', 3, 3, 0);
}

/** Deceptive names of secrets. */
function hostile({ gateway: { secrets } }: Stage): void {
  secrets.set({ name: 'PROD\u202eYEK\u200b', value: 'unseen' }, 'somebody');
  secrets.set(
    { name: '<img src=x onerror=alert(1)>', value: 'unseen', description: 'For\nthe \u202esite' },
    'somebody',
  );
  secrets.set({ name: `KEY${'_VERY_LONG'.repeat(20)}`, value: 'unseen' }, 'somebody');
}

/** A gateway that does not list its secrets: only requests for them are known. */
function derived(stage: Stage, secrets: ResultOf<'secrets.list'>['secrets']): void {
  const { gateway, client } = stage;
  const answer: ResultOf<'secrets.list'> = {
    enabled: false,
    dbPath: 'secrets.db',
    secrets,
    derived: { from: 'the configuration and the requests for secrets', since: Date.now() - 26 * 60_000 },
    notes: [
      'Nothing in the gateway reads what is declared: its store is on when SECRETS_MASTER_KEY is set in its environment.',
    ],
  };
  const call = gateway.call.bind(gateway);
  gateway.call = (caller, method, params) =>
    method === 'secrets.list' ? Promise.resolve(answer) : call(caller, method, params);
  const onItsMachine = (command: string) => `Run \`${command}\` on the machine of the gateway, and restart it.`;
  client.setCapability('secrets.set', { status: 'not-offered', reason: onItsMachine('comis secrets set NAME') });
  client.setCapability('secrets.delete', { status: 'not-offered', reason: onItsMachine('comis secrets delete NAME') });
}

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const moment = () => new Promise((resolve) => setTimeout(resolve, 20));
const find = (element: HTMLElement, selector: string) => element.shadowRoot?.querySelector<HTMLElement>(selector);

/** Presses the first button of a row that begins with a word. */
async function press(element: HTMLElement, row: string, word: string): Promise<void> {
  for (const each of element.shadowRoot?.querySelectorAll('tbody tr') ?? []) {
    if (!each.textContent.includes(row)) continue;
    [...each.querySelectorAll('button')].find((button) => button.textContent.trim().startsWith(word))?.click();
  }
  await frame();
}

async function fill(element: HTMLElement, selector: string, text: string): Promise<void> {
  const field = find(element, selector);
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = text;
  field?.dispatchEvent(new Event('input'));
  await frame();
}

async function set(element: HTMLElement, name: string, value: string): Promise<void> {
  await fill(element, '#name', name);
  await fill(element, '#value', value);
  find(element, 'form .submit button')?.click();
  await moment();
}

const failing = { code: rpcErrorCodes.internal, message: 'Database locked.' };

const stories: Stories = {
  element: 'comis-secrets-manager',
  title: 'Secrets',
  states: {
    Full: { note: 'Names, and when each was used; no value anywhere.', setup: several },
    'Memory only': {
      note: 'The gateway says where it keeps its key; the element shows it.',
      gateway: {
        secretStorage: memoryStorage({
          notes: ['Kept in memory only: set COMIS_SECRETS_MASTER_KEY to keep secrets in the file.'],
        }),
      },
      setup: several,
    },
    Disabled: {
      note: 'Says so, and why nothing can be set.',
      gateway: { secretStorage: memoryStorage({ enabled: false }) },
    },
    'Ready to set': {
      setup: several,
      async play(_stage, element) {
        await fill(element, '#name', 'SLACK_BOT_TOKEN');
        await fill(element, '#value', 'not a real one');
      },
    },
    'Line break at the end': {
      note: 'What is said of a value: its length, and what is odd about it.',
      setup: several,
      async play(_stage, element) {
        await fill(element, '#name', 'SLACK_BOT_TOKEN');
        await fill(element, '#value', 'not a real one\n');
      },
    },
    'About to replace': {
      note: 'A name that is taken is another action: it says what it replaces, how old, how used.',
      setup: several,
      async play(_stage, element) {
        await press(element, 'OPENAI_API_KEY', 'Replace');
        await fill(element, '#value', 'not a real one');
      },
    },
    Stored: { setup: several, play: (_stage, element) => set(element, 'SLACK_BOT_TOKEN', 'not a real one') },
    'Set refused': {
      note: 'The reason stands at the form, the name stays, the value is wiped.',
      setup(stage) {
        several(stage);
        stage.gateway.faults.fail('secrets.set', { message: 'The disk is full.' });
      },
      play: (_stage, element) => set(element, 'SLACK_BOT_TOKEN', 'not a real one'),
    },
    'Delete asks': { setup: several, play: (_stage, element) => press(element, 'OPENAI_API_KEY', 'Delete') },
    'Delete armed': {
      note: 'The name has been typed.',
      setup: several,
      async play(_stage, element) {
        await press(element, 'SMTP_PASSWORD', 'Delete');
        await fill(element, '#typed-name', 'SMTP_PASSWORD');
      },
    },
    'Delete refused': {
      note: 'The dialog stays and says why; nothing has changed.',
      setup(stage) {
        several(stage);
        stage.gateway.faults.fail('secrets.delete', { message: 'The disk is full.' });
      },
      async play(_stage, element) {
        await press(element, 'SMTP_PASSWORD', 'Delete');
        await fill(element, '#typed-name', 'SMTP_PASSWORD');
        find(element, '#delete .danger')?.click();
        await moment();
      },
    },
    'Hostile names': { note: 'What cannot be seen is drawn as a token; markup stays text.', setup: hostile },
    'Read-only': { setup: several, render: () => html`<comis-secrets-manager read-only></comis-secrets-manager>` },
    'Set and delete not offered': {
      setup(stage) {
        several(stage);
        stage.gateway.faults.withhold('secrets.set');
        stage.gateway.faults.withhold('secrets.delete');
      },
    },
    'Asked for': {
      note: 'Derived from requests: no list of all, what is declared is not what is, and nothing can be set.',
      setup: (stage) =>
        derived(stage, [
          { name: 'ANTHROPIC_API_KEY', usageCount: 21, lastUsedAt: Date.now() - 40_000 },
          { name: 'DEPLOY_KEY', usageCount: 0, description: 'Not found once.' },
          { name: 'GITHUB_TOKEN', usageCount: 1, lastUsedAt: Date.now() - 20 * 60_000 },
        ]),
    },
    'Not asked for yet': { setup: (stage) => derived(stage, []) },
    'Not live': { note: 'The token lacks the scope ws.', setup: several, client: { scopes: ['rpc', 'admin'] } },
    Empty: {},
    Loading: { setup: ({ gateway }) => void gateway.faults.hold('secrets.list') },
    Connecting: { client: { connected: false } },
    'Not connected': { provider: false },
    Refreshing: {
      setup: several,
      play({ gateway, client }) {
        gateway.faults.hold('secrets.list');
        client.restore();
      },
    },
    Stale: { setup: several, play: ({ client }) => client.drop() },
    'Live updates interrupted': { setup: several, play: ({ client }) => client.dropStream() },
    Failed: { setup: ({ gateway }) => gateway.faults.fail('secrets.list', failing, 99) },
    'Refresh failed': {
      setup: several,
      play({ gateway, client }) {
        gateway.faults.fail('secrets.list', failing, 99);
        client.restore();
      },
    },
    'Token refused': { setup: several, play: ({ client }) => client.refuse() },
    'Not offered': { setup: ({ gateway }) => void gateway.faults.withhold('secrets.list') },
    'Not allowed': { client: { scopes: ['rpc', 'ws'] } },
  },
};

export default stories;
