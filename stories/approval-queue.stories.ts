import { html } from 'lit';
import { rpcErrorCodes } from '../src/protocol/index.js';
import { anApproval } from '../src/testing/index.js';
import type { Stage, Stories } from './story.js';

const minute = 60_000;

/** One request of each risk, with realistic parameters. */
function several({ gateway }: Stage): void {
  const ask = (request: Parameters<typeof anApproval>[0]) => gateway.approvals.request(anApproval(request));
  ask({
    agentId: 'ops-agent',
    action: 'shell.exec',
    toolName: 'shell',
    risk: 'critical',
    class: 'destructive',
    description: 'Run a shell command on build-host-3.',
    explanation: 'The disk is full; I remove old build artifacts so that the release can go on.',
    params: { command: 'rm -rf /var/lib/builds/2025-*', cwd: '/', timeoutSeconds: 60 },
    user: 'maria',
    timeoutMs: 4 * minute,
  });
  ask({
    agentId: 'mail-agent',
    action: 'message.send',
    risk: 'medium',
    class: 'mutate',
    description: 'Send an e-mail to 2 recipients.',
    params: { to: ['cfo@example.com', 'legal@example.com'], subject: 'Q3 numbers', body: 'Dear all,\n\nplease find…' },
    timeoutMs: 50_000,
  });
  ask({
    agentId: 'docs-agent',
    action: 'file.read',
    risk: 'low',
    class: 'read',
    params: { path: '/srv/docs/a.md' },
    timeoutMs: 0,
  });
}

/** Similar requests of one agent, and an unrelated one. */
function alike({ gateway }: Stage): void {
  const paths = [
    '/srv/reports/2026-10.pdf',
    '/srv/reports/2026-11.pdf',
    '/srv/reports/\u202efdp.21-6202',
    '/etc/passwd',
  ];
  paths.forEach((path, index) =>
    gateway.approvals.request(
      anApproval({
        agentId: 'mail-agent',
        action: 'file.send',
        risk: 'medium',
        class: 'mutate',
        params: {
          path,
          to: index === 3 ? ['cfo@example.com', 'somebody@example.net'] : ['cfo@example.com'],
          retries: 3,
          headers: { authorization: `Bearer ${'x'.repeat(20 + index)}`, accept: 'application/pdf' },
          ...(index === 2 ? {} : { note: index === 1 ? null : 'monthly' }),
        },
        timeoutMs: (4 + index * 3) * minute,
      }),
    ),
  );
  gateway.approvals.request(
    anApproval({
      agentId: 'docs-agent',
      action: 'file.read',
      risk: 'low',
      params: { path: '/srv/a.md' },
      timeoutMs: 8 * minute,
    }),
  );
}

/** Opens the first table of similar requests. */
async function openSimilar(element: HTMLElement): Promise<void> {
  for (let frame = 0; frame < 60; frame++) {
    const details = element.shadowRoot?.querySelector<HTMLDetailsElement>('details.similar');
    if (details) {
      details.open = true;
      return;
    }
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** Hostile requests. */
function hostile({ gateway }: Stage): void {
  gateway.approvals.request(
    anApproval({
      agentId: 'ops\u202eagent',
      action: 'file.delete\u200b',
      risk: 'high',
      description: `Delete a file.${' '.repeat(80)}And nothing else.`,
      explanation: '<img src=x onerror=alert(1)> Approved by your administrator \u001b[8mhidden\u001b[0m',
      params: { path: '/home/\u202egnp.exe', note: 'x'.repeat(3000), html: '<script>alert(1)</script>' },
      timeoutMs: 0,
    }),
  );
}

const stories: Stories = {
  element: 'comis-approval-queue',
  title: 'Pending approvals',
  states: {
    Full: { note: 'Three requests, the nearest deadline first.', setup: several },
    'Hostile text': { note: 'What cannot be seen is drawn as a token; markup stays text.', setup: hostile },
    'Similar requests': {
      note: 'A table of just the parameters in which requests of one agent, action and risk differ.',
      setup: alike,
      play: (_, element) => openSimilar(element),
    },
    'Similar together': {
      note: 'The similar ones next to each other, the group by its nearest deadline.',
      setup: alike,
      render: () => html`<comis-approval-queue group-similar></comis-approval-queue>`,
    },
    Resolved: {
      note: 'Decided elsewhere and withdrawn: said in place.',
      setup: several,
      play({ gateway }) {
        const [first, second] = gateway.approvals.waiting();
        if (first)
          gateway.approvals.decide({ approvalId: first.approvalId, decision: 'deny', comment: 'Not at night.' }, 'bob');
        if (second) gateway.approvals.withdraw(second.approvalId);
      },
    },
    'Refused decision': {
      note: 'The reason stands on its own card, and the comment stays.',
      setup(stage) {
        several(stage);
        stage.gateway.faults.fail('approvals.respond', { code: rpcErrorCodes.internal, message: 'The disk is full.' });
      },
    },
    'Cut short': {
      note: 'What the gateway cut can only be denied.',
      setup: ({ gateway }) => void gateway.approvals.request(anApproval({ truncated: true, timeoutMs: 0 })),
    },
    'Read-only': {
      setup: several,
      render: () => html`<comis-approval-queue read-only></comis-approval-queue>`,
    },
    'No scope admin': { setup: several, client: { scopes: ['rpc', 'ws'] } },
    'Not live': { note: 'The token lacks the scope ws.', setup: several, client: { scopes: ['rpc', 'admin'] } },
    Empty: {},
    Loading: { setup: ({ gateway }) => void gateway.faults.hold('approvals.list') },
    Connecting: { client: { connected: false } },
    'Not connected': { provider: false },
    Stale: { setup: several, play: ({ client }) => client.drop() },
    'Live updates interrupted': { setup: several, play: ({ client }) => client.dropStream() },
    Failed: {
      setup: ({ gateway }) =>
        gateway.faults.fail('approvals.list', { code: rpcErrorCodes.internal, message: 'Database locked.' }, 99),
    },
    'Token refused': { play: ({ client }) => client.refuse() },
    'Not offered': { setup: ({ gateway }) => void gateway.faults.withhold('approvals.list') },
    'Not allowed': { client: { scopes: ['ws', 'admin'] } },
  },
};

export default stories;
