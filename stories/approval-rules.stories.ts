import { html } from 'lit';
import { rpcErrorCodes, type SettingFacts } from '../src/protocol/index.js';
import { aDecision } from '../src/testing/index.js';
import type { Stage, Stories } from './story.js';

/** Typical rules of a team: some lists filled, low risks approved automatically. */
function several({ gateway: { config } }: Stage): void {
  config.changeSecurity({
    actionConfirmation: { autoApprove: ['memory.*', 'calendar.read', 'web.search'] },
    agentToAgent: { allowAgents: ['planner', 'researcher', 'deploy-bot'] },
    permission: { enableNodePermissions: true, allowedNetHosts: ['api.github.com', 'registry.npmjs.org'] },
    approvalRules: { defaultMode: 'auto-low', timeoutMs: 300_000 },
  });
}

/** Past decisions, some of which contradict what a mode would do. */
function decided({ gateway: { approvals } }: Stage): void {
  const names = ['file.write', 'mail.send', 'db.drop', 'deploy.run'];
  const risks = ['low', 'medium', 'critical', 'high'] as const;
  for (let i = 0; i < 230; i++) {
    approvals.decidedInThePast(
      aDecision({
        approvalId: `past-${i}`,
        agentId: i % 3 === 0 ? 'planner' : 'researcher',
        action: names[i % 4] ?? '',
        risk: risks[i % 4] ?? 'high',
        class: 'destructive',
        outcome: i % 50 === 1 ? 'denied' : 'approved',
        resolvedBy: i % 7 === 0 ? 'chen-desktop' : 'maria-laptop',
        resolvedAt: Date.now() - (231 - i) * 600_000,
      }),
    );
  }
}

/** Two remembered rules, one of them used. */
function remembered({ gateway }: Stage): void {
  const rules = gateway.config.remembered;
  const params = { path: '/srv/work/harbour/config/app.yaml', apiKey: 'sk-not-shown' };
  const hour = 3_600_000;
  const { id } = rules.create(
    { action: 'file.write', agentId: 'planner', params, upToRisk: 'medium', durationMs: 8 * hour },
    'maria-laptop',
  ).rule;
  rules.create({ action: 'mail.send', upToRisk: 'low', durationMs: hour, comment: 'The newsletter.' }, 'chen-desktop');
  for (let i = 0; i < 3; i++) rules.use(id);
}

function engage({ gateway }: Stage): void {
  const brake = { engaged: true, reason: 'An agent deletes what it should not.' };
  gateway.config.changeSecurity({ approvalRules: { brake } }, 'night-shift');
}

const find = (element: HTMLElement, selector: string) => element.shadowRoot?.querySelector<HTMLElement>(selector);
const moment = (ms = 60) => new Promise((resolve) => setTimeout(resolve, ms));

function choose(element: HTMLElement, mode: string): void {
  const select = find(element, '#approvalRules-defaultMode');
  if (select instanceof HTMLSelectElement) select.value = mode;
  select?.dispatchEvent(new Event('change'));
}

function type(element: HTMLElement, selector: string, text: string): void {
  const input = find(element, selector);
  if (input instanceof HTMLInputElement) input.value = text;
  input?.dispatchEvent(new Event('input'));
}

async function add(element: HTMLElement, id: string, entry: string): Promise<void> {
  type(element, `#${id}`, entry);
  await moment(20);
  find(element, `#${id} + button`)?.click();
  await moment(20);
}

/** Makes a draft of four changes. */
async function edit(element: HTMLElement): Promise<void> {
  find(element, '#actionConfirmation-requireForSensitive')?.click();
  await add(element, 'actionConfirmation-autoApprove', 'files.read');
  find(element, '#permission-allowedNetHosts')?.closest('.list')?.querySelector<HTMLElement>('li button')?.click();
  type(element, '#approvalRules-timeoutMs', '0');
  await moment(20);
}

async function save(element: HTMLElement): Promise<void> {
  find(element, '.save-bar .primary')?.click();
  await moment();
}

const configFile = 'Edit config.yaml on the gateway and restart it.';
const inert = (key: string, held: string): SettingFacts => ({ key, held, enforced: false, immutable: configFile });
const live = (key: string, held: string, by: string): SettingFacts => ({
  key,
  held,
  enforced: true,
  by,
  immutable: configFile,
});

