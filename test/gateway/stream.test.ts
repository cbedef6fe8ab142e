import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { start } from './support/gateway.js';

const actions = (events: { data: Record<string, unknown> }[]) => events.map(({ data }) => data['action']);

it('wants a token', async (t) => {
  const server = await start(t);
  assert.equal((await fetch(`${server.url}/api/events`)).status, 401);
  assert.equal((await fetch(`${server.url}/api/events?token=${server.adminToken}`)).status, 401);
});

it('goes on after the last event that a reader saw', async (t) => {
  const server = await start(t);
  const first = await server.stream();
  await server.demo('POST', '/demo/events', [{ action: 'a' }, { action: 'b' }, { action: 'c' }]);
  const [a] = await first.first(3);
  const second = await server.stream(undefined, { 'last-event-id': a?.id ?? '' });
  assert.deepEqual(actions(await second.first(2)), ['b', 'c']);
});

it('lets a reader that has seen no event yet resume as well', async (t) => {
  const server = await start(t);
  const first = await server.stream();
  while (first.events.length === 0) await sleep(5);
  await server.demo('POST', '/demo/connections', { drop: true });
  await first.ended;
  await server.demo('POST', '/demo/events', { action: 'missed' });
  const second = await server.stream(undefined, { 'last-event-id': first.lastId });
  assert.deepEqual(actions(await second.first(1)), ['missed']);
});

it('tells of a gap when it cannot replay, and from when to when', async (t) => {
  const server = await start(t);
  const first = await server.stream();
  await server.demo('POST', '/demo/events', { action: 'seen' });
  const [seen] = await first.first(1);
  await server.demo('POST', '/demo/connections', { drop: true });
  await server.demo('POST', '/demo/events', { action: 'lost' });
  await server.demo('POST', '/demo/connections', { forget: true });
  await server.demo('POST', '/demo/events', { action: 'kept' });
  const second = await server.stream(undefined, { 'last-event-id': seen?.id ?? '' });
  const [gap, kept] = await second.first(2);
  assert.equal(gap?.name, 'stream:gap');
  const [from, to] = [Number(gap.data['from']), Number(gap.data['to'])];
  assert.ok(Math.abs(from - Number(seen?.data['timestamp'])) <= 1000 && from <= to, `${from} to ${to}`);
  assert.equal(kept?.data['action'], 'kept');
});

it('tells of no gap who follows and has read all', async (t) => {
  const server = await start(t);
  const stream = await server.stream();
  await server.demo('POST', '/demo/events', { action: 'before' });
  await stream.first(1);
  await server.demo('POST', '/demo/connections', { forget: true });
  await server.demo('POST', '/demo/events', { action: 'after' });
  assert.deepEqual(actions(await stream.first(2)), ['before', 'after']);
});

it('gives ids that no other run has given, and tells of a gap for those', async (t) => {
  const [old, server] = [await start(t), await start(t)];
  const before = await old.stream();
  await old.demo('POST', '/demo/events', { action: 'x' });
  const [event] = await before.first(1);
  const after = await server.stream(undefined, { 'last-event-id': event?.id ?? '' });
  assert.equal((await after.first(1))[0]?.name, 'stream:gap');
});

it('delivers 40 000 events of one request without a gap, in order', async (t) => {
  const server = await start(t);
  const stream = await server.stream();
  const events = Array.from({ length: 40_000 }, (_, i) => ({ action: `n${i}` }));
  const { ids } = await server.demo('POST', '/demo/events', events);
  assert.equal(new Set(ids as string[]).size, events.length);
  const received = await stream.first(events.length);
  assert.deepEqual(stream.named('stream:gap'), []);
  assert.deepEqual(
    actions(received),
    events.map(({ action }) => action),
  );
});

it('sustains 10 000 events a second', async (t) => {
  const server = await start(t, { rate: 10_000 });
  const stream = await server.stream();
  await stream.first(1);
  const before = performance.now();
  await stream.first(20_000);
  t.diagnostic(`20 000 events in ${Math.round(performance.now() - before)} ms`);
  assert.deepEqual(stream.named('stream:gap'), []);
});

it('gives a reader that does not read a gap instead of memory', async (t) => {
  const server = await start(t, { rate: 20_000 });
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  t.after(() => socket.destroy());
  socket.write(`GET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${server.adminToken}\r\n\r\n`);
  await new Promise((resolve) => socket.once('data', resolve));
  socket.pause();
  // Until the reader has fallen out of the replay log, kernel buffers and all.
  while ((server.server.gateway?.stream.lag ?? 0) < 15_000) await sleep(50);
  let text = '';
  socket.on('data', (data) => (text += data.toString()));
  socket.resume();
  while (!text.includes('event: stream:gap')) await sleep(20);
});
