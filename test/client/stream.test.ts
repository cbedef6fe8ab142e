import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { catchReports, eventually, pause, setup, until } from './support/setup.js';

const at = setup();
const reports = catchReports();

const anEvent = (id: string) => ({ id, timestamp: 1, type: 'tool', action: 'file.read', risk: 'low' as const });

describe('the stream', () => {
  it('delivers each event once, in order, whole', async () => {
    const client = await at.connected();
    const seen: unknown[] = [];
    client.on('security:event', (event) => seen.push(event));
    const newer = { ...anEvent('e2'), addedLater: { deep: true } };
    at.gateway.stream.send('security:event', anEvent('e1'), 'a:1');
    at.gateway.stream.send('security:event', newer, 'a:2');
    at.gateway.stream.send('security:event', newer, 'a:2');
    at.gateway.stream.send('security:event', anEvent('e1'), 'a:1');
    at.gateway.stream.send('security:event', anEvent('e3'));
    await eventually(() => seen.length >= 3);
    assert.deepEqual(seen, [anEvent('e1'), newer, anEvent('e3')]);
  });

  it('real use 1: ids that start again after a restart swallow nothing; repeats and reused ids are counted apart', async () => {
    const client = await at.connected();
    const seen: string[] = [];
    client.on('security:event', (event) => seen.push(event.id));
    for (let n = 1; n <= 10; n += 1) at.gateway.stream.send('security:event', anEvent(`before-${n}`), `${n}`);
    await eventually(() => seen.length === 10);
    // A gateway that counts in memory and knows nothing of Last-Event-ID.
    at.gateway.stream.response.destroy();
    await eventually(() => at.gateway.streams.length === 2);
    for (let n = 1; n <= 10; n += 1) at.gateway.stream.send('security:event', anEvent(`after-${n}`), `${n}`);
    await eventually(() => seen.length === 20);
    at.gateway.stream.send('security:event', anEvent('after-10'), '10');
    at.gateway.stream.send('audit:event', anEvent('after-9'), '9');
    at.gateway.stream.send('security:event', anEvent('last'));
    await eventually(() => seen.includes('last'));
    assert.equal(seen.length, 21, 'the same message is no second event');
    const { repeatCount, reusedIdCount, unreadableCount } = client.diagnostics;
    assert.equal(repeatCount, 1);
    assert.equal(reusedIdCount, 11, 'ten after the restart, and another name under an id that was seen');
    assert.equal(unreadableCount, 1, 'what that name brought');
  });

  it('real use 1: after stream:gap, and when a stream opens without Last-Event-ID, ids start again without a fault', async () => {
    const client = await at.connected();
    const seen: string[] = [];
    client.on('security:event', (event) => seen.push(event.id));
    at.gateway.stream.send('security:event', anEvent('a'), '1');
    at.gateway.stream.send('stream:gap', { from: 1, to: 2 }, '0');
    at.gateway.stream.send('security:event', anEvent('b'), '1');
    await eventually(() => seen.length === 2);
    // An empty id takes back the position (WHATWG HTML): the next stream opens without one.
    at.gateway.stream.raw('id:\nevent: ping\ndata:\n\n');
    at.gateway.stream.end();
    await eventually(() => at.gateway.streams.length === 2);
    assert.equal(at.gateway.streamRequests.at(-1)?.headers['last-event-id'], undefined);
    at.gateway.stream.send('security:event', anEvent('c'), '1');
    await eventually(() => seen.length === 3);
    assert.deepEqual(seen, ['a', 'b', 'c']);
    assert.deepEqual([client.diagnostics.repeatCount, client.diagnostics.reusedIdCount], [0, 0]);
  });

  it('puts together what arrives in pieces, also in the middle of a character', async () => {
    const client = await at.connected();
    const seen: string[] = [];
    client.on('security:event', (event) => seen.push(event.action));
    const bytes = Buffer.from(`event: security:event\ndata: ${JSON.stringify({ ...anEvent('e'), action: '🔑' })}\n\n`);
    for (const byte of bytes) at.gateway.stream.response.write(Buffer.of(byte));
    await eventually(() => seen.length === 1);
    assert.deepEqual(seen, ['🔑']);
  });

  it('goes on after the last event that it saw, whatever its id, and a replay brings nothing twice', async () => {
    const client = await at.connected();
    const seen: string[] = [];
    client.on('security:event', (event) => seen.push(event.id));
    at.gateway.stream.send('security:event', anEvent('1'), 'époque:1');
    await eventually(() => seen.length === 1);
    at.gateway.onStream = (stream) => {
      stream.send('security:event', anEvent('1'), 'époque:1');
      stream.send('security:event', anEvent('2'), 'époque:2');
    };
    at.gateway.stream.response.destroy();
    await eventually(() => seen.length === 2);
    assert.deepEqual(seen, ['1', '2']);
    const header = at.gateway.streamRequests.at(-1)?.headers['last-event-id'];
    assert.equal(Buffer.from(String(header), 'latin1').toString(), 'époque:1');
    assert.equal(client.connection.status, 'connected', 'calls went on meanwhile');
  });

  it('real use 40: tells what can be read of an event that cannot', async () => {
    const client = await at.connected();
    const unreadable: unknown[] = [];
    client.onUnreadable?.('approval:requested', ({ issues, readable }) => unreadable.push([issues, readable]));
    at.gateway.stream.send('approval:requested', { approvalId: 'a', action: 'x', params: null, agentId: 5 }, '1');
    await eventually(() => unreadable.length > 0);
    const issues = [
      '`agentId` is 5, a text was expected',
      '`params` is null, an object was expected',
      '`risk` is missing, a text was expected',
      '`createdAt` is missing, a number was expected',
    ];
    assert.deepEqual(unreadable, [[issues, { approvalId: 'a', action: 'x' }]]);
  });

  it('counts what it cannot read, by name and issue, and what it does not know, and goes on', async () => {
    const client = await at.connected();
    let seen = 0;
    client.on('security:event', () => (seen += 1));
    const { stream } = at.gateway;
    stream.send('security:event', { ...anEvent('x'), risk: {} }, '1');
    stream.send('security:event', { ...anEvent('x'), risk: { other: 1 } }, '2');
    stream.raw('id: 3\nevent: security:event\ndata: {"secret\n\n');
    stream.send('graph:started', {}, '4');
    stream.send('graph:started', {}, '5');
    stream.raw('data: {}\n\n');
    stream.raw(': a comment\n\nevent: ping\ndata:\n\n');
    stream.send('toString', {});
    stream.send('security:event', anEvent('y'), '6');
    await eventually(() => seen === 1);
    const { unreadable, unreadableCount, unknownEvents, unknownEventCount } = client.diagnostics;
    assert.equal(unreadableCount, 3);
    assert.deepEqual(
      unreadable.map(({ name, count }) => [name, count]),
      [
        ['security:event', 2],
        ['security:event', 1],
      ],
    );
    assert.match(unreadable[0]?.issue ?? '', /^`risk` is an object, a text was expected$/);
    assert.equal(unreadable[1]?.issue, 'not JSON');
    assert.deepEqual(
      [...unknownEvents],
      [
        ['graph:started', 2],
        ['message', 1],
        ['toString', 1],
      ],
    );
    assert.equal(unknownEventCount, 4);
  });

  it('announces what it counted together, and keeps at most 50 kinds but an exact total', async () => {
    const client = await at.connected();
    let told = 0;
    client.subscribe(() => (told += 1));
    for (let n = 0; n < 200; n += 1) {
      at.gateway.stream.send(`new:${n}`, {});
      at.gateway.stream.send('security:event', { [`${n}`]: 1, ...anEvent('x'), details: n % 2 ? 1 : '' });
    }
    await until(client, () => client.diagnostics.unknownEventCount === 200);
    assert.equal(client.diagnostics.unknownEvents.size, 50);
    assert.equal(client.diagnostics.unreadableCount, 200);
    assert.ok(told <= 3, `told ${told} times`);
    assert.equal(client.diagnostics, client.diagnostics, 'the same object while nothing changes');
  });

  it('goes on when a listener throws, and tells the platform', async () => {
    const client = await at.connected();
    const seen: string[] = [];
    const boom = new Error('boom');
    client.on('security:event', () => {
      throw boom;
    });
    client.on('security:event', (event) => seen.push(event.id));
    at.gateway.stream.send('security:event', anEvent('1'));
    at.gateway.stream.send('security:event', anEvent('2'));
    await eventually(() => seen.length === 2);
    assert.deepEqual(reports, [boom, boom]);
  });

  it('stops telling a listener at once when it is removed, also by another', async () => {
    const client = await at.connected();
    const seen: string[] = [];
    const first = client.on('security:event', () => {
      seen.push('first');
      first();
      second();
    });
    const second = client.on('security:event', () => seen.push('second'));
    client.on('security:event', () => seen.push('third'));
    at.gateway.stream.send('security:event', anEvent('1'));
    at.gateway.stream.send('security:event', anEvent('2'));
    await eventually(() => seen.length === 3);
    assert.deepEqual(seen, ['first', 'third', 'third']);
  });

  it('that the token does not allow is said, and tried again only with another token', async () => {
    at.gateway.streamStatus = () => 403;
    const client = await at.connected();
    await until(client, () => client.live.status === 'not-allowed');
    assert.ok(client.live.status === 'not-allowed');
    assert.equal(client.live.error.requiredScope, 'ws');
    client.reconnect();
    // No try must follow, and the longest back-off is 80 ms.
    await pause(100);
    assert.equal(at.gateway.streamRequests.length, 1);
    at.gateway.streamStatus = () => 200;
    at.gateway.socket.terminate();
    await until(client, () => client.live.status === 'live');
  });

  it('is reopened when it is silent for too long', async () => {
    const client = await at.connected({ streamSilenceMs: 300 });
    let lastHeard = 0;
    // Longer than the silence that is allowed, but never silent.
    for (const end = Date.now() + 450; Date.now() < end;) {
      at.gateway.stream.raw('event: ping\ndata:\n\n');
      lastHeard = Date.now();
      await pause(20);
    }
    assert.equal(client.live.status, 'live');
    assert.equal(at.gateway.streams.length, 1);
    let lostAt = Infinity;
    await until(client, () => {
      const { live } = client;
      if (live.status === 'interrupted') ({ lostAt } = live);
      return live.status === 'interrupted';
    });
    assert.ok(lostAt < lastHeard + 200, 'what came since the last sign of life is not known');
    await eventually(() => at.gateway.streams.length === 2);
  });

  it('is kept apart from what is no stream', async () => {
    at.gateway.streamStatus = () => 204;
    const client = await at.connected();
    await until(client, () => client.live.status === 'starting' && client.live.error !== undefined);
    assert.ok(client.live.status === 'starting');
    assert.match(client.live.error?.message ?? '', /something else than an event stream/);
    at.gateway.streamStatus = () => 503;
    await until(client, () => client.live.status === 'starting' && /503/.test(client.live.error?.message ?? ''));
    at.gateway.streamStatus = () => 200;
    await until(client, () => client.live.status === 'live');
  });

  it('waits as long as the gateway wishes, within bounds', async () => {
    const client = await at.connected({ backoff: { firstMs: 1, maxMs: 200 } });
    let isRead = false;
    client.on('tokens:changed', () => (isRead = true));
    at.gateway.stream.raw('retry: 9999999\n\nevent: tokens:changed\ndata: {"id":"1","change":"created"}\n\n');
    await eventually(() => isRead);
    const started = Date.now();
    at.gateway.stream.end();
    await eventually(() => at.gateway.streams.length === 2);
    const waited = Date.now() - started;
    assert.ok(waited >= 150 && waited < 1500, `${waited} ms`);
    client.close();
  });

  it('takes 20 000 events in a burst, each once, quickly', async (t) => {
    const client = await at.connected();
    const count = 20_000;
    let seen = 0;
    const misplaced: string[] = [];
    client.on('security:event', (event) => {
      if (event.id !== `e${seen}`) misplaced.push(event.id);
      seen += 1;
    });
    let told = 0;
    client.subscribe(() => (told += 1));
    const text: string[] = [];
    for (let n = 0; n < count; n += 1) {
      text.push(`id: b:${n}\nevent: security:event\ndata: ${JSON.stringify(anEvent(`e${n}`))}\n\n`);
    }
    const all = Buffer.from(text.join(''));
    const before = process.cpuUsage();
    at.gateway.stream.response.write(all);
    await eventually(() => seen >= count);
    const { user, system } = process.cpuUsage(before);
    const each = (user + system) / count;
    assert.equal(seen, count);
    assert.deepEqual(misplaced, []);
    assert.equal(told, 0);
    t.diagnostic(`${each.toFixed(1)} µs an event, sending included`);
    // Generous: machines that run tests are busy.
    assert.ok(each < 60);
  });
});