/** A gateway that stores all settings in a file and enforces few of them. */
const ownWay: readonly SettingFacts[] = [
  inert('actionConfirmation.requireForDestructive', 'security.actionConfirmation.requireForDestructive: true'),
  inert('actionConfirmation.requireForSensitive', 'security.actionConfirmation.requireForSensitive: false'),
  inert('actionConfirmation.autoApprove', 'security.actionConfirmation.autoApprove: []'),
  live('agentToAgent.enabled', 'security.agentToAgent.enabled: true', 'the message router'),
  live('agentToAgent.allowAgents', 'security.agentToAgent.allowAgents: []', 'the message router'),
  inert('permission.enableNodePermissions', 'security.permission.enableNodePermissions: false'),
  inert('permission.allowedFsPaths', 'security.permission.allowedFsPaths: []'),
  inert('permission.allowedNetHosts', 'security.permission.allowedNetHosts: []'),
  live('approvalRules.enabled', 'approvals.enabled: true', 'the tools that manage the gateway itself'),
  inert('approvalRules.defaultMode', 'approvals.defaultMode: auto'),
  live(
    'approvalRules.timeoutMs',
    'approvals.defaultTimeoutMs: 0, which denies at once',
    'the gateway, for every request',
  ),
  live('approvals.denialCacheTtlMs', '60000', 'the gateway: a denial stands for its session and action so long'),
];

/** A gateway whose settings are all immutable over RPC. */
function fixed({ gateway: { config } }: Stage): void {
  config.changeSecurity({ approvalRules: { enabled: true, timeoutMs: 0 }, actionConfirmation: { autoApprove: [] } });
  config.describe(ownWay);
}

