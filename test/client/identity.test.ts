import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RpcClient } from '../../src/client/index.js';
import { approvalsOf } from '../../src/data/approvals/approvals.js';
import { perClient } from '../../src/data/stores/per-client.js';
import { deepProxy } from './support/deep-proxy.js';
import { setup, until } from './support/setup.js';

const at = setup();

describe('a client behind a Proxy', () => {
  it('real use 9: works as it does without one: state, calls, events, changes, close', async () => {
    at.gateway.methods['tokens.list'] = () => ({ result: { tokens: [] } });
    const client = await at.connected();
    const proxy = deepProxy(client);
    await until(client, () => client.live.status === 'live');
    assert.equal(proxy.connection.status, 'connected');
    assert.equal(proxy.live.status, 'live');
    assert.equal(proxy.scopes?.join(), 'rpc,ws,admin');
    assert.ok(proxy.epoch > 0);
    assert.equal(proxy.held.length, 0);
    assert.equal(proxy.diagnostics.unreadableCount, 0);
    assert.equal(proxy.capability('tokens.list').status, 'offered');
    assert.ok(Math.abs(proxy.now() - Date.now()) < 5000);
    assert.deepEqual(await proxy.call('tokens.list', {}), { tokens: [] });

    const heard = new Promise((resolve) => proxy.on('tokens:changed', resolve));
    at.gateway.stream.send('tokens:changed', { id: 't1', change: 'created' }, '1');
    assert.deepEqual(await heard, { id: 't1', change: 'created' });

    const changed = new Promise<void>((resolve) =>
      proxy.subscribe(() => proxy.connection.status === 'closed' && resolve()),
    );
    proxy.reconnect();
    proxy.close();
    await changed;
    assert.equal(client.connection.status, 'closed');
  });

  it('real use 9: is a class instance still', () => {
    const client = at.connect();
    assert.notEqual(Object.getPrototypeOf(client), Object.prototype);
    assert.ok(client instanceof client.constructor);
    assert.ok(deepProxy(client) instanceof client.constructor);
  });

  it('real use 9: shares one store with its proxies, and with no other client', () => {
    const client = at.connect();
    const store = perClient((each: RpcClient) => ({ each }));
    assert.equal(store(deepProxy(client)), store(client));
    assert.equal(store(deepProxy(deepProxy(client))), store(client));
    assert.notEqual(store(at.connect()), store(client));
    assert.equal(approvalsOf(deepProxy(client)), approvalsOf(client));
  });
});

describe('who calls', () => {
  it('real use 9: is known by the name that system.ping tells, and a change of it while connected is counted', async () => {
    let name: string | undefined = 'maria';
    at.gateway.methods['system.ping'] = () => ({ result: { pong: true, ts: Date.now(), scopes: ['rpc'], name } });
    const client = await at.connected({ pingIntervalMs: 20 });
    assert.deepEqual({ ...client.caller }, { name: 'maria', changes: 0, changed: undefined });
    name = undefined;
    await until(client, () => client.caller?.name === undefined);
    assert.equal(client.caller?.changes, 0);
    name = 'maria';
    await until(client, () => client.caller?.name === 'maria');
    assert.equal(client.caller?.changes, 0);
    name = 'ops';
    await until(client, () => client.caller?.name === 'ops');
    assert.equal(client.caller?.changes, 1);
    assert.equal(client.caller?.changed?.from, 'maria');
  });

  it('real use 9: is another one after a reconnection with another token, too', async () => {
    let name = 'maria';
    at.gateway.methods['system.ping'] = () => ({ result: { pong: true, ts: Date.now(), name } });
    const client = await at.connected();
    name = 'ops';
    at.gateway.socket.close();
    await until(client, () => client.caller?.name === 'ops');
    assert.equal(client.caller?.changes, 1);
  });
});
