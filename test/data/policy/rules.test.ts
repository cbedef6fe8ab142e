import { expect } from '@open-wc/testing';
import { brakeStateOf, engageBrake, releaseBrake } from '../../../src/data/policy/brake.js';
import { policyOf, type PolicyKey, type PolicyValues } from '../../../src/data/policy/policy.js';
import { createRule, revokeRule } from '../../../src/data/policy/rules.js';
import { ineffectiveReason, summarize } from '../../../src/data/policy/policy-summary.js';
import type { GatewayError, SettingFacts } from '../../../src/protocol/index.js';
import { SimulatedGateway } from '../../../src/testing/index.js';
import { until } from '../../support/browser.js';

async function setup(options: Parameters<SimulatedGateway['client']>[0] = {}) {
  const gateway = new SimulatedGateway();
  const client = gateway.client({ name: 'maria', ...options });
  const store = policyOf(client);
  const leave = store.subscribe(() => undefined);
  await until(() => store.state.data, 'the policy');
  return { gateway, client, store, leave, policy: () => store.state.data! };
}

describe('remembered rules', () => {
  it('are there once they are made, count their uses as they happen, and go when they are revoked', async () => {
    const { gateway, client, policy, leave } = await setup();
    const rule = await createRule(client, { action: 'db.drop', durationMs: 60_000 });
    expect(policy().remembered).to.deep.equal([rule]);
    const act = () =>
      gateway.agent('a').act({ action: 'db.drop', class: 'destructive', risk: 'low', params: {} }).decision;
    expect([act(), act()]).to.deep.equal(['approved', 'approved']);
    await until(() => policy().remembered?.[0]?.uses === 2, 'both uses');
    await revokeRule(client, rule.id);
    expect(policy().remembered).to.deep.equal([]);
    expect(act()).to.equal('waits');
    // Gone is gone, whoever ended it.
    await revokeRule(client, rule.id);
    leave();
  });

  it('are seen by others, and say why they were not made', async () => {
    const { gateway, client, policy, leave } = await setup();
    const other = gateway.client();
    await createRule(other, { action: 'db.drop', durationMs: 60_000 });
    await until(() => policy().remembered?.length === 1, 'the rule of the other');
    const error = await createRule(client, { action: 'db.drop', durationMs: 0 }).catch((thrown: unknown) => thrown);
    expect((error as GatewayError).kind).to.equal('invalid-params');
    leave();
  });
});

describe('a remembered rule of certain parameters', () => {
  it('has them exactly as they were, also a key called __proto__', async () => {
    const { gateway, client, policy, leave } = await setup();
    const params = JSON.parse('{"a":1,"__proto__":{"force":true}}') as Record<string, unknown>;
    await createRule(client, { action: 'db.drop', params, durationMs: 60_000 });
    expect(JSON.stringify(policy().remembered?.[0]?.params)).to.equal(JSON.stringify(params));
    const act = (given: Record<string, unknown>) =>
      gateway.agent('a').act({ action: 'db.drop', class: 'destructive', risk: 'low', params: given }).decision;
    expect([act({ a: 1 }), act(params)]).to.deep.equal(['waits', 'approved']);
    leave();
  });

  it('covers no request whose parameters were cut short', async () => {
    const { gateway, client, leave } = await setup();
    await createRule(client, { action: 'shell.exec', params: { command: 'ls' }, durationMs: 60_000 });
    const asked = { agentId: 'a', action: 'shell.exec', class: 'destructive', risk: 'low' } as const;
    expect(gateway.agent(asked.agentId).act({ ...asked, params: { command: 'ls' } }).decision).to.equal('approved');
    expect(
      gateway.agent(asked.agentId).act({ ...asked, params: { command: 'ls' }, truncated: true }).decision,
    ).to.equal('waits');
    leave();
  });

  it('fails aloud, and is shown, when the gateway made another one of it', async () => {
    const { client, policy, leave } = await setup();
    const call = client.call.bind(client);
    client.call = (method, params, options) =>
      call(method, method === 'rules.create' ? { ...params, params: undefined } : params, options);
    const making = createRule(client, { action: 'db.drop', params: { a: 1 }, durationMs: 60_000 });
    const error = await making.catch((thrown: unknown) => thrown as GatewayError);
    expect(error).to.have.property('message').that.contains('not the one asked for');
    expect(policy().remembered).to.have.length(1);
    leave();
  });
});

