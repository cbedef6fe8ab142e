import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { it, type TestContext } from 'node:test';
import { closeCodes } from '../../src/protocol/index.js';
import { start } from './support/gateway.js';

async function startPair(t: TestContext) {
  const behind = await start(t);
  const front = await start(t, { gateway: new URL(behind.url) });
  return { behind, front };
}

it('passes calls, the stream and its position on to another gateway', async (t) => {
  const { behind, front } = await startPair(t);
  const socket = await front.socket(behind.adminToken);
  assert.equal(socket.socket.protocol, 'comis.v1');
  assert.equal((await socket.result('system.ping'))['pong'], true);
  const stream = await front.stream(behind.adminToken);
  await behind.demo('POST', '/demo/events', [{ action: 'one' }, { action: 'two' }]);
  const [one] = await stream.first(2);
  const resumed = await front.stream(behind.adminToken, { 'last-event-id': one?.id ?? '' });
  assert.equal((await resumed.first(1))[0]?.data['action'], 'two');
});

it('passes on how the gateway refuses and leaves', async (t) => {
  const { behind, front } = await startPair(t);
  assert.equal(await front.connect('wrong').closed, closeCodes.tokenRefused);
  assert.equal((await front.stream('wrong')).response.status, 401);
  const { id, secret } = await behind.token('viewer', ['rpc', 'ws']);
  const [socket, stream] = [await front.socket(secret), await front.stream(secret)];
  await (await behind.socket()).result('tokens.revoke', { id });
  assert.equal(await socket.closed, closeCodes.tokenRefused);
  await stream.ended;
  const other = await front.socket(behind.adminToken);
  await behind.server.close();
  assert.equal(await other.closed, closeCodes.restarting);
});

it('keeps its own policy and asks pages for a token', async (t) => {
  const { behind, front } = await startPair(t);
  const stream = await front.stream(behind.adminToken);
  assert.match(stream.response.headers.get('content-security-policy') ?? '', /trusted-types lit-html/);
  const signIn = await fetch(`${front.url}/session`, { method: 'POST', headers: { origin: front.url } });
  assert.deepEqual(await signIn.json(), { mode: 'proxy' });
  assert.equal((await front.control('POST', '/demo/events', {}, behind.adminToken)).status, 404);
});

it('says when the gateway cannot be reached', async (t) => {
  const { behind, front } = await startPair(t);
  await behind.server.close();
  const { response } = await front.stream('any');
  assert.equal(response.status, 502);
  assert.equal(response.headers.get('content-type'), 'application/json; charset=utf-8');
  await assert.rejects(front.socket('any'), /502/);
});

it('real use 31: passes on to a page that asks why no socket opens that the gateway takes no more requests', async (t) => {
  const limited = createServer((_request, response) => response.writeHead(429, { 'retry-after': '7' }).end());
  limited.listen(0, '127.0.0.1');
  await once(limited, 'listening');
  t.after(() => limited.close());
  const front = await start(t, {
    gateway: new URL(`http://127.0.0.1:${(limited.address() as AddressInfo).port}`),
  });
  const response = await fetch(`${front.url}/ws`);
  assert.equal(response.status, 429);
  assert.equal(response.headers.get('retry-after'), '7');
});
