import { html } from 'lit';
import { rpcErrorCodes } from '../src/protocol/index.js';
import type { Stage, Stories } from './story.js';

const minute = 60_000;

/** Some days of a small team: actions of agents, decisions and administration by people. */
function week({ gateway: { audit } }: Stage, count = 24): void {
  const now = Date.now();
  const agents = ['deploy-bot', 'research-assistant', 'inbox-triage', 'nightly-backup'];
  for (let index = 0; index < count; index++) {
    const timestamp = now - 20 * minute - index * 40 * minute;
    const agentId = agents[index % agents.length] ?? 'deploy-bot';
    const traceId = `4bf92f3577b3${String(1000 + index)}`;
    if (index % 7 === 3) {
      audit.recordPast({
        timestamp,
        agentId,
        user: 'maria',
        action: 'shell.exec',
        classification: 'destructive',
        outcome: 'denied',
        comment: 'Not during the freeze. Ticket OPS-4711.',
        traceId,
        durationMs: 42_000,
        approvalId: `apr_${index}`,
        details: { outcome: 'denied', risk: 'high', params: { command: 'rm -rf /srv/cache', cwd: '/srv' } },
      });
    } else if (index % 11 === 5) {
      const action = ['tokens.create', 'secrets.set', 'config.patch'][index % 3] ?? 'config.patch';
      audit.recordPast({ timestamp, user: 'operator', action, classification: 'security', outcome: 'success' });
    } else {
      const failed = index % 13 === 8;
      audit.recordPast({
        timestamp,
        agentId,
        user: index % 2 === 0 ? 'maria' : 'telegram:4417',
        action: failed ? 'http.post' : index % 3 === 0 ? 'file.write' : 'file.read',
        classification: failed || index % 3 === 0 ? 'mutate' : 'read',
        outcome: failed ? 'failure' : 'success',
        ...(failed ? { comment: '502 Bad Gateway' } : {}),
        traceId,
        durationMs: 120 + index,
      });
    }
  }
}

/** Hostile names and actions that try to mislead readers of the log. */
function hostile({ gateway: { audit } }: Stage): void {
  const base = { classification: 'mutate', outcome: 'denied' } as const;
  audit.recordPast({ ...base, agentId: '<img src=x onerror=alert(1)>', action: 'file.delete\u202egpj.', user: 'a' });
  audit.recordPast({ ...base, agentId: `agent-${'with-a-very-long-name-'.repeat(20)}`, action: 'x'.repeat(400) });
  audit.recordPast({ ...base, agentId: 'zero\u200bwidth', action: 'read', comment: `fine\n${' '.repeat(60)}not fine` });
}

/** A gateway without an audit log: entries are derived. */
function derived({ gateway }: Stage): void {
  gateway.provenance.set('security.audit', {
    derived: { from: 'its live events and its last 100 activities', since: Date.now() - 9 * minute },
    notes: ['This gateway keeps no audit log: what happened before is not known here.'],
  });
}

/** Ten thousand entries: a hundred pages. */
function many({ gateway: { audit } }: Stage): void {
  const now = Date.now();
  for (let index = 0; index < 10_000; index++) {
    audit.recordPast({
      timestamp: now - index * minute,
      agentId: `agent-${index % 40}`,
      user: 'maria',
      action: 'file.read',
      classification: 'read',
      outcome: 'success',
    });
  }
}

const find = (element: HTMLElement, selector: string) => element.shadowRoot?.querySelector<HTMLElement>(selector);
const moment = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Fills in the filters. */
async function filter(element: HTMLElement, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [id, value] of Object.entries(values)) {
    const field = find(element, `#${id}`);
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) continue;
    field.value = value;
    field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input'));
  }
  find(element, '#search')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
  await moment(50);
}

/** Opens the details of the first entry with a text. */
async function open(element: HTMLElement, text: string): Promise<void> {
  const rows = [...(element.shadowRoot?.querySelectorAll('tbody tr') ?? [])];
  rows
    .find((row) => row.textContent.includes(text))
    ?.querySelector('button')
    ?.click();
  await moment(20);
}