const stories: Stories = {
  element: 'comis-approval-rules',
  title: 'Approval rules',
  states: {
    Full: { note: 'Rules in daily use, and the permission matrix.', setup: several },
    Fresh: { note: 'As a gateway starts.' },
    Draft: { note: 'Four changes, none of them in force yet.', setup: several, play: (_, element) => edit(element) },
    Saved: {
      note: 'What stands there was read back.',
      setup: several,
      async play(_, element) {
        await edit(element);
        await save(element);
      },
    },
    Saving: {
      setup(stage) {
        several(stage);
        stage.gateway.faults.hold('config.patch');
      },
      async play(_, element) {
        await edit(element);
        await save(element);
      },
    },
    'Everything asks': {
      note: 'The dialog says what it means, and repeats the verb.',
      setup: several,
      async play(_, element) {
        await edit(element);
        choose(element, 'auto-all');
        await save(element);
      },
    },
    'Draft with its proof': {
      note: 'What the draft would have decided of the last 200 without a person, and what of it a person had denied.',
      setup(stage) {
        several(stage);
        decided(stage);
      },
      async play(_, element) {
        choose(element, 'auto-medium');
        await moment(200);
        find(element, '.proof details')?.setAttribute('open', '');
      },
    },
    'Brake engaged': {
      note: 'Loud in every widget of approvals, and released only in a dialog.',
      setup(stage) {
        several(stage);
        remembered(stage);
        engage(stage);
      },
    },
    'Brake about to be released': {
      note: 'What becomes automatic again.',
      setup(stage) {
        several(stage);
        remembered(stage);
        engage(stage);
      },
      async play(_, element) {
        const notice = find(element, 'comis-policy-notice');
        if (notice) find(notice, 'button')?.click();
        await moment();
      },
    },
    'Approvals off': {
      note: 'No action asks, whatever else is set: said loudly.',
      setup: ({ gateway }) => gateway.config.changeSecurity({ approvalRules: { enabled: false } }),
    },
    'Nothing asks': {
      note: 'Both switches off: what has no effect says so.',
      setup: ({ gateway }) =>
        gateway.config.changeSecurity({
          actionConfirmation: { requireForDestructive: false, requireForSensitive: false },
        }),
    },
    Remembered: {
      note: 'Rules that people made from requests, with their age, uses and end.',
      setup(stage) {
        several(stage);
        remembered(stage);
      },
    },
    'An action tried': {
      note: 'The decision and the rule that makes it, by the rules in force and by the draft.',
      setup: several,
      async play(_, element) {
        choose(element, 'auto-medium');
        const line = find(element, 'comis-try-it');
        if (!line) return;
        type(line, '[name=agentId]', 'planner');
        type(line, '[name=action]', 'file.delete');
        await moment();
      },
    },
    'Everything in force': {
      note: 'Said loudly, for as long as it lasts.',
      setup: ({ gateway }) => gateway.config.changeSecurity({ approvalRules: { defaultMode: 'auto-all' } }),
    },
    Refused: {
      note: 'Refused settings are reset to the gateway’s values; they can be put back into the draft.',
      setup(stage) {
        several(stage);
        stage.gateway.faults.fail('config.patch', {
          code: rpcErrorCodes.immutable,
          message: 'Immutable: security.approvalRules.timeoutMs is set by the host.',
          data: { path: 'security.approvalRules.timeoutMs' },
        });
      },
      async play(_, element) {
        await edit(element);
        await save(element);
      },
    },
    'Changed elsewhere': {
      note: 'Somebody else changed what nobody touches here, and the controls have taken it.',
      setup: several,
      async play({ gateway }, element) {
        find(element, '#actionConfirmation-requireForSensitive')?.click();
        gateway.config.changeSecurity({ approvalRules: { defaultMode: 'manual', timeoutMs: 900_000 } }, 'night-shift');
        await moment(300);
      },
    },
    Conflict: {
      note: 'Somebody else changed what the draft changes: both are shown, and nothing can be saved before one is chosen.',
      setup: several,
      async play({ gateway }, element) {
        await edit(element);
        choose(element, 'auto-medium');
        gateway.config.changeSecurity(
          {
            approvalRules: { defaultMode: 'manual' },
            actionConfirmation: { autoApprove: ['memory.*'] },
          },
          'night-shift',
        );
        await moment(300);
      },
    },
    'Stale save': {
      note: 'The gateway has something newer than the draft was made on.',
      setup: several,
      async play({ gateway, client }, element) {
        await edit(element);
        client.dropStream();
        gateway.config.changeSecurity({ agentToAgent: { enabled: false } }, 'night-shift');
        await save(element);
      },
    },
    'Unclear save': {
      note: 'No answer came, so nobody knows; the draft stays.',
      setup: several,
      async play({ gateway, client }, element) {
        gateway.faults.hold('config.patch');
        await edit(element);
        await save(element);
        client.drop();
        await moment();
      },
    },
    'Entries as they are typed': {
      note: 'An error keeps an entry out, a warning is to be read.',
      async play(_, element) {
        type(element, '#permission-allowedFsPaths', '/srv/work/../../etc');
        type(element, '#permission-allowedNetHosts', 'xn--80ak6aa92e.com');
        type(element, '#actionConfirmation-autoApprove', 'files.*');
        await moment();
      },
    },
    'Notes on entries': {
      note: 'Entries that do less, or more, than they seem to.',
      setup: ({ gateway }) =>
        gateway.config.changeSecurity({
          actionConfirmation: { autoApprove: ['files.*', '*'] },
          permission: {
            enableNodePermissions: true,
            allowedFsPaths: ['/', 'work'],
            allowedNetHosts: ['https://a.example'],
          },
        }),
    },
    'Hostile entries': {
      note: 'What cannot be seen is drawn as a token; markup stays text.',
      setup: ({ gateway }) =>
        gateway.config.changeSecurity({
          actionConfirmation: { autoApprove: ['files\u202e.daer', '<img src=x onerror=alert(1)>'] },
          agentToAgent: { allowAgents: ['bot\u200b', `agent${'-very-long-id'.repeat(16)}`] },
        }),
    },
    'Nothing typed': {
      note: 'Add without an entry.',
      play: (_, element) => add(element, 'agentToAgent-allowAgents', ' '),
    },
    'Bad timeout': {
      note: 'Save waits until it is corrected.',
      play: (_, element) => type(element, '#approvalRules-timeoutMs', '-5'),
    },
    'Read-only': { setup: several, render: () => html`<comis-approval-rules read-only></comis-approval-rules>` },
    'Without admin': { note: 'Says which scope is missing.', setup: several, client: { scopes: ['rpc', 'ws'] } },
    'Saving not offered': {
      setup(stage) {
        several(stage);
        stage.gateway.faults.withhold('config.patch');
      },
    },
    'Held in a file': {
      note: 'A gateway that reads little of what it holds, and lets nothing be changed from here: said beside each.',
      setup: fixed,
    },
    'Some settings fixed': {
      note: 'Two settings cannot be changed here; the others can be saved.',
      setup: ({ gateway }) =>
        gateway.config.describe([
          { key: 'agentToAgent.enabled', enforced: true, by: 'the message router', immutable: configFile },
          { key: 'permission.enableNodePermissions', enforced: false },
        ]),
    },
    'Matrix not offered': { setup: ({ gateway }) => void gateway.faults.withhold('security.permissions') },
    'Not live': { note: 'The token lacks the scope ws.', setup: several, client: { scopes: ['rpc', 'admin'] } },
    Loading: { setup: ({ gateway }) => void gateway.faults.hold('config.read') },
    Connecting: { client: { connected: false } },
    'Not connected': { provider: false },
    Refreshing: {
      setup: several,
      play({ gateway, client }) {
        gateway.faults.hold('config.read');
        client.restore();
      },
    },
    Stale: { setup: several, play: ({ client }) => client.drop() },
    'Live updates interrupted': { setup: several, play: ({ client }) => client.dropStream() },
    Failed: { setup: ({ gateway }) => gateway.faults.fail('config.read', { message: 'Disk unreadable.' }, 99) },
    'Refresh failed': {
      setup: several,
      play({ gateway, client }) {
        gateway.faults.fail('config.read', { message: 'Disk unreadable.' }, 99);
        client.restore();
      },
    },
    'Token refused': { setup: several, play: ({ client }) => client.refuse() },
    'Not offered': { setup: ({ gateway }) => void gateway.faults.withhold('config.read') },
    'Not allowed': { client: { scopes: ['ws', 'admin'] } },
  },
};

export default stories;
