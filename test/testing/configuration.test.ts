import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type ParamsOf, type ResultOf, rpcErrorCodes, type SecuritySection } from '../../src/protocol/index.js';
import { RpcFailure, SimulatedGateway } from '../../src/testing/index.js';

type Change = ParamsOf<'config.patch'>['changes'][number];

function world() {
  const gateway = new SimulatedGateway();
  const { token } = gateway.tokens.create({ name: 'maria', scopes: ['rpc', 'admin'] });
  const patch = (changes: Change[], more: Partial<ParamsOf<'config.patch'>> = {}) =>
    gateway.call(token, 'config.patch', { section: 'security', changes, ...more }) as Promise<ResultOf<'config.patch'>>;
  const read = async () => {
    const answer = (await gateway.call(token, 'config.read', { section: 'security' })) as ResultOf<'config.read'>;
    return { value: answer.value as SecuritySection, revision: answer.revision };
  };
  const refusal = async (changes: Change[], more: Partial<ParamsOf<'config.patch'>> = {}) => {
    const before = await read();
    const error: unknown = await patch(changes, more).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof RpcFailure);
    assert.deepEqual(await read(), before, 'nothing has changed');
    return error;
  };
  return { gateway, patch, read, refusal };
}

it('changes several settings at once, tells of it and writes down what changed', async () => {
  const { gateway, patch, read } = world();
  const reader = gateway.stream.follow(() => {});
  const { revision: before } = await read();
  const answer = await patch(
    [
      { key: 'approvalRules.defaultMode', value: 'auto-low' },
      { key: 'actionConfirmation.autoApprove', value: ['file.*', 'http.get'] },
      { key: 'agentToAgent.enabled', value: true },
    ],
    { baseRevision: before },
  );
  assert.deepEqual({ value: answer.value, revision: answer.revision }, await read());
  assert.notEqual(answer.revision, before);
  const { value } = await read();
  assert.equal(value.approvalRules.defaultMode, 'auto-low');
  assert.equal(value.approvalRules.timeoutMs, 600_000, 'what was not named stays');
  const [patched] = reader.read().filter(({ name }) => name === 'config:patched');
  assert.deepEqual(JSON.parse(patched?.json ?? ''), { section: 'security', revision: answer.revision, by: 'maria' });
  const [entry] = gateway.audit.newest(1);
  assert.deepEqual([entry?.action, entry?.user, entry?.classification], ['config.patch', 'maria', 'security']);
  assert.deepEqual(entry?.details?.['changes'], [
    { key: 'approvalRules.defaultMode', from: 'manual', to: 'auto-low' },
    { key: 'actionConfirmation.autoApprove', from: ['memory.*'], to: ['file.*', 'http.get'] },
  ]);
});

it('is in force for the next action', async () => {
  const { gateway, patch } = world();
  const act = () => gateway.agent('a').act({ action: 'x', class: 'destructive', risk: 'low', params: {} });
  assert.equal(act().decision, 'waits');
  await patch([{ key: 'approvalRules.timeoutMs', value: 0 }]);
  act();
  assert.deepEqual(
    gateway.approvals.waiting().map(({ timeoutMs }) => timeoutMs),
    [600_000, 0],
  );
  await patch([{ key: 'actionConfirmation.requireForDestructive', value: false }]);
  assert.equal(act().decision, 'proceeds');
  gateway.close();
});

it('makes no revision of what changes nothing', async () => {
  const { gateway, patch, read } = world();
  const { revision } = await read();
  assert.equal((await patch([{ key: 'agentToAgent.enabled', value: true }])).revision, revision);
  assert.equal(gateway.audit.size, 0);
});

const unusable: [change: Change, issue: RegExp][] = [
  [{ key: 'approvalRules.defaultMode', value: 'auto-some' }, /^`approvalRules\.defaultMode` is /],
  [{ key: 'approvalRules.timeoutMs', value: -1 }, /^`approvalRules\.timeoutMs` is /],
  [{ key: 'approvalRules.timeoutMs', value: '60' }, /^`approvalRules\.timeoutMs` is /],
  [{ key: 'agentToAgent.allowAgents', value: 'a' }, /^`agentToAgent\.allowAgents` is /],
  [{ key: 'agentToAgent.allowAgents', value: ['a', 1] }, /^`agentToAgent\.allowAgents\[1\]` is /],
  [{ key: 'permission.allowedFsPaths', value: ['/a', ' '] }, /^permission\.allowedFsPaths\.1: Must not be blank$/],
  [{ key: 'agentToAgent.nonsense', value: 1 }, /^agentToAgent\.nonsense: There is no such setting$/],
  [{ key: 'nonsense.enabled', value: 1 }, /^nonsense\.enabled: There is no such setting$/],
  [{ key: 'agentToAgent', value: { enabled: false } }, /^agentToAgent: There is no such setting$/],
  [{ key: 'agentToAgent.enabled.deep', value: 1 }, /^agentToAgent\.enabled\.deep: /],
  [{ key: '__proto__.polluted', value: 1 }, /^__proto__\.polluted: /],
  [{ key: 'agentToAgent.__proto__', value: {} }, /^agentToAgent\.__proto__: /],
];
for (const [change, issue] of unusable) {
  it(`takes nothing of a change with ${JSON.stringify(change)}`, async () => {
    const { refusal } = world();
    const { code, data } = await refusal([{ key: 'permission.enableNodePermissions', value: true }, change]);
    assert.equal(code, rpcErrorCodes.invalidParams);
    assert.match((data as { issues: string[] }).issues.join(), issue);
  });
}

it('knows one section', async () => {
  const { refusal } = world();
  const { code, data } = await refusal([{ key: 'a.b', value: 1 }], { section: 'nonsense' });
  assert.equal(code, rpcErrorCodes.invalidParams);
  assert.match((data as { issues: string[] }).issues.join(), /^section: .*nonsense/);
});

it('does not let the store of secrets be changed', async () => {
  const { refusal } = world();
  const change = { key: 'secrets.dbPath', value: '/etc/passwd' };
  const { code, data } = await refusal([{ key: 'agentToAgent.enabled', value: false }, change]);
  assert.deepEqual([code, data], [rpcErrorCodes.immutable, { path: 'security.secrets.dbPath' }]);
});

it('does not overwrite what somebody else changed meanwhile', async () => {
  const { gateway, read, refusal, patch } = world();
  const { revision: baseRevision } = await read();
  gateway.config.changeSecurity({ approvalRules: { defaultMode: 'auto-all' } });
  const changes = [{ key: 'approvalRules.timeoutMs', value: 1_000 }];
  const { code, data } = await refusal(changes, { baseRevision });
  const { value, revision } = await read();
  assert.deepEqual([code, data], [rpcErrorCodes.stale, { current: revision, value }]);
  assert.equal((await patch(changes, { baseRevision: revision })).patched, true);
});
