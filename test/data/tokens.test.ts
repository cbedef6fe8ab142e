import { expect } from '@open-wc/testing';
import type { HeldCall } from '../../src/client/rpc-client.js';
import { createToken, isInForce, revokeToken, rotateToken, tokensOf, waitOf } from '../../src/data/tokens.js';
import { aToken, SimulatedGateway } from '../../src/testing/index.js';
import { until } from '../support/browser.js';

function setup() {
  const gateway = new SimulatedGateway();
  const client = gateway.client();
  const store = tokensOf(client);
  const leave = store.subscribe(() => undefined);
  const names = () => store.state.data?.tokens.map(({ name }) => name);
  return { gateway, client, store, leave, names };
}

describe('tokens', () => {
  it('are one store per client', () => {
    const { client, store, gateway, leave } = setup();
    expect(tokensOf(client)).to.equal(store);
    expect(tokensOf(gateway.client())).not.to.equal(store);
    leave();
  });

  it('hold a created token once, and never its secret', async () => {
    const { client, store, names, leave } = setup();
    const { secret, id } = await createToken(client, { name: 'bot', scopes: ['rpc'] });
    await until(() => names()?.includes('bot'));
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(store.state.data?.tokens.filter((token) => token.id === id)).to.have.length(1);
    expect(JSON.stringify(store.state)).not.to.contain(secret);
    leave();
  });

  it('are revoked as soon as the gateway says so', async () => {
    const { client, gateway, store, leave } = setup();
    const { id } = gateway.tokens.create({ name: 'bot', scopes: ['rpc'] }).token;
    await store.refresh();
    gateway.faults.hold('tokens.list');
    await revokeToken(client, id);
    expect(store.state.data?.tokens.find((token) => token.id === id)?.revokedAt).to.be.a('number');
    leave();
  });

  it('are rotated: the old one is out of force, the new one is read', async () => {
    const { client, gateway, store, leave } = setup();
    const { id } = gateway.tokens.create({ name: 'bot', scopes: ['rpc'] }).token;
    await store.refresh();
    const { newId, secret } = await rotateToken(client, id);
    expect(gateway.tokens.authenticate(secret)?.id).to.equal(newId);
    await until(() => store.state.data?.tokens.some((token) => token.id === newId));
    expect(
      isInForce(
        store.state.data!.tokens.find((token) => token.id === id)!,
        Date.now(),
      ),
    ).to.equal(false);
    leave();
  });

  it('are read again when a call failed, as it may have been carried out', async () => {
    const { client, gateway, store, names, leave } = setup();
    await store.refresh();
    gateway.tokens.create({ name: 'made-all-the-same', scopes: ['rpc'] });
    gateway.faults.fail('tokens.create');
    const failed = await createToken(client, { name: 'x', scopes: ['rpc'] }).catch(() => 'failed');
    expect(failed).to.equal('failed');
    await until(() => names()?.includes('made-all-the-same'));
    leave();
  });

  it('keep what the answer says of itself', async () => {
    const { client, gateway, store, leave } = setup();
    const call = gateway.call.bind(gateway);
    gateway.call = async (caller, method, params) => {
      const answer = (await call(caller, method, params)) as object;
      return method === 'tokens.list' ? { ...answer, expiry: false, notes: ['No ages.'] } : answer;
    };
    const { id } = gateway.tokens.create({ name: 'bot', scopes: ['rpc'] }).token;
    await store.refresh();
    await revokeToken(client, id);
    expect(store.state.data).to.deep.include({ expiry: false, notes: ['No ages.'] });
    leave();
  });

  it('know which changes wait: the last ones that were asked for, of whatever kind', async () => {
    const { client, gateway, leave } = setup();
    const [a, b, c] = ['a', 'b', 'c'].map((name) => gateway.tokens.create({ name, scopes: ['rpc'] }).token.id);
    const release = ['tokens.revoke', 'tokens.create'].map((method) => gateway.faults.hold(method as 'tokens.revoke'));
    const changes = [
      revokeToken(client, a!),
      revokeToken(client, b!),
      createToken(client, { name: 'd', scopes: ['rpc'] }),
    ];
    expect(waitOf(client, 'tokens.revoke', b!)).to.equal(undefined);
    const held = (method: HeldCall['method']) => ({ method, reason: 'It restarts.', since: 1 });
    client.held = [held('tokens.list'), held('tokens.revoke'), held('tokens.create')];
    expect(waitOf(client, 'tokens.revoke', a!)).to.equal(undefined);
    expect(waitOf(client, 'tokens.revoke', b!)).to.deep.include({ position: 1, count: 2, reason: 'It restarts.' });
    expect(waitOf(client, 'tokens.create', 'd')).to.deep.include({ position: 2, count: 2 });
    expect(waitOf(client, 'tokens.revoke', c!)).to.equal(undefined);
    for (const each of release) each();
    await Promise.all(changes);
    expect(waitOf(client, 'tokens.revoke', b!)).to.equal(undefined);
    leave();
  });

  it('are in force unless revoked or expired', () => {
    expect(isInForce(aToken(), 100)).to.equal(true);
    expect(isInForce(aToken({ revokedAt: 1 }), 100)).to.equal(false);
    expect(isInForce(aToken({ expiresAt: 101 }), 100)).to.equal(true);
    expect(isInForce(aToken({ expiresAt: 100 }), 100)).to.equal(false);
    // Seconds for milliseconds.
    expect(isInForce(aToken({ expiresAt: 1_796_003_000 }), Date.UTC(2026, 10, 30)), 'real use 45').to.equal(true);
  });
});
