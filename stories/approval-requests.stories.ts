import type { ApprovalRequest } from '../src/protocol/index.js';
import { aDecision, anApproval } from '../src/testing/index.js';
import { attacks } from '../test/support/attacks.js';
import type { Stage, Stories, Story } from './story.js';

const one =
  (request: Partial<ApprovalRequest>) =>
  ({ gateway }: Stage) =>
    void gateway.approvals.request(
      anApproval({
        description: 'What the gateway says of it.',
        explanation: 'I was asked to.',
        timeoutMs: 0,
        ...request,
      }),
    );

const edit = {
  path: '/srv/work/storefront/config/app.yaml',
  old_string: 'server:\n  port: 8080\n  retries: 3\n  timeout: 30s\n',
  new_string: 'server:\n  port: 8080\n  retries: 9\n  timeout: 30s\n  verify: false\n',
};

/** A story that changes its request once it is on the screen. */
const changing: Story = {
  note: 'What was there and what is there now; nothing can be decided before Reviewed is pressed.',
  setup: one({
    approvalId: 'apr_changing',
    action: 'file.delete',
    toolName: 'delete_file',
    params: { path: '/tmp/a' },
  }),
  play: ({ gateway }) => void gateway.approvals.change('apr_changing', { path: '/etc', recursive: true }),
};

const stories: Stories = {
  element: 'comis-approval-queue',
  title: 'What an approval card shows',
  states: {
    'File edit': { setup: one({ action: 'file.edit', toolName: 'edit_file', risk: 'medium', params: edit }) },
    'File content': {
      setup: one({ action: 'file.write', toolName: 'write_file', risk: 'medium', params: { path: '/srv/a.sh', content: '#!/bin/sh\necho done\n' } }), // prettier-ignore
    },
    'Shell command': {
      note: 'Parts are marked, and what deserves a second look is named.',
      setup: one({
        risk: 'critical',
        params: {
          command: "sudo rm -rf /var/cache/* | tee /tmp/log > /dev/null && echo 'done' # $(date)",
          cwd: '/srv',
        },
      }),
    },
    'HTTP request': {
      note: 'The header that looks like a secret is hidden.',
      setup: one({
        action: 'http.post',
        toolName: 'http_request',
        params: {
          url: 'https://api.example.com/v1/refunds?notify=1',
          headers: { Authorization: 'Bearer 0123456789abcdef', Accept: 'application/json' },
          body: { order: 20_412, amount: { value: '120.00', currency: 'EUR' } },
          retries: 2,
        },
      }),
    },
    'Spoofed address': {
      note: 'What stands before the @ is no host, and a letter is not what it seems.',
      setup: one({
        action: 'http.get',
        toolName: 'http_request',
        params: { url: 'https://bank.example:443@\u0430pi.example/login' },
      }),
    },
    Message: {
      setup: one({
        action: 'email.send',
        toolName: 'mail',
        risk: 'medium',
        params: { to: ['cfo@example.com', 'legal@ex\u0430mple.com'], subject: 'Q3 numbers', body: 'Dear all,\n\nplease find the numbers attached.' }, // prettier-ignore
      }),
    },
    'Any other': {
      note: 'No declared shape fits: JSON, never a guess.',
      setup: one({ action: 'deploy.release', toolName: 'deploy', params: { service: 'billing', regions: ['eu-1'], replicas: 4 } }), // prettier-ignore
    },
    'Must be read first': {
      note: 'High risk: Approve arms at the end of the parameters.',
      setup: one({ action: 'db.execute', toolName: 'sql', params: { statements: Array.from({ length: 60 }, (_, i) => `DELETE FROM accounts WHERE id = ${i}`) } }), // prettier-ignore
    },
    'Hidden values': {
      setup: one({ action: 'mcp.connect', toolName: 'mcp_manage', params: { name: 'gh', env: { GITHUB_TOKEN: 'ghp_0123456789abcdefghij' }, nested: { password: 'hunter2' } } }), // prettier-ignore
    },
    'Notes of the gateway': {
      note: 'No agent is named; the risk is derived; what the decision does beyond this request comes before the buttons.',
      setup: one({
        agentId: undefined,
        user: 'u-1042',
        trustLevel: 'admin',
        action: 'agents.delete',
        toolName: 'agents_manage',
        riskFrom: "the action's class",
        params: { agent_id: 'billing' },
        notes: ['Also decides any other agents.delete in this session for 30 s.', 'Restored after a restart: the call that waited is gone.'], // prettier-ignore
      }),
    },
    Changed: changing,
    'Differs from the last approved': {
      setup: ({ gateway }) => {
        const alike = { agentId: 'ops-agent', action: 'file.delete', toolName: 'delete_file' };
        gateway.approvals.decidedInThePast(aDecision({ ...alike, approvalId: 'apr_before', params: { path: '/srv/a.csv', trash: true } })); // prettier-ignore
        gateway.approvals.request(anApproval({ ...alike, timeoutMs: 0, params: { path: '/srv/b.csv', trash: false } }));
      },
    },
    'Cannot be read': { setup: one({ action: 'file.delete', params: { path: '/srv/caf\ufffd' } }) },
    'Attacks in every field': {
      note: 'Hidden, reordered, imitated, padded, piled up: drawn as what it is.',
      setup: ({ gateway }) => {
        for (const { text } of attacks.filter((attack) => attack.text.length < 300)) {
          gateway.approvals.request(
            anApproval({ timeoutMs: 0, agentId: text, action: text, description: text, explanation: text, params: { [text]: text }, toolName: text, user: text }), // prettier-ignore
          );
        }
      },
    },
    'Long texts': {
      note: 'Everything scrolls in its own box; the buttons stay.',
      setup: one({
        action: 'x'.repeat(3000),
        description: 'long words '.repeat(400),
        explanation: 'more words\n'.repeat(100),
        params: { text: 'y'.repeat(5000) },
      }),
    },
  },
};

export default stories;