const stories: Stories = {
  element: 'comis-audit-log',
  title: 'Audit log',
  states: {
    Full: { note: 'A week of decisions; the first hundred of them.', setup: (stage) => week(stage, 240) },
    Details: {
      note: 'Every field of an entry, with the comment of whoever decided.',
      setup: (stage) => week(stage),
      play: (_stage, element) => open(element, 'shell.exec'),
    },
    Filtered: {
      note: 'Filters combine, and stand above the table by name.',
      setup: (stage) => week(stage),
      play: (_stage, element) => filter(element, { search: 'freeze', outcome: 'denied', days: '7' }),
    },
    'Filtered to nothing': {
      note: 'Says which filters are in force.',
      setup: (stage) => week(stage),
      play: (_stage, element) => filter(element, { agentId: 'nobody', classification: 'read' }),
    },
    'New entries': {
      note: 'Announced, not pushed in.',
      setup: (stage) => week(stage),
      async play({ gateway: { audit } }) {
        for (let index = 0; index < 3; index++) {
          audit.record({ agentId: 'deploy-bot', action: 'file.read', classification: 'read', outcome: 'success' });
        }
        await moment(50);
      },
    },
    'All loaded': {
      note: 'No button is left; the line above says how far back the log goes.',
      setup: (stage) => week(stage, 110),
      async play(_stage, element) {
        find(element, '.more button')?.click();
        await moment(50);
      },
    },
    'Ten thousand entries': {
      note: 'Load more as often as you like: pages out of sight are not laid out.',
      setup: many,
    },
    'More failed': {
      note: 'What is there stays; the reason stands at the button.',
      setup: (stage) => week(stage, 110),
      async play({ gateway }, element) {
        gateway.faults.fail('security.audit', { message: 'Database locked.' });
        find(element, '.more button')?.click();
        await moment(50);
      },
    },
    'Hostile text': { note: 'What cannot be seen is drawn as a token; markup stays text.', setup: hostile },
    'Derived from events': {
      note: 'The gateway keeps no log: the table says since when it knows.',
      setup: (stage) => {
        derived(stage);
        week(stage, 12);
      },
    },
    'Derived, and empty': { setup: derived },
    'Derived, filtered to nothing': {
      setup: (stage) => {
        derived(stage);
        week(stage, 12);
      },
      play: (_stage, element) => filter(element, { agentId: 'nobody' }),
    },
    Empty: {},
    'Read-only': {
      note: 'Reading is all that it does anyway.',
      setup: (stage) => week(stage),
      render: () => html`<comis-audit-log read-only></comis-audit-log>`,
    },
    'Not live': {
      note: 'The token lacks the scope ws.',
      setup: (stage) => week(stage),
      client: { scopes: ['rpc', 'admin'] },
    },
    Loading: { setup: ({ gateway }) => void gateway.faults.hold('security.audit') },
    Connecting: { client: { connected: false } },
    'Not connected': { provider: false },
    Refreshing: {
      setup: (stage) => week(stage),
      play({ gateway, client }) {
        gateway.faults.hold('security.audit');
        client.restore();
      },
    },
    Stale: { setup: (stage) => week(stage), play: ({ client }) => client.drop() },
    'Live updates interrupted': { setup: (stage) => week(stage), play: ({ client }) => client.dropStream() },
    Failed: {
      setup: ({ gateway }) =>
        gateway.faults.fail('security.audit', { code: rpcErrorCodes.internal, message: 'Database locked.' }, 99),
    },
    'Refresh failed': {
      setup: (stage) => week(stage),
      play({ gateway, client }) {
        gateway.faults.fail('security.audit', { code: rpcErrorCodes.internal, message: 'Database locked.' }, 99);
        client.restore();
      },
    },
    'Token refused': { setup: (stage) => week(stage), play: ({ client }) => client.refuse() },
    'Not offered': { setup: ({ gateway }) => void gateway.faults.withhold('security.audit') },
    'Not allowed': { client: { scopes: ['ws', 'admin'] } },
  },
};

export default stories;
