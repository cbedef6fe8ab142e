/** What a client offers of a gateway: what it lists, what it was seen to lack, and what rests on that. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { methodNames, methods, neededFor } from '../../src/protocol/index.js';
import { setup, until } from './support/setup.js';

const handles = setup();

it('real use 42: offers what the gateway lists, before anything was tried', async () => {
  handles.gateway.methods['system.ping'] = () => ({
    result: { pong: true, ts: Date.now(), scopes: ['rpc', 'ws', 'admin'], methods: ['system.ping', 'tokens.list'] },
  });
  const client = await handles.connected();
  assert.equal(client.capability('tokens.list').status, 'offered');
  for (const method of ['tokens.create', 'rules.create', 'config.patch', 'approvals.respond'] as const) {
    const capability = client.capability(method);
    assert.ok(capability.status === 'not-offered');
    assert.match(capability.reason, /does not list/);
  }
});

it('real use 42: takes an act for missing where the method that it rests on is', async () => {
  const client = await handles.connected();
  assert.equal(client.capability('config.patch').status, 'offered');
  await assert.rejects(client.call('config.read', {}));
  for (const method of ['config.read', 'config.patch', 'rules.create', 'rules.revoke'] as const) {
    assert.equal(client.capability(method).status, 'not-offered', method);
  }
  assert.equal(client.capability('tokens.create').status, 'offered');
});

it('real use 42: a gateway that came back with more methods offers them', async () => {
  let listed = ['system.ping'];
  handles.gateway.methods['system.ping'] = () => ({ result: { pong: true, ts: Date.now(), methods: listed } });
  const client = await handles.connected();
  assert.equal(client.capability('tokens.create').status, 'not-offered');
  listed = [...methodNames];
  handles.gateway.socket.terminate();
  await until(client, () => client.capability('tokens.create').status === 'offered');
});

it('real use 42: every act rests on a method that there is', () => {
  for (const method of methodNames) {
    for (const needed of neededFor(method)) assert.ok(Object.hasOwn(methods, needed), `${method} rests on ${needed}`);
  }
});
