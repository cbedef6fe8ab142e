import { html } from 'lit';
import { rpcErrorCodes } from '../src/protocol/index.js';
import { anApproval } from '../src/testing/index.js';
import type { Stage, Stories } from './story.js';

/** A number of harmless requests of one agent. */
const ask = ({ gateway }: Stage, count: number, agentId = 'inbox-agent') => {
  for (let index = 0; index < count; index++) {
    gateway.approvals.request(
      anApproval({
        approvalId: `apr_${agentId}_${String(index)}`,
        agentId,
        action: 'file.read',
        toolName: 'read_file',
        description: 'Read a file.',
        risk: 'low',
        class: 'read',
        params: { path: `/srv/docs/page-${String(index)}.md` },
        timeoutMs: 0,
        createdAt: gateway.clock.now() - 1000 * (count - index),
      }),
    );
  }
};

const linkTo = (request: string) => html`<comis-approval-queue request=${request}></comis-approval-queue>`;

const stories: Stories = {
  element: 'comis-approval-queue',
  title: 'Attention and links to one request',
  states: {
    'All ways': {
      note: 'A number in the title, a notification once it is allowed, a sound after the first click.',
      setup: (stage) => ask(stage, 3),
      render: () => html`<comis-approval-queue attention="title notification sound"></comis-approval-queue>`,
    },
    'Unknown word': {
      note: 'What the developer wrote is named; the other words hold.',
      setup: (stage) => ask(stage, 1),
      render: () => html`<comis-approval-queue attention="titel sound"></comis-approval-queue>`,
    },
    Flood: {
      note: 'Who asks too often is named beside the count, the worst first.',
      setup(stage) {
        ask(stage, 18);
        ask(stage, 12, 'crawler');
      },
    },
    Linked: {
      note: 'The one that the address names is scrolled to once, and marked.',
      setup: (stage) => ask(stage, 6),
      render: () => linkTo('apr_inbox-agent_3'),
    },
    'Linked and ended': {
      note: 'It is said how the linked request ended.',
      setup(stage) {
        ask(stage, 2);
        const approvalId = 'apr_inbox-agent_0';
        stage.gateway.approvals.decide({ approvalId, decision: 'deny', comment: 'Not at night.' }, 'bob');
      },
      render: () => linkTo('apr_inbox-agent_0'),
    },
    'Linked and unknown': {
      note: 'Anybody can make an address: the id is drawn with invisible and look-alike characters shown.',
      setup: (stage) => ask(stage, 1),
      render: () => linkTo('apr_\u202edenied-by-admin'),
    },
    'Linked and unreadable': {
      setup(stage) {
        ask(stage, 1);
        const failure = { code: rpcErrorCodes.internal, message: 'Database locked.' };
        stage.gateway.faults.fail('approvals.history', failure, 99);
      },
      render: () => linkTo('apr_gone'),
    },
  },
};

export default stories;
