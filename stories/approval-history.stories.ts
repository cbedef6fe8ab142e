import { html } from 'lit';
import { type Decision, rpcErrorCodes } from '../src/protocol/index.js';
import { anApproval } from '../src/testing/index.js';
import type { Stage, Stories } from './story.js';

const minute = 60_000;

/** A decision made some minutes ago, on a request created two minutes before. */
function past({ gateway }: Stage, agoMinutes: number, decision: Partial<Decision>): void {
  const resolvedAt = Date.now() - agoMinutes * minute;
  const request = anApproval({ createdAt: resolvedAt - 2 * minute });
  gateway.approvals.decidedInThePast({ ...request, outcome: 'approved', resolvedBy: 'maria', resolvedAt, ...decision });
}

/** One decision of each outcome. */
function several(stage: Stage): void {
  past(stage, 3, {
    agentId: 'ops-agent',
    action: 'shell.exec',
    risk: 'critical',
    outcome: 'denied',
    comment: 'Not during the release. Ask again after 18:00, and say which folders.',
  });
  past(stage, 9, {
    agentId: 'mail-agent',
    action: 'message.send',
    risk: 'low',
    resolvedBy: 'system:policy',
    automatic: 'policy',
  });
  past(stage, 14, {
    agentId: 'mail-agent',
    action: 'message.send',
    risk: 'medium',
    resolvedBy: 'system:cache',
    automatic: 'cache',
  });
  past(stage, 31, {
    agentId: 'ops-agent',
    action: 'file.delete',
    risk: 'high',
    outcome: 'expired',
    resolvedBy: 'system:timeout',
    automatic: 'timeout',
  });
  past(stage, 44, { agentId: 'docs-agent', action: 'file.write', risk: 'medium', comment: 'Read the diff. Fine.' });
  past(stage, 59, {
    agentId: 'docs-agent',
    action: 'db.migrate',
    risk: 'high',
    outcome: 'withdrawn',
    resolvedBy: 'docs-agent',
  });
}

function hostile(stage: Stage): void {
  past(stage, 1, {
    agentId: 'ops\u202etnega',
    action: 'file.delete\u200b',
    comment: `<img src=x onerror=alert(1)> ${'and so on '.repeat(200)}`,
    resolvedBy: '<b>admin</b>',
    params: { path: '/home/\u202egnp.exe', note: 'x'.repeat(2000) },
  });
}

const open = (element: HTMLElement, row = 0) =>
  element.shadowRoot?.querySelectorAll<HTMLElement>('.disclosure')[row]?.click();

async function filter(element: HTMLElement, outcome: string, agent: string): Promise<void> {
  const select = element.shadowRoot?.querySelector('select');
  const input = element.shadowRoot?.querySelector('input');
  if (!select || !input) return;
  select.value = outcome;
  select.dispatchEvent(new Event('change'));
  input.value = agent;
  input.dispatchEvent(new Event('input'));
  input.dispatchEvent(new Event('change'));
  await new Promise((resolve) => setTimeout(resolve, 20));
}

const stories: Stories = {
  element: 'comis-approval-history',
  title: 'Approval history',
  states: {
    Full: { note: 'People’s decisions, and those that nobody made, marked.', setup: several },
    Details: {
      note: 'All of a decision, with the parameters as decided.',
      setup: several,
      play: (_stage, el) => open(el),
    },
    'Automatic in detail': { setup: several, play: (_stage, el) => open(el, 1) },
    'Hostile text': {
      note: 'What cannot be seen is drawn as a token; markup stays text.',
      setup: hostile,
      play: (_stage, el) => open(el),
    },
    Filtered: { setup: several, play: (_stage, el) => filter(el, 'denied', 'ops-agent') },
    'Filtered to nothing': { setup: several, play: (_stage, el) => filter(el, 'withdrawn', 'nobody') },
    'New ones announced': {
      note: 'Nothing moves under the reader: "N new" brings them in.',
      setup: several,
      play({ gateway }) {
        const { request } = gateway.approvals.request(anApproval());
        gateway.approvals.decide({ approvalId: request.approvalId, decision: 'deny' }, 'bob');
      },
    },
    'More than a page': {
      setup(stage) {
        for (let index = 0; index < 120; index++) past(stage, index, { agentId: `agent-${String(index % 7)}` });
      },
    },
    'Read-only': {
      note: 'There is nothing to change here anyway.',
      setup: several,
      render: () => html`<comis-approval-history read-only></comis-approval-history>`,
    },
    'Not live': { note: 'The token lacks the scope ws.', setup: several, client: { scopes: ['rpc', 'admin'] } },
    Empty: {},
    Loading: { setup: ({ gateway }) => void gateway.faults.hold('approvals.history') },
    Connecting: { client: { connected: false } },
    'Not connected': { provider: false },
    Refreshing: {
      setup: several,
      play({ gateway, client }) {
        gateway.faults.hold('approvals.history');
        client.restore();
      },
    },
    Stale: { setup: several, play: ({ client }) => client.drop() },
    'Live updates interrupted': { setup: several, play: ({ client }) => client.dropStream() },
    Failed: {
      setup: ({ gateway }) =>
        gateway.faults.fail('approvals.history', { code: rpcErrorCodes.internal, message: 'Database locked.' }, 99),
    },
    'Refresh failed': {
      setup: several,
      play({ gateway, client }) {
        gateway.faults.fail('approvals.history', { code: rpcErrorCodes.internal, message: 'Database locked.' }, 99);
        client.restore();
      },
    },
    'Token refused': { play: ({ client }) => client.refuse() },
    'Not offered': { setup: ({ gateway }) => void gateway.faults.withhold('approvals.history') },
    'Not allowed': { client: { scopes: ['ws', 'admin'] } },
  },
};

export default stories;
