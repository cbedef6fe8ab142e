/** Each rule of the policy, saved as a person saves it and proven by an agent that acts. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { start, type TestServer, type TestSocket } from './support/gateway.js';

const save = (socket: TestSocket, settings: Record<string, unknown>) =>
  socket.result('config.patch', {
    section: 'security',
    changes: Object.entries(settings).map(([key, value]) => ({ key, value })),
  });
const act = (server: TestServer, action: object) =>
  server.demo('POST', '/demo/actions', { agentId: 'a', action: 'file.delete', class: 'read', risk: 'high', ...action });

const destructive = { class: 'destructive' };
const confined = {
  'permission.enableNodePermissions': true,
  'permission.allowedFsPaths': ['/srv/work'],
  'permission.allowedNetHosts': ['api.example.com'],
};
const mode = (defaultMode: string) => ({ 'approvalRules.defaultMode': defaultMode });

const table: [settings: Record<string, unknown>, action: object, expected: string][] = [
  [{}, {}, 'proceeds none'],
  [{}, destructive, 'waits actionConfirmation.requireForDestructive'],
  [{ 'actionConfirmation.requireForDestructive': false }, destructive, 'proceeds none'],
  [{}, { sensitive: true }, 'waits actionConfirmation.requireForSensitive'],
  [{ 'actionConfirmation.requireForSensitive': false }, { sensitive: true }, 'proceeds none'],
  [{ 'actionConfirmation.autoApprove': ['file.delete'] }, destructive, 'proceeds actionConfirmation.autoApprove'],
  [{ 'actionConfirmation.autoApprove': ['file.*'] }, destructive, 'proceeds actionConfirmation.autoApprove'],
  [{ 'actionConfirmation.autoApprove': ['file'] }, destructive, 'waits actionConfirmation.requireForDestructive'],

  [{}, { toAgent: 'b' }, 'proceeds none'],
  [{ 'agentToAgent.enabled': false }, { toAgent: 'b' }, 'denied agentToAgent.enabled'],
  [{ 'agentToAgent.allowAgents': ['a', 'b'] }, { toAgent: 'b' }, 'proceeds none'],
  [{ 'agentToAgent.allowAgents': ['a'] }, { toAgent: 'b' }, 'denied agentToAgent.allowAgents'],
  [{ 'agentToAgent.allowAgents': ['b'] }, { toAgent: 'b' }, 'denied agentToAgent.allowAgents'],
  [
    { 'agentToAgent.enabled': false, 'actionConfirmation.autoApprove': ['file.*'] },
    { toAgent: 'b' },
    'denied agentToAgent.enabled',
  ],

  [confined, { path: '/srv/work/a' }, 'proceeds none'],
  [confined, { path: '/srv/work/../secret' }, 'denied permission.allowedFsPaths'],
  [confined, { host: 'API.example.com' }, 'proceeds none'],
  [confined, { host: 'evil.example' }, 'denied permission.allowedNetHosts'],
  [{ ...confined, 'permission.allowedFsPaths': [] }, { path: '/srv/work' }, 'denied permission.allowedFsPaths'],
  [{ ...confined, 'permission.allowedNetHosts': [] }, { host: 'api.example.com' }, 'denied permission.allowedNetHosts'],
  [{ ...confined, 'permission.enableNodePermissions': false }, { path: '/etc', host: 'evil.example' }, 'proceeds none'],

  [mode('manual'), { ...destructive, risk: 'low' }, 'waits actionConfirmation.requireForDestructive'],
  [mode('auto-low'), { ...destructive, risk: 'low' }, 'approved approvalRules.defaultMode'],
  [mode('auto-low'), { ...destructive, risk: 'medium' }, 'waits actionConfirmation.requireForDestructive'],
  [mode('auto-medium'), { ...destructive, risk: 'medium' }, 'approved approvalRules.defaultMode'],
  [mode('auto-medium'), { ...destructive, risk: 'unknown' }, 'waits actionConfirmation.requireForDestructive'],
  [mode('auto-all'), { ...destructive, risk: 'critical' }, 'approved approvalRules.defaultMode'],
  [{ 'approvalRules.enabled': false }, destructive, 'proceeds approvalRules.enabled'],
  [{ 'approvalRules.brake': { engaged: true } }, {}, 'waits approvalRules.brake'],
  [{ ...mode('auto-all'), 'approvalRules.brake': { engaged: true } }, destructive, 'waits approvalRules.brake'],
  [mode('auto-all'), { ...destructive, toAgent: 'b' }, 'approved approvalRules.defaultMode'],
];

for (const [settings, action, expected] of table) {
  it(`${JSON.stringify(settings)} and ${JSON.stringify(action)}: ${expected}`, async (t) => {
    const server = await start(t);
    const admin = await server.socket();
    if (Object.keys(settings).length > 0) await save(admin, settings);
    const { decision, rule, approvalId } = await act(server, action);
    assert.equal(`${String(decision)} ${String(rule)}`, expected);
    assert.equal(approvalId !== undefined, decision === 'waits' || decision === 'approved');
    const { entries } = await admin.result('security.audit', { action: 'file.delete' });
    const [entry] = entries as ({ outcome: string; comment?: string; approvalId?: string } | undefined)[];
    if (decision === 'denied') assert.deepEqual([entry?.outcome, entry?.comment], ['denied', `By ${String(rule)}`]);
    else if (decision === 'approved') assert.deepEqual([entry?.outcome, entry?.approvalId], ['success', approvalId]);
    else assert.equal(entry, undefined);
  });
}

it('denies at the timeout in force when the request was made, and never at 0', async (t) => {
  const server = await start(t);
  const admin = await server.socket();
  const { approvalId: before } = await act(server, destructive);
  await save(admin, { 'approvalRules.timeoutMs': 40 });
  const { approvalId: short } = await act(server, destructive);
  await save(admin, { 'approvalRules.timeoutMs': 0 });
  const { approvalId: forever } = await act(server, destructive);
  const state = async (id: unknown) => (await server.demo('GET', `/demo/approvals/${String(id)}`))['state'];
  while ((await state(short)) === 'waiting') await sleep(5);
  assert.deepEqual([await state(before), await state(short), await state(forever)], ['waiting', 'expired', 'waiting']);
  const { decisions } = await admin.result('approvals.history', { outcome: 'expired' });
  assert.equal((decisions as { automatic: string }[])[0]?.automatic, 'timeout');
});

it('tells decisions of the policy from those of people', async (t) => {
  const server = await start(t);
  const admin = await server.socket();
  await save(admin, mode('auto-all'));
  await act(server, destructive);
  const { decisions } = await admin.result('approvals.history', {});
  const [{ automatic, resolvedBy, outcome } = {}] = decisions as Record<string, unknown>[];
  assert.deepEqual([automatic, resolvedBy, outcome], ['policy', 'system:policy', 'approved']);
});

it('approves by a remembered rule until it is revoked, names it, and tells whoever listens', async (t) => {
  const server = await start(t);
  const admin = await server.socket();
  const { rule } = (await admin.result('rules.create', {
    action: 'file.delete',
    agentId: 'a',
    params: { path: '/tmp/x' },
    durationMs: 60_000,
  })) as { rule: { id: string } };
  const same = { ...destructive, params: { path: '/tmp/x' } };
  const { decision, rule: by, entry } = await act(server, same);
  assert.deepEqual([decision, by, entry], ['approved', 'approvalRules.remembered', rule.id]);
  const { decision: other } = await act(server, { ...destructive, params: { path: '/tmp/y' } });
  assert.equal(other, 'waits');
  const { decisions } = await admin.result('approvals.history', {});
  const [last] = decisions as { automatic: string; rule: object }[];
  assert.deepEqual([last?.automatic, last?.rule], ['policy', { id: rule.id, uses: 1 }]);
  await admin.result('rules.revoke', { id: rule.id });
  assert.equal((await act(server, same))['decision'], 'waits');
});
