import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LiveState } from '../../src/client/index.js';
import { eventually, setup, until } from './support/setup.js';

const at = setup();

const times = { streamPingMs: 400, streamDelayMs: 200 };
const aRequest = (createdAt: number) => ({
  approvalId: `approval-${createdAt}`,
  action: 'deploy.production',
  params: {},
  risk: 'high',
  createdAt,
});

describe('a stream that something holds back', () => {
  it('real use 16: is live once its first byte has come, not when it answers', async () => {
    at.gateway.greeting = '';
    const client = await at.connected();
    await eventually(() => at.gateway.streams.length === 1);
    assert.equal(client.epoch, 1, 'the connection');
    assert.equal(client.live.status, 'starting');
    at.gateway.stream.raw(': hello\n\n');
    await until(client, () => client.live.status === 'live' && client.epoch === 2);
  });

  it('real use 16: is delayed while nothing comes, again when it is reopened, and live again after that', async () => {
    at.gateway.greeting = '';
    const client = at.connect({ ...times, streamSilenceMs: 1500 });
    const states: LiveState[] = [];
    client.subscribe(() => {
      if (states.at(-1) !== client.live) states.push(client.live);
    });
    await until(client, () => client.live.status === 'delayed' && client.live.delayMs > 1000);
    await eventually(() => at.gateway.streams.length === 2);
    await until(client, () => client.live.status === 'delayed' && client.live.delayMs > 1500);
    assert.deepEqual(
      [...new Set(states.map(({ status }) => status))],
      ['starting', 'delayed'],
      'it was never live, and is not "interrupted" in between',
    );
    at.gateway.stream.raw('event: ping\ndata:\n\n');
    await until(client, () => client.live.status === 'live');
  });

  it('real use 16: is delayed when pings come late by the time that they hold, and live again when they come in time', async () => {
    const client = await at.connected(times);
    await until(client, () => client.live.status === 'live');
    const ping = (ts: number) => at.gateway.stream.send('ping', { ts });
    ping(Date.now() - 26_000);
    await until(client, () => client.live.status === 'delayed');
    assert.ok(client.live.status === 'delayed');
    assert.ok(Math.abs(client.live.delayMs - 26_000) < 2000, String(client.live.delayMs));
    const timer = setInterval(() => ping(Date.now()), 100);
    await until(client, () => client.live.status === 'live');
    clearInterval(timer);
    assert.equal(at.gateway.streams.length, 1);
  });

  it('real use 16: is delayed when a request comes late; one that is older than the stream is no sign of it', async () => {
    const client = await at.connected({ ...times, streamPingMs: 60_000 });
    await until(client, () => client.live.status === 'live');
    const seen: number[] = [];
    client.on('approval:requested', ({ createdAt }) => seen.push(createdAt));
    const openedAt = Date.now();
    at.gateway.stream.send('approval:requested', aRequest(openedAt - 60_000));
    await eventually(() => seen.length === 1);
    assert.equal(client.live.status, 'live');
    await eventually(() => Date.now() > openedAt + 1000);
    at.gateway.stream.send('approval:requested', aRequest(Date.now() - 700));
    await until(client, () => client.live.status === 'delayed');
    assert.equal(seen.length, 2, 'late is not lost');
  });

  it('real use 16: is delayed when pings without a time come in bundles', async () => {
    const client = await at.connected(times);
    await until(client, () => client.live.status === 'live');
    const flush = () => at.gateway.stream.raw('event: ping\ndata:\n\n'.repeat(3));
    flush();
    const timer = setInterval(flush, 3 * times.streamPingMs);
    await until(client, () => client.live.status === 'delayed');
    clearInterval(timer);
    assert.ok(client.live.status === 'delayed' && client.live.delayMs > times.streamDelayMs);
  });

  it('real use 16: refused with 401 while calls take the token is said, and leaves calls alone', async () => {
    at.gateway.streamStatus = () => 401;
    const client = await at.connected();
    await until(client, () => client.live.status === 'starting' && client.live.error?.kind === 'token-refused');
    assert.ok(client.live.status === 'starting');
    assert.match(
      client.live.error?.message ?? '',
      /HTTP 401.*something between here and the gateway removes the token/,
    );
    await until(client, () => client.connection.status === 'connected');
    await client.call('system.ping', {});
    const asked = at.gateway.streamRequests.length;
    at.gateway.streamStatus = () => 200;
    at.gateway.socket.terminate();
    await until(client, () => client.live.status === 'live');
    assert.ok(asked <= 3, `${asked} requests with the same token`);
  });
});

describe('what a try waits for', () => {
  it('real use 18: a stream that is not answered says so in words of its own', async () => {
    const client = at.connect({ pingTimeoutMs: 150 });
    await until(client, () => client.connection.status === 'connected');
    at.gateway.silent = true;
    at.gateway.stream.response.destroy();
    await until(client, () => {
      const { live } = client;
      return (
        live.status === 'interrupted' && /did not answer .* within 0\.15 s.*six to an address/.test(live.error.message)
      );
    });
  });

  it('real use 18: a host that gives no token in time is asked again, and the state says why', async () => {
    let asked = 0;
    const client = at.connect({
      tokenTimeoutMs: 50,
      getToken: () => (++asked === 1 ? new Promise<string>(() => undefined) : 'token-1'),
    });
    await until(client, () => client.connection.status === 'connecting' && client.connection.error !== undefined);
    assert.ok(client.connection.status === 'connecting');
    assert.match(client.connection.error?.message ?? '', /getToken did not answer within 0\.05 s/);
    await until(client, () => client.connection.status === 'connected' && client.live.status === 'live');
  });

  it('real use 18: "Retry now" asks for a token again while the host has not answered', async () => {
    let asked = 0;
    const client = at.connect({ getToken: () => (++asked === 1 ? new Promise<string>(() => undefined) : 'token-1') });
    await eventually(() => asked === 1);
    client.reconnect();
    await until(client, () => client.connection.status === 'connected' && client.live.status === 'live');
    assert.equal(asked, 2, 'once for both channels');
  });
});
