import type { RpcClient } from '../src/client/rpc-client.js';
import type { Permissions } from '../src/protocol/index.js';
import type { Stage, Stories } from './story.js';

/** Answers `security.permissions` with a table of another gateway, whose roles are people's. */
function answer({ client }: Stage, permissions: Permissions): void {
  const call = client.call.bind(client);
  const answering: RpcClient['call'] = (method, params, options) =>
    method === 'security.permissions'
      ? (Promise.resolve(permissions) as ReturnType<typeof call<typeof method>>)
      : call(method, params, options);
  client.call = answering;
}

const roles = ['viewer', 'operator', 'auditor', 'owner'].map((id) => ({ id }));

/** Roles with denials that win over grants, a group for some permissions, and none for others. */
const conflicting: Permissions = {
  roles: [...roles, { id: 'break-glass', label: 'Break glass (on call)' }],
  permissions: [
    { id: 'approvals.respond', label: 'Decide approvals', group: 'Approvals' },
    { id: 'approvals.list', label: 'See approvals', group: 'Approvals' },
    { id: 'secrets.set', group: 'Secrets' },
    { id: 'secrets.delete', group: 'Secrets' },
    { id: 'reports.export' },
  ],
  grants: [
    { role: 'viewer', permission: 'approvals.list', effect: 'allow', origin: 'team default' },
    { role: 'operator', permission: 'approvals.list', effect: 'allow', origin: 'team default' },
    { role: 'operator', permission: 'approvals.respond', effect: 'allow', origin: 'team default' },
    { role: 'operator', permission: 'approvals.respond', effect: 'deny', origin: 'freeze of 20 November' },
    { role: 'auditor', permission: 'secrets.set', effect: 'deny' },
    { role: 'auditor', permission: 'reports.export', effect: 'allow' },
    { role: 'owner', permission: 'approvals.respond', effect: 'allow', origin: 'owner' },
    { role: 'owner', permission: 'secrets.set', effect: 'allow', origin: 'owner' },
    { role: 'break-glass', permission: 'secrets.delete', effect: 'allow', origin: 'incident 4711' },
    {
      role: 'contractor',
      permission: 'approvals.list',
      effect: 'allow',
      origin: 'a grant to a role that is not listed',
    },
  ],
};

const hostile: Permissions = {
  roles: [{ id: 'ops\u202etoor', label: '<b>root</b>' }, { id: 'a'.repeat(60) }],
  permissions: [{ id: 'x\u200by', label: 'Read\u2028everything', group: '<img src=x>' }],
  grants: [{ role: 'ops\u202etoor', permission: 'x\u200by', effect: 'allow', origin: 'you\u202e' }],
};

const stories: Stories = {
  element: 'comis-permission-matrix',
  title: 'Permission matrix',
  states: {
    Full: { note: 'The scopes of the gateway, and what this session’s token adds up to.' },
    'Denials and grants': {
      note: 'A denial wins and says over what; a role that only a grant names is shown too.',
      setup: (stage) => answer(stage, conflicting),
    },
    'Hostile names': {
      note: 'What cannot be seen is drawn as a token; markup stays text.',
      setup: (stage) => answer(stage, hostile),
    },
    Empty: { setup: (stage) => answer(stage, { roles: [], permissions: [], grants: [] }) },
    Loading: { setup: ({ gateway }) => void gateway.faults.hold('security.permissions') },
    Connecting: { client: { connected: false } },
    'Not connected': { provider: false },
    Refreshing: {
      play({ gateway, client }) {
        gateway.faults.hold('security.permissions');
        client.restore();
      },
    },
    Stale: { play: ({ client }) => client.drop() },
    Failed: {
      setup: ({ gateway }) => gateway.faults.fail('security.permissions', { message: 'Database locked.' }, 99),
    },
    'Refresh failed': {
      play({ gateway, client }) {
        gateway.faults.fail('security.permissions', { message: 'Database locked.' }, 99);
        client.restore();
      },
    },
    'Token refused': { play: ({ client }) => client.refuse() },
    'Not offered': { setup: ({ gateway }) => void gateway.faults.withhold('security.permissions') },
    'Not allowed': { client: { scopes: ['ws', 'admin'] } },
  },
};

export default stories;
