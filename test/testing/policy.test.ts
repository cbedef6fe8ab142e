import assert from 'node:assert/strict';
import { it } from 'node:test';
import { defaultConfig, type SecurityConfig } from '../../src/testing/configuration.js';
import { judge, type JudgedAction, type Judgement } from '../../src/testing/index.js';

type Change = { [G in keyof SecurityConfig]?: Partial<SecurityConfig[G]> };

/** A policy that neither forbids nor asks for anything, changed. */
function policy(change: Change): SecurityConfig {
  const base: SecurityConfig = {
    actionConfirmation: { requireForDestructive: false, requireForSensitive: false, autoApprove: [] },
    agentToAgent: { enabled: true, allowAgents: [] },
    permission: { enableNodePermissions: false, allowedFsPaths: [], allowedNetHosts: [] },
    approvalRules: { defaultMode: 'manual', timeoutMs: 0 },
  };
  return {
    actionConfirmation: { ...base.actionConfirmation, ...change.actionConfirmation },
    agentToAgent: { ...base.agentToAgent, ...change.agentToAgent },
    permission: { ...base.permission, ...change.permission },
    approvalRules: { ...base.approvalRules, ...change.approvalRules },
  };
}

const askAll: Change = { actionConfirmation: { requireForDestructive: true, requireForSensitive: true } };
const auto = (defaultMode: SecurityConfig['approvalRules']['defaultMode']): Change => ({
  ...askAll,
  approvalRules: { defaultMode },
});
const confined = (paths: string[], hosts: string[] = []): Change => ({
  permission: { enableNodePermissions: true, allowedFsPaths: paths, allowedNetHosts: hosts },
});
const destructive = { class: 'destructive' } as const;

const table: [
  what: string,
  action: Partial<JudgedAction>,
  change: Change,
  expected: `${Judgement['decision']} ${Judgement['rule']}`,
][] = [
  ['nothing speaks against it', {}, askAll, 'proceeds none'],
  ['destructive', destructive, askAll, 'waits actionConfirmation.requireForDestructive'],
  ['destructive, not required', destructive, {}, 'proceeds none'],
  ['sensitive', { sensitive: true }, askAll, 'waits actionConfirmation.requireForSensitive'],
  ['sensitive, not required', { sensitive: true }, {}, 'proceeds none'],

  [
    'always approved by name',
    destructive,
    { actionConfirmation: { ...askAll.actionConfirmation, autoApprove: ['file.delete'] } },
    'proceeds actionConfirmation.autoApprove',
  ],
  [
    'always approved by prefix',
    destructive,
    { actionConfirmation: { ...askAll.actionConfirmation, autoApprove: ['file.*'] } },
    'proceeds actionConfirmation.autoApprove',
  ],
  [
    'a prefix ends at its dot',
    { ...destructive, action: 'files.delete' },
    { actionConfirmation: { ...askAll.actionConfirmation, autoApprove: ['file.*', 'files'] } },
    'waits actionConfirmation.requireForDestructive',
  ],

  ['within low', { ...destructive, risk: 'low' }, auto('auto-low'), 'approved approvalRules.defaultMode'],
  [
    'beyond low',
    { ...destructive, risk: 'medium' },
    auto('auto-low'),
    'waits actionConfirmation.requireForDestructive',
  ],
  ['within medium', { ...destructive, risk: 'medium' }, auto('auto-medium'), 'approved approvalRules.defaultMode'],
  [
    'unknown is not within medium',
    { ...destructive, risk: 'unknown' },
    auto('auto-medium'),
    'waits actionConfirmation.requireForDestructive',
  ],
  ['within all', { ...destructive, risk: 'critical' }, auto('auto-all'), 'approved approvalRules.defaultMode'],
  ['unknown within all', { ...destructive, risk: 'unknown' }, auto('auto-all'), 'approved approvalRules.defaultMode'],

  ['a message', { toAgent: 'b' }, {}, 'proceeds none'],
  ['a message, forbidden', { toAgent: 'b' }, { agentToAgent: { enabled: false } }, 'denied agentToAgent.enabled'],
  ['a message among the allowed', { toAgent: 'b' }, { agentToAgent: { allowAgents: ['a', 'b'] } }, 'proceeds none'],
  [
    'a message from outside',
    { toAgent: 'b' },
    { agentToAgent: { allowAgents: ['b'] } },
    'denied agentToAgent.allowAgents',
  ],
  [
    'a message to outside',
    { toAgent: 'b' },
    { agentToAgent: { allowAgents: ['a'] } },
    'denied agentToAgent.allowAgents',
  ],
  [
    'denied before always approved',
    { toAgent: 'b' },
    { agentToAgent: { enabled: false }, actionConfirmation: { autoApprove: ['file.*'] } },
    'denied agentToAgent.enabled',
  ],

  ['a path inside', { path: '/srv/work/a' }, confined(['/srv/work']), 'proceeds none'],
  ['the path itself', { path: '/srv/work/' }, confined(['/srv/work']), 'proceeds none'],
  [
    'a path that only begins alike',
    { path: '/srv/workshop' },
    confined(['/srv/work']),
    'denied permission.allowedFsPaths',
  ],
  [
    'a path that climbs out',
    { path: '/srv/work/../../etc' },
    confined(['/srv/work']),
    'denied permission.allowedFsPaths',
  ],
  ['a path that climbs and returns', { path: '/srv/x/../work/a' }, confined(['/srv/work']), 'proceeds none'],
  ['a relative path', { path: 'srv/work/a' }, confined(['/srv/work']), 'denied permission.allowedFsPaths'],
  ['a relative path that climbs out', { path: '../srv' }, confined(['srv']), 'denied permission.allowedFsPaths'],
  ['an empty list allows no path', { path: '/tmp' }, confined([]), 'denied permission.allowedFsPaths'],
  ['a host', { host: 'API.example.com.' }, confined([], ['api.example.com']), 'proceeds none'],
  [
    'another host',
    { host: 'api.example.com.evil.example' },
    confined([], ['api.example.com']),
    'denied permission.allowedNetHosts',
  ],
  ['lists without the model', { path: '/etc', host: 'x' }, {}, 'proceeds none'],
];

for (const [what, action, change, expected] of table) {
  it(`${what}: ${expected}`, () => {
    const full = { agentId: 'a', action: 'file.delete', class: 'read', risk: 'high', ...action } as const;
    const { decision, rule } = judge(full, policy(change));
    assert.equal(`${decision} ${rule}`, expected);
  });
}

it('asks about what is destructive or sensitive when nobody has said otherwise', () => {
  const { security } = defaultConfig();
  assert.equal(judge({ agentId: 'a', action: 'x', class: 'destructive', risk: 'low' }, security).decision, 'waits');
  assert.equal(
    judge({ agentId: 'a', action: 'x', class: 'read', sensitive: true, risk: 'low' }, security).decision,
    'waits',
  );
});
