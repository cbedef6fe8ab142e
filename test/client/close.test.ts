import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { createClient } from '../../src/client/index.js';
import { eventually, pause, setup, until } from './support/setup.js';

const at = setup();

/** Timers of this process that have yet to fire. */
const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

describe('close', () => {
  it('fails calls in flight and later ones with "closed", and says so to its subscribers', async () => {
    at.gateway.methods['tokens.list'] = () => 'nothing';
    const client = await at.connected();
    const call = client.call('tokens.list', {});
    const told: string[] = [];
    client.subscribe(() => told.push(client.connection.status));
    client.close();
    client.close();
    await assert.rejects(call, { kind: 'closed', method: 'tokens.list' });
    await assert.rejects(client.call('tokens.list', {}), { kind: 'closed' });
    assert.equal(told.at(-1), 'closed');
    assert.ok(!told.includes('connected'), 'whoever hears of it does not call');
    assert.deepEqual(client.connection, { status: 'closed' });
    assert.deepEqual(client.live, { status: 'off' });
  });

  it('releases sockets, streams and timers', async (t) => {
    const before = timers();
    const client = createClient({ url: at.gateway.url, getToken: () => 't', WebSocket });
    t.after(() => client.close());
    await until(client, () => client.epoch === 1);
    const { stream, socket } = at.gateway;
    at.gateway.methods['tokens.list'] = () => 'nothing';
    client.call('tokens.list', {}).catch(() => undefined);
    stream.send('unknown', {});
    await eventually(() => client.diagnostics.unknownEventCount === 1);
    client.close();
    await eventually(() => stream.response.destroyed && socket.readyState === socket.CLOSED);
    await eventually(() => timers() <= before, 'no timer is left');
  });

  it('is for good, at whatever moment', async (t) => {
    for (const moment of ['at once', 'while asking', 'while opening', 'when told', 'while waiting'] as const) {
      let give: ((token: string) => void) | undefined;
      let isOpening = () => {};
      const opening = new Promise<void>((resolve) => (isOpening = resolve));
      class Opening extends WebSocket {
        constructor(...args: ConstructorParameters<typeof WebSocket>) {
          super(...args);
          isOpening();
        }
      }
      const client = createClient({
        url: at.gateway.url,
        getToken: moment === 'while asking' ? () => new Promise((resolve) => (give = resolve)) : () => 't',
        WebSocket: Opening,
        backoff: { firstMs: 10, maxMs: 10 },
      });
      t.after(() => client.close());
      if (moment === 'while asking') await eventually(() => give !== undefined);
      if (moment === 'while opening') await opening;
      if (moment === 'when told') {
        await new Promise<void>((resolve) => {
          client.subscribe(() => {
            if (client.connection.status !== 'connected') return;
            client.close();
            resolve();
          });
        });
      }
      if (moment === 'while waiting') {
        await until(client, () => client.epoch === 1);
        at.gateway.refuses = true;
        at.gateway.drop();
        await until(client, () => client.connection.status === 'reconnecting');
      }
      client.close();
      give?.('t');
      at.gateway.refuses = false;
      const { upgrades } = at.gateway;
      // Nothing must happen, and several tries would: the back-off is 10 ms.
      await pause(60);
      const settled = upgrades.length;
      client.reconnect();
      await pause(60);
      assert.equal(client.connection.status, 'closed', moment);
      assert.equal(upgrades.length, settled, moment);
      assert.equal(at.gateway.sockets.length, 0, moment);
      assert.equal(client.epoch <= 1, true);
    }
  });

  it('is heeded by a listener in the middle of a chunk', async () => {
    const client = await at.connected();
    let seen = 0;
    client.on('tokens:changed', () => {
      seen += 1;
      client.close();
    });
    const one = 'event: tokens:changed\ndata: {"id":"1","change":"created"}\n\n';
    at.gateway.stream.raw(one + one + one);
    await eventually(() => seen > 0);
    // The rest of the chunk is there already: it would be reported in the same turn.
    await pause(30);
    assert.equal(seen, 1);
  });
});
