import assert from 'node:assert/strict';
import { it } from 'node:test';
import { defaultConfig, type SecurityConfig } from '../../src/testing/gateway/configuration.js';
import type { RememberedRule } from '../../src/protocol/index.js';
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
const braked: Change = { approvalRules: { brake: { engaged: true } } };
const rule = (change: Partial<RememberedRule> = {}): RememberedRule => ({
  id: 'r1',
  action: 'file.delete',
  createdAt: 0,
  createdBy: 'maria',
  expiresAt: 60_000,
  uses: 0,
  ...change,
});
const remembering = (remembered: RememberedRule): Change => ({
  ...askAll,
  approvalRules: { remembered: [remembered] },
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

  [
    'approvals are off',
    destructive,
    { ...askAll, approvalRules: { enabled: false } },
    'proceeds approvalRules.enabled',
  ],
  [
    'approvals are on',
    destructive,
    { ...askAll, approvalRules: { enabled: true } },
    'waits actionConfirmation.requireForDestructive',
  ],
  ['the brake, for a read', {}, braked, 'waits approvalRules.brake'],
  [
    'the brake, for what is always approved',
    { action: 'file.read' },
    { ...braked, actionConfirmation: { autoApprove: ['file.*'] } },
    'waits approvalRules.brake',
  ],
  [
    'the brake, with approvals off',
    destructive,
    { approvalRules: { ...braked.approvalRules, enabled: false } },
    'waits approvalRules.brake',
  ],
  [
    'the brake, with everything approved',
    destructive,
    { approvalRules: { ...braked.approvalRules, defaultMode: 'auto-all' } },
    'waits approvalRules.brake',
  ],
  [
    'the brake, for what a rule covers',
    destructive,
    { ...askAll, approvalRules: { ...braked.approvalRules, remembered: [rule()] } },
    'waits approvalRules.brake',
  ],
  [
    'the brake forbids nothing less',
    { toAgent: 'b' },
    { ...braked, agentToAgent: { enabled: false } },
    'denied agentToAgent.enabled',
  ],
  [
    'the brake, released',
    destructive,
    { ...askAll, approvalRules: { brake: { engaged: false } } },
    'waits actionConfirmation.requireForDestructive',
  ],

  ['a remembered rule', destructive, remembering(rule()), 'approved approvalRules.remembered'],
  [
    'a rule for another action',
    { ...destructive, action: 'file.deleted' },
    remembering(rule()),
    'waits actionConfirmation.requireForDestructive',
  ],
  [
    'a rule for another agent',
    destructive,
    remembering(rule({ agentId: 'b' })),
    'waits actionConfirmation.requireForDestructive',
  ],
  ['a rule for this agent', destructive, remembering(rule({ agentId: 'a' })), 'approved approvalRules.remembered'],
  ['a rule up to this risk', destructive, remembering(rule({ upToRisk: 'high' })), 'approved approvalRules.remembered'],
  [
    'a rule for less risk',
    destructive,
    remembering(rule({ upToRisk: 'medium' })),
    'waits actionConfirmation.requireForDestructive',
  ],
  [
    'a rule that knows no unknown risk',
    { ...destructive, risk: 'unknown' },
    remembering(rule({ upToRisk: 'critical' })),
    'waits actionConfirmation.requireForDestructive',
  ],
  [
    'a rule for these parameters, in any order',
    { ...destructive, params: { a: 1, b: { c: [2] } } },
    remembering(rule({ params: { b: { c: [2] }, a: 1 } })),
    'approved approvalRules.remembered',
  ],
  [
    'a rule for fewer parameters',
    { ...destructive, params: { a: 1, b: 2 } },
    remembering(rule({ params: { a: 1 } })),
    'waits actionConfirmation.requireForDestructive',
  ],
  ['a rule for no parameters', destructive, remembering(rule({ params: {} })), 'approved approvalRules.remembered'],
  [
    'a rule for text without a canonical form',
    { ...destructive, params: { a: '\ud800' } },
    remembering(rule({ params: { a: '\ud800' } })),
    'waits actionConfirmation.requireForDestructive',
  ],
  [
    'a rule that has ended',
    destructive,
    remembering(rule({ expiresAt: 1000 })),
    'waits actionConfirmation.requireForDestructive',
  ],
  [
    'a rule that ends in a moment',
    destructive,
    remembering(rule({ expiresAt: 1001 })),
    'approved approvalRules.remembered',
  ],
  [
    'the mode before a rule',
    { ...destructive, risk: 'low' },
    { ...askAll, approvalRules: { defaultMode: 'auto-low', remembered: [rule()] } },
    'approved approvalRules.defaultMode',
  ],

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
  ['a path below a drive', { path: 'c:/Work/a' }, confined(['C:\\work']), 'proceeds none'],
  [
    'a path that climbs above its folder on a drive',
    { path: 'C:\\work\\..\\..\\Windows' },
    confined(['C:\\work']),
    'denied permission.allowedFsPaths',
  ],
  ['a path on another drive', { path: 'D:\\work' }, confined(['C:\\work']), 'denied permission.allowedFsPaths'],
  [
    'a backslash in a path from the root',
    { path: '/srv\\work' },
    confined(['/srv/work']),
    'denied permission.allowedFsPaths',
  ],
  ['an IPv6 host as addresses have it', { host: '[::1]' }, confined([], ['::1']), 'proceeds none'],
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
    const { decision, rule } = judge(full, policy(change), 1000);
    assert.equal(`${decision} ${rule}`, expected);
  });
}

it('asks about what is destructive or sensitive when nobody has said otherwise', () => {
  const { security } = defaultConfig();
  assert.equal(judge({ agentId: 'a', action: 'x', class: 'destructive', risk: 'low' }, security, 0).decision, 'waits');
  assert.equal(
    judge({ agentId: 'a', action: 'x', class: 'read', sensitive: true, risk: 'low' }, security, 0).decision,
    'waits',
  );
});
