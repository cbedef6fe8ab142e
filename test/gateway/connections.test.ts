import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { start } from './support/gateway.js';

it('drops every connection as a broken network would', async (t) => {
  const server = await start(t);
  const [socket, stream] = [await server.socket(), await server.stream()];
  await server.demo('POST', '/demo/connections', { drop: true });
  assert.equal(await socket.closed, 1006);
  await stream.ended;
});

it('refuses new connections for a while; controls go on answering', async (t) => {
  const server = await start(t);
  await server.demo('POST', '/demo/connections', { refuseMs: 60_000 });
  await assert.rejects(server.socket(), /503/);
  assert.equal((await server.stream()).response.status, 503);
  await server.demo('POST', '/demo/connections', { refuseMs: 0 });
  await server.socket();
  assert.equal((await server.stream()).response.status, 200);
});

it('goes silent on open connections, and answers on new ones', async (t) => {
  const server = await start(t);
  const [socket, stream] = [await server.socket(), await server.stream()];
  await server.demo('POST', '/demo/connections', { stall: true });
  let heard = false;
  socket.socket.on('message', () => (heard = true)).on('pong', () => (heard = true));
  void socket.call('system.ping');
  socket.socket.ping();
  await server.demo('POST', '/demo/events', { action: 'unheard' });
  // Nothing must be heard: without the stall all of it is within a few ms.
  await sleep(100);
  assert.equal(heard, false);
  assert.deepEqual(stream.named(), []);
  assert.equal((await (await server.socket()).result('system.ping'))['pong'], true);
});

it('says that it restarts when it closes', async (t) => {
  const server = await start(t);
  const [socket, stream] = [await server.socket(), await server.stream()];
  await server.server.close();
  assert.equal(await socket.closed, 1001);
  await stream.ended;
});
