import { expect } from '@open-wc/testing';
import { changedBy, policyOf, sameValue, savePolicy } from '../../../src/data/policy/policy.js';
import { GatewayError } from '../../../src/protocol/index.js';
import { SimulatedGateway } from '../../../src/testing/index.js';
import { until } from '../../support/browser.js';

async function setup() {
  const gateway = new SimulatedGateway();
  const client = gateway.client();
  const store = policyOf(client);
  const leave = store.subscribe(() => undefined);
  const policy = await until(() => store.state.data, 'the policy');
  return { gateway, client, store, leave, policy };
}
const timeout = (value: number) => ({ key: 'approvalRules.timeoutMs', value }) as const;

describe('the policy', () => {
  it('is read, and read again when somebody changes it, with who did', async () => {
    const { gateway, store, leave, policy } = await setup();
    expect(policy.values['approvalRules.defaultMode']).to.equal('manual');
    expect(changedBy(policy)).to.equal(undefined);
    gateway.config.changeSecurity({ approvalRules: { defaultMode: 'auto-low' } }, 'night-shift');
    await until(() => store.state.data?.values['approvalRules.defaultMode'] === 'auto-low');
    expect(changedBy(store.state.data!)).to.equal('night-shift');
    leave();
  });

  it('is saved all at once, and read back', async () => {
    const { gateway, client, store, leave, policy } = await setup();
    const saved = await savePolicy(client, [timeout(5000), { key: 'agentToAgent.enabled', value: false }], policy);
    expect(saved).to.deep.include({ altered: false, restarting: false });
    expect(store.state.data?.values['approvalRules.timeoutMs']).to.equal(5000);
    expect(gateway.config.security.agentToAgent.enabled).to.equal(false);
    expect(saved.policy.revision).to.equal(gateway.config.revision);
    leave();
  });

  it('is not overwritten when it is no longer what the change was made on', async () => {
    const { gateway, client, store, leave, policy } = await setup();
    gateway.config.changeSecurity({ agentToAgent: { enabled: false } });
    const thrown: unknown = await savePolicy(client, [timeout(1)], policy).catch((error: unknown) => error);
    expect(thrown).to.be.instanceOf(GatewayError);
    expect((thrown as GatewayError).kind).to.equal('stale');
    expect(store.state.data?.values['agentToAgent.enabled']).to.equal(false);
    expect(store.state.data?.values['approvalRules.timeoutMs']).to.equal(600_000);
    leave();
  });

  it('counts as saved when it was confirmed and cannot be read back just now', async () => {
    const { gateway, client, store, leave, policy } = await setup();
    gateway.faults.fail('config.read');
    const { policy: confirmed } = await savePolicy(client, [timeout(7000)], policy);
    expect(confirmed.values['approvalRules.timeoutMs']).to.equal(7000);
    await until(() => store.state.data?.values['approvalRules.timeoutMs'] === 7000);
    leave();
  });

  it('says when the gateway keeps something else than it confirmed', async () => {
    const { client, leave, policy } = await setup();
    const { value, revision } = await client.call('config.read', { section: 'security' });
    // Confirms and does nothing.
    client.call = () => Promise.resolve({ patched: true, section: 'security', value, revision }) as never;
    const { altered } = await savePolicy(client, [timeout(1)], policy);
    expect(altered).to.equal(true);
    leave();
  });

  it('is not shown when it cannot be understood', async () => {
    const gateway = new SimulatedGateway();
    const client = gateway.client();
    client.call = () => Promise.resolve({ value: { approvalRules: 'all' }, revision: 1 }) as never;
    const store = policyOf(client);
    const leave = store.subscribe(() => undefined);
    await until(() => store.state.error);
    expect(store.state.error?.kind).to.equal('invalid-response');
    expect(store.state.error?.message).to.contain('approvalRules');
    leave();
  });

  it('takes lists for the same whatever their order', () => {
    expect(sameValue(['a', 'b'], ['b', 'a'])).to.equal(true);
    expect(sameValue(['a', 'a'], ['a', 'b'])).to.equal(false);
    expect(sameValue([], ['a'])).to.equal(false);
    expect(sameValue(0, false)).to.equal(false);
  });
});
