import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RpcClient } from '../../src/client/index.js';
import { eventually, pause, setup, until } from './support/setup.js';

const at = setup();
const isUp = (client: RpcClient) => () => client.connection.status === 'connected' && client.live.status === 'live';

describe('the epoch', () => {
  it('grows once at the start, when calls work and events arrive', async () => {
    const client = at.connect();
    const grownWhile: string[] = [];
    let epoch = client.epoch;
    client.subscribe(() => {
      if (client.epoch !== epoch) grownWhile.push(`${client.connection.status}, ${client.live.status}`);
      epoch = client.epoch;
    });
    await until(client, isUp(client));
    // It must not grow again: what would make it has happened.
    await pause(50);
    assert.deepEqual(grownWhile, ['connected, live']);
    assert.equal(client.epoch, 1);
  });

  it('waits for a slow stream, a second at most, and grows again when that comes', async () => {
    let open: (() => void) | undefined;
    at.gateway.methods['system.ping'] = () => ({ result: { pong: true, ts: 1 } });
    at.gateway.silent = true;
    const client = at.connect({
      fetch: async (input, init) => {
        await new Promise<void>((resolve) => (open = resolve));
        return fetch(input, init);
      },
    });
    at.gateway.silent = false;
    await until(client, () => client.connection.status === 'connected');
    const connectedAt = Date.now();
    assert.equal(client.epoch, 0);
    await until(client, () => client.epoch === 1);
    const waited = Date.now() - connectedAt;
    assert.ok(waited > 900 && waited < 2500, `${waited} ms`);
    open?.();
    await until(client, () => client.epoch === 2 && client.live.status === 'live');
  });

  it('does not wait for a stream that is not allowed or fails', async () => {
    for (const status of [403, 500]) {
      at.gateway.streamStatus = () => status;
      const started = Date.now();
      const client = await at.connected();
      assert.ok(Date.now() - started < 900);
      assert.equal(client.epoch, 1);
      client.close();
    }
  });

  it('grows once for one drop of both channels', async () => {
    const client = await at.connected();
    for (let drops = 1; drops <= 5; drops += 1) {
      at.gateway.drop();
      await until(client, () => !isUp(client)());
      await until(client, isUp(client));
      // It must not grow again: both channels are up.
      await pause(60);
      assert.equal(client.epoch, 1 + drops);
    }
  });

  it('grows when either channel returns', async () => {
    const client = await at.connected();
    at.gateway.stream.response.destroy();
    await until(client, () => client.live.status === 'interrupted');
    await until(client, () => client.live.status === 'live');
    assert.equal(client.epoch, 2);
    assert.equal(client.connection.status, 'connected');
    at.gateway.socket.terminate();
    await until(client, () => client.connection.status === 'reconnecting');
    await until(client, () => client.connection.status === 'connected');
    assert.equal(client.epoch, 3);
    assert.equal(client.live.status, 'live');
  });

  it('grows at a gap, even the first message, but not twice when a returning stream begins with it', async () => {
    const client = await at.connected();
    const gaps: unknown[] = [];
    client.on('stream:gap', (gap) => gaps.push(gap));
    const gap = { from: 1, to: 2 };
    at.gateway.stream.send('stream:gap', gap, '1');
    await eventually(() => gaps.length === 1);
    assert.equal(client.epoch, 2);
    at.gateway.onStream = (stream) => stream.send('stream:gap', gap, '1');
    at.gateway.stream.response.destroy();
    await eventually(() => gaps.length === 2);
    assert.equal(client.epoch, 3);
  });

  it('lets a reader that loads at each growth miss nothing, whatever drops', async () => {
    let log: number[] = [];
    at.gateway.methods['config.read'] = () => ({ result: { value: log, revision: log.length } });
    const client = at.connect();
    const known = new Set<number>();
    let epoch = 0;
    client.on('tokens:changed', ({ id }) => known.add(Number(id)));
    client.subscribe(() => {
      if (client.epoch === epoch) return;
      epoch = client.epoch;
      client.call('config.read', {}).then(
        ({ value }) => (value as number[]).forEach((n) => known.add(n)),
        () => undefined,
      );
    });
    // This gateway replays nothing.
    for (let n = 0; n < 150; n += 1) {
      log = [...log, n];
      for (const { response } of at.gateway.streams.filter((stream) => !stream.response.destroyed)) {
        response.write(`event: tokens:changed\ndata: {"id":"${n}","change":"created"}\n\n`);
      }
      if (n % 10 === 3) at.gateway.drop();
      if (n % 10 === 6) at.gateway.streams.at(-1)?.response.destroy();
      if (n % 10 === 9) at.gateway.sockets.at(-1)?.terminate();
      // Drops at other places of the stream each time.
      await pause(n % 7);
    }
    await until(client, isUp(client));
    await eventually(() => known.size === 150, 'all 150 known');
  });
});
