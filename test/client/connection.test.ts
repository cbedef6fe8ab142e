import assert from 'node:assert/strict';
import { type AddressInfo, createServer } from 'node:net';
import { describe, it } from 'node:test';
import { type ConnectionState, type RpcClient } from '../../src/client/index.js';
import { eventually, pause, setup, until } from './support/setup.js';

const at = setup();

/** Every state that a client goes through, in order. */
function statesOf(client: RpcClient): ConnectionState[] {
  const states = [client.connection];
  client.subscribe(() => {
    if (states.at(-1) !== client.connection) states.push(client.connection);
  });
  return states;
}

describe('the connection', () => {
  it('is made at construction, with the token in a subprotocol and in a header, never in the address', async () => {
    const client = await at.connected({ getToken: () => 'tökén/+1' });
    assert.deepEqual(client.scopes, ['rpc', 'ws', 'admin']);
    const [upgrade] = at.gateway.upgrades;
    assert.equal(upgrade?.url, '/ws');
    assert.deepEqual(upgrade.protocols.slice(0, 2), ['comis.auto', 'comis.v1']);
    assert.equal(upgrade.token, 'tökén/+1');
    const [request] = at.gateway.streamRequests;
    assert.equal(request?.url, '/api/events');
    const header = Buffer.from(request.headers.authorization ?? '', 'latin1').toString();
    assert.equal(header, 'Bearer tökén/+1');
    assert.equal(request.headers.accept, 'text/event-stream');
  });

  it('offers no probe where the dialect is sure', async () => {
    await at.connected({ dialect: 'documented' });
    assert.equal(at.gateway.upgrades[0]?.protocols[0], 'comis.v1');
  });

  it('real use 44: says which subprotocol a server chose, was offered and is needed, goes on trying, and never repeats the token', async () => {
    at.gateway.picks = (offered) => offered.at(-1) ?? false;
    const client = at.connect();
    await until(client, () => client.connection.status === 'connecting' && client.connection.attempt > 2);
    assert.ok(client.connection.status === 'connecting' && client.connection.error);
    const { message, kind } = client.connection.error;
    assert.match(
      message,
      /chose the subprotocol with the token; offered were comis.auto, comis.v1, one with the token/,
    );
    assert.match(message, /comis\.v1 is needed/);
    assert.doesNotMatch(message, /bearer|token-1|dG9rZW4tMQ/);
    assert.equal(kind, 'not-offered');
    at.gateway.picks = () => 'comis.v1';
    await until(client, () => client.connection.status === 'connected');
  });

  it('real use 44: connects to a server that picks the first subprotocol offered, and puts no token into an address for it', async () => {
    at.gateway.picks = (offered) => offered[0] ?? false;
    const client = at.connect({ pingTimeoutMs: 500 });
    await until(client, () => client.connection.status === 'connected');
    assert.deepEqual(
      at.gateway.upgrades.map(({ url, protocols }) => [url, protocols[0]]),
      [
        ['/ws', 'comis.auto'],
        ['/ws', 'comis.v1'],
      ],
    );
  });

  it('is not "connected" before calls are answered', async () => {
    let pong: (() => void) | undefined;
    at.gateway.methods['system.ping'] = () =>
      new Promise((resolve) => (pong = () => resolve({ result: { pong: true, ts: Date.UTC(2020, 0) } })));
    const client = at.connect();
    await eventually(() => pong !== undefined);
    // It must not be connected, and would be as soon as the socket opened, over which the ping came.
    await pause(20);
    assert.equal(client.connection.status, 'connecting');
    pong?.();
    await until(client, () => client.connection.status === 'connected');
    assert.equal(client.scopes, undefined);
    assert.ok(client.now() < Date.UTC(2020, 0) + 10_000, 'reads the gateway clock');
  });

  it('stands with a token that may not even ping', async () => {
    at.gateway.methods['system.ping'] = () => ({ error: { code: -32001, message: 'Needs rpc' } });
    const client = await at.connected({ pingIntervalMs: 20, pingTimeoutMs: 100 });
    await eventually(() => at.gateway.received.length >= 6, 'more pings');
    assert.equal(client.connection.status, 'connected');
  });

  it('comes back by itself, for ever, and says since when and when next', async () => {
    const client = await at.connected();
    const states = statesOf(client);
    at.gateway.refuses = true;
    at.gateway.drop();
    await until(client, () => client.connection.status === 'reconnecting' && client.connection.attempt >= 4);
    at.gateway.refuses = false;
    await until(client, () => client.connection.status === 'connected');
    const lost = states.filter((state) => state.status === 'reconnecting');
    assert.equal(new Set(lost.map((state) => state.lostAt)).size, 1, 'one loss, one time');
    assert.ok(lost.some((state) => state.retryAt === undefined) && lost.some((state) => state.retryAt !== undefined));
    assert.equal(lost[0]?.reason, 'lost');
    assert.deepEqual([...new Set(lost.map((state) => state.attempt))], [1, 2, 3, 4]);
  });

  it('says that the gateway restarts, and goes on saying so while it is away', async () => {
    const client = await at.connected();
    at.gateway.refuses = true;
    at.gateway.socket.close(1001, 'bye');
    await until(client, () => client.connection.status === 'reconnecting' && client.connection.attempt > 2);
    assert.ok(client.connection.status === 'reconnecting' && client.connection.reason === 'restarting');
    at.gateway.refuses = false;
    await until(client, () => client.connection.status === 'connected');
  });

  it('tries at once when told to', async () => {
    const client = await at.connected({ backoff: { firstMs: 60_000, maxMs: 60_000 } });
    at.gateway.drop();
    await until(client, () => client.connection.status === 'reconnecting');
    client.reconnect();
    await until(client, () => client.connection.status === 'connected' && client.live.status === 'live');
  });

  it('is found dead when nothing arrives after a ping, and the stream with it', async () => {
    const client = await at.connected({ pingIntervalMs: 60, pingTimeoutMs: 40 });
    const states = statesOf(client);
    at.gateway.silent = true;
    const started = Date.now();
    await until(client, () => client.connection.status === 'reconnecting' && client.live.status === 'interrupted');
    assert.ok(Date.now() - started < 1000);
    const lost = states.find((state) => state.status === 'reconnecting');
    assert.match(String(lost?.error.message), /went silent/);
    at.gateway.silent = false;
    await until(client, () => client.connection.status === 'connected' && client.live.status === 'live');
  });

  it('counts anything that arrives as a sign of life', async () => {
    const client = await at.connected({ pingIntervalMs: 50, pingTimeoutMs: 40 });
    at.gateway.methods['system.ping'] = () => {
      at.gateway.socket.send(JSON.stringify({ jsonrpc: '2.0', method: 'heartbeat', params: {} }));
      return 'nothing';
    };
    await eventually(() => (client.diagnostics.unknownEvents.get('heartbeat') ?? 0) >= 4, 'four heartbeats');
    assert.equal(client.connection.status, 'connected');
    assert.equal(at.gateway.sockets.length, 1);
    assert.equal(client.epoch, 1);
  });

  it('gives up a server that takes connections and says nothing', async (t) => {
    const mute = createServer((socket) => socket.on('error', () => socket.destroy()));
    t.after(() => mute.close());
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(mute.address() as AddressInfo).port}`;
    const client = at.connect({ url, pingTimeoutMs: 50 });
    await until(client, () => client.connection.status === 'connecting' && client.connection.attempt > 2);
    assert.ok(client.connection.status === 'connecting' && client.live.status === 'starting');
    assert.match(String(client.connection.error?.message), /did not answer/);
    assert.match(String(client.live.error?.message), /did not answer/);
    client.close();
  });

  it('gives up a gateway that opens and then does not answer', async () => {
    at.gateway.methods['system.ping'] = () => 'nothing';
    const client = at.connect({ pingTimeoutMs: 50 });
    await until(client, () => client.connection.status === 'connecting' && client.connection.attempt > 2);
    assert.ok(client.connection.status === 'connecting');
    assert.match(String(client.connection.error?.message), /did not answer system.ping/);
  });

  it('wakes when the machine is online again or the page is seen again, and listens no longer once closed', async (t) => {
    const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
    const machine = new EventTarget();
    Object.assign(globalThis, {
      document: page,
      addEventListener: machine.addEventListener.bind(machine),
      removeEventListener: machine.removeEventListener.bind(machine),
    });
    t.after(() => {
      for (const name of ['document', 'addEventListener', 'removeEventListener']) {
        Reflect.deleteProperty(globalThis, name);
      }
    });
    const client = await at.connected({ backoff: { firstMs: 60_000, maxMs: 60_000 } });
    const lose = async () => {
      at.gateway.drop();
      await until(client, () => client.connection.status === 'reconnecting' && client.live.status === 'interrupted');
    };
    const isBack = () => until(client, () => client.connection.status === 'connected' && client.live.status === 'live');
    page.visibilityState = 'hidden';
    await lose();
    page.dispatchEvent(new Event('visibilitychange'));
    // It must not connect, and would at once.
    await pause(30);
    assert.equal(client.connection.status, 'reconnecting', 'still hidden');
    page.visibilityState = 'visible';
    page.dispatchEvent(new Event('visibilitychange'));
    await isBack();
    await lose();
    machine.dispatchEvent(new Event('online'));
    await isBack();
    const pings = at.gateway.received.length;
    page.dispatchEvent(new Event('visibilitychange'));
    await eventually(() => at.gateway.received.length > pings, 'a ping when the page is seen again');
  });

  it('asks for the time at once when this machine has been set', async (t) => {
    const gatewayNow = () => Math.round(performance.timeOrigin + performance.now());
    at.gateway.methods['system.ping'] = () => ({ result: { pong: true, ts: gatewayNow(), scopes: ['rpc'] } });
    const client = await at.connected();
    const off = () => Math.abs(client.now() - gatewayNow());
    assert.ok(off() < 500);
    const pings = at.gateway.received.length;
    const real = Date.now.bind(Date);
    t.mock.method(Date, 'now', () => real() + 600_000);
    assert.ok(off() < 500, 'not by this clock');
    await eventually(() => at.gateway.received.length > pings, 'a ping');
    // It must not ask again, and clocks are compared every second.
    await pause(2100);
    assert.ok(off() < 500, 'the answer counts');
    assert.equal(at.gateway.received.length, pings + 1, 'asked once');
  });
});