describe('the brake', () => {
  it('is engaged without a base, and released only on what is in force', async () => {
    const { gateway, client, policy, leave } = await setup();
    const before = policy();
    gateway.config.changeSecurity({ agentToAgent: { enabled: false } });
    await engageBrake(client);
    expect(policy().brake).to.include({ engaged: true, by: 'maria' });
    const error = await releaseBrake(client, before).catch((thrown: unknown) => thrown);
    expect((error as GatewayError).kind).to.equal('stale');
    await releaseBrake(client, policy());
    expect(policy().brake).to.include({ engaged: false });
    leave();
  });

  it('says where it cannot be moved', async () => {
    const { client, policy, leave } = await setup();
    expect(brakeStateOf(client, policy()).kind).to.equal('ready');
    expect(brakeStateOf(client, undefined).kind).to.equal('ready');
    expect(brakeStateOf(client, { ...policy(), brake: undefined }).kind).to.equal('none');
    const fact: SettingFacts = { key: 'approvalRules.brake', enforced: true, immutable: 'No.' };
    expect(brakeStateOf(client, { ...policy(), facts: new Map([[fact.key, fact]]) })).to.deep.equal({
      kind: 'fixed',
      reason: 'No.',
    });
    client.setCapability('config.patch', { status: 'not-offered', reason: 'Never.' });
    expect(brakeStateOf(client, policy())).to.deep.equal({ kind: 'not-offered', reason: 'Never.' });
    leave();
    const reader = await setup({ scopes: ['rpc', 'ws'] });
    expect(brakeStateOf(reader.client, reader.policy()).kind).to.equal('no-scope');
    reader.leave();
  });
});

describe('what a policy comes to', () => {
  const off = {
    'actionConfirmation.requireForDestructive': false,
    'actionConfirmation.requireForSensitive': false,
  } satisfies Partial<PolicyValues>;

  it('is whether anybody is asked', async () => {
    const { policy, leave } = await setup();
    const kind = (change: Partial<PolicyValues>, unenforced: PolicyKey[] = [], engaged = false) =>
      summarize({
        values: { ...policy().values, ...change },
        facts: new Map(unenforced.map((key) => [key, { key, enforced: false }])),
        brake: { engaged },
      }).kind;
    expect(kind({})).to.equal('asks');
    expect(kind({ 'approvalRules.defaultMode': 'auto-all' })).to.equal('auto-all');
    expect(kind({ 'approvalRules.defaultMode': 'auto-all' }, ['approvalRules.defaultMode'])).to.equal('asks');
    expect(kind(off)).to.equal('nothing-asks');
    expect(kind(off, ['actionConfirmation.requireForSensitive'])).to.equal('asks');
    expect(kind({ 'approvalRules.enabled': false })).to.equal('off');
    expect(kind({ ...off, 'approvalRules.enabled': false }, [], true)).to.equal('brake');
    leave();
  });

  it('is what has no effect, and why', async () => {
    const { policy, leave } = await setup();
    const idle = (key: PolicyKey, change: Partial<PolicyValues> = {}, engaged = false) =>
      ineffectiveReason(key, { values: { ...policy().values, ...change }, brake: { engaged } });
    expect(idle('permission.allowedFsPaths')).to.equal('model-off');
    expect(idle('permission.allowedFsPaths', { 'permission.enableNodePermissions': true })).to.equal(undefined);
    expect(idle('agentToAgent.allowAgents', { 'agentToAgent.enabled': false })).to.equal('messages-off');
    expect(idle('approvalRules.defaultMode')).to.equal(undefined);
    expect(idle('approvalRules.defaultMode', off)).to.equal('nothing-asks');
    expect(idle('actionConfirmation.autoApprove', {}, true)).to.equal('brake');
    expect(idle('approvalRules.timeoutMs', {}, true)).to.equal(undefined);
    expect(idle('approvalRules.timeoutMs', { 'approvalRules.defaultMode': 'auto-all' })).to.equal('auto-all');
    expect(idle('actionConfirmation.autoApprove', { 'approvalRules.enabled': false })).to.equal('approvals-off');
    expect(idle('agentToAgent.enabled', {}, true)).to.equal(undefined);
    leave();
  });
});
