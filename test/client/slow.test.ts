import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setup, until } from './support/setup.js';

const at = setup();

describe('a call that is slow', () => {
  it('real use 20: is told with when it was sent and when it is given up, until it is answered', async () => {
    let answer = () => {};
    at.gateway.methods['tokens.list'] = () =>
      new Promise((resolve) => (answer = () => resolve({ result: { tokens: [] } })));
    const client = await at.connected();
    const sentAt = Date.now();
    const call = client.call('tokens.list', {});
    assert.equal(client.slow?.length, 0);
    await until(client, () => client.slow?.length === 1);
    const slow = client.slow?.[0];
    assert.ok(slow);
    assert.equal(slow.method, 'tokens.list');
    assert.ok(Math.abs(slow.since - sentAt) < 1000);
    assert.equal(slow.until - slow.since, 30_000);
    answer();
    await call;
    await until(client, () => client.slow?.length === 0);
  });
});

describe('a restart that was announced', () => {
  it('real use 47: is the reason of the loss that follows, whatever code the socket is closed with', async () => {
    at.gateway.methods['config.patch'] = () => ({
      result: { patched: true, section: 'security', value: {}, revision: 'r2', restarting: true },
    });
    const client = await at.connected();
    await client.call('config.patch', { section: 'security', changes: [{ key: 'a', value: 1 }] });
    at.gateway.refuses = true;
    at.gateway.drop();
    await until(client, () => client.connection.status === 'reconnecting' && client.connection.attempt > 2);
    assert.ok(client.connection.status === 'reconnecting');
    assert.equal(client.connection.reason, 'restarting');
    assert.match(client.connection.error.message, /is restarting, as it announced/);
    assert.doesNotMatch(client.connection.error.message, /1006|No WebSocket/);
    at.gateway.refuses = false;
    await until(client, () => client.connection.status === 'connected');
  });
});
