/** The daemon's limits: a client that keeps below them, and what becomes of one that does not. */
import assert from 'node:assert/strict';
import { describe, it, mock, type TestContext } from 'node:test';
import { WebSocket } from 'ws';
import type { HeldCall, RpcClient } from '../../../src/client/index.js';
import { MessageLimiter } from '../../../src/client/calls/message-limiter.js';
import { GatewayError, type RpcMethod } from '../../../src/protocol/index.js';
import { MessageWindow } from '../../replay/limits.js';
import { bearer, page, start } from '../../replay/support.js';
import { eventually, pause, until } from '../support/setup.js';
import { connect, replayed } from './support.js';

const limit = { messages: 60, windowMs: 60_000 };

/** A limiter in a time that the test moves, in steps of 100 ms. */
function limiterIn(t: TestContext) {
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 0 });
  mock.method(performance, 'now', () => Date.now());
  t.after(() => {
    mock.restoreAll();
    mock.timers.reset();
  });
  const limiter = new MessageLimiter(limit, () => undefined);
  /** Asks for a turn. @returns when it came, epoch ms. */
  const sent = async (method: RpcMethod): Promise<number> => {
    await limiter.turn(method, undefined);
    return Date.now();
  };
  const pass = async (ms: number, each: () => void = () => undefined): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 100) {
      each();
      mock.timers.tick(100);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { limiter, sent, pass };
}

describe('the limiter', () => {
  it('keeps below the limit of the daemon, however unevenly what it sends arrives', async (t) => {
    const { limiter, pass } = limiterIn(t);
    const window = new MessageWindow({ max: limit.messages, windowMs: limit.windowMs });
    const arrivals: number[] = [];
    // The first burst arrives late, what follows does not: the worst that can be.
    const delayOf = (sentAt: number) => (sentAt < 1000 ? 1900 : 0);
    const send = () => arrivals.push(Date.now() + delayOf(Date.now()));
    const calls = Array.from({ length: 200 }, async () => {
      await limiter.turn('tokens.list', undefined);
      send();
    });
    let ping = 0;
    await pass(200_000, () => {
      if (Date.now() < ping) return;
      ping += 30_000;
      limiter.count();
      send();
    });
    await Promise.all(calls);
    assert.equal(arrivals.length, 200 + 7);
    assert.equal(arrivals.filter((at) => !window.take(at)).length, 0);
    const last = Math.max(...arrivals);
    assert.ok(last > 180_000 && last < 190_000, `no slower than it must: ${last}`);
  });

  it('says what waits, and until when at the latest', async (t) => {
    const { limiter, sent, pass } = limiterIn(t);
    const times = Array.from({ length: 120 }, () => sent('tokens.list'));
    const foretold = limiter.held.map(({ until }) => until ?? 0);
    assert.equal(foretold.length, 65);
    assert.match(limiter.held[0]?.reason ?? '', /takes 60 messages in 60 s, and that many have been sent/);
    await pass(130_000);
    const came = (await Promise.all(times)).slice(55);
    came.forEach((at, index) => assert.ok(at <= foretold[index]! + 300, `${index}: ${at} > ${foretold[index]}`));
    assert.ok(foretold[0]! >= 60_000 && foretold[64]! > 120_000);
    assert.deepEqual(limiter.held, []);
  });

  it('lets decisions go before what is only read, and leaves room for them', async (t) => {
    const { limiter, sent, pass } = limiterIn(t);
    const order: string[] = [];
    const noted = (method: RpcMethod, name: string) => void sent(method).then(() => order.push(name));
    for (let n = 0; n < 57; n += 1) noted('tokens.list', `read ${n}`);
    for (let n = 0; n < 5; n += 1) noted('approvals.respond', `decision ${n}`);
    await pass(100);
    assert.deepEqual(order.slice(55), ['decision 0', 'decision 1', 'decision 2'], 'at once');
    assert.deepEqual(
      limiter.held.map(({ method }) => method),
      ['approvals.respond', 'approvals.respond', 'tokens.list', 'tokens.list'],
    );
    await pass(63_000);
    assert.deepEqual(order.slice(58), ['decision 3', 'decision 4', 'read 55', 'read 56']);
  });

  it('lets go of what is aborted, and of everything at the end', async (t) => {
    const { limiter, sent } = limiterIn(t);
    for (let n = 0; n < 55; n += 1) await sent('tokens.list');
    const abort = new AbortController();
    const aborted = limiter.turn('config.read', abort.signal);
    const ended = limiter.turn('tokens.list', undefined);
    abort.abort(new Error('no longer'));
    await assert.rejects(aborted!, /no longer/);
    assert.deepEqual(
      limiter.held.map(({ method }) => method),
      ['tokens.list'],
    );
    limiter.close((method) => new GatewayError('disconnected', 'gone', { method }));
    await assert.rejects(ended!, { kind: 'disconnected', method: 'tokens.list' });
    assert.deepEqual(limiter.held, []);
  });

  it('learns how many the daemon takes from those that it refuses', async (t) => {
    const { limiter, sent, pass } = limiterIn(t);
    for (let n = 0; n < 30; n += 1) await sent('tokens.list');
    for (let n = 0; n < 20; n += 1) limiter.exceeded();
    const times = Array.from({ length: 20 }, () => sent('tokens.list'));
    assert.equal(limiter.held.length, 20);
    assert.match(limiter.held[0]?.reason ?? '', /takes 10 messages in 60 s/);
    await pass(190_000);
    const perWindow = new Map<number, number>();
    for (const at of await Promise.all(times)) perWindow.set(at, (perWindow.get(at) ?? 0) + 1);
    assert.deepEqual([...perWindow.values()], [8, 8, 4]);
  });
});

const outcomesOf = async (calls: Promise<unknown>[]) => {
  const settled = await Promise.allSettled(calls);
  return settled.map((each) => (each.status === 'fulfilled' ? 'answered' : (each.reason as GatewayError).kind));
};

const respond = (client: RpcClient, approvalId: string) =>
  client.call('approvals.respond', { approvalId, decision: 'deny' });

it('sends of eighty calls at once what the daemon takes, and shows the others', async (t) => {
  const { replay, client } = await replayed(t, { file: 'approvals' });
  const ids = [replay.request({ action: 'agents.delete' }), replay.request({ action: 'tokens.revoke' })];
  await until(client, () => client.epoch > 0);
  await client.call('approvals.list', {});
  const calls = Array.from({ length: 80 }, () => client.call('tokens.list', {}));
  let heldFirst: readonly HeldCall[] = [];
  client.subscribe(() => {
    if (heldFirst.length === 0) heldFirst = client.held;
  });
  const decided = Promise.all(ids.map((id) => respond(client, id)));
  assert.deepEqual(
    (await decided).map(({ outcome }) => outcome),
    ['denied', 'denied'],
    'a decision does not wait',
  );
  const waiting = client.held;
  assert.ok(waiting.length >= 25 && waiting.length <= 30, `${waiting.length} wait`);
  for (const { method, reason, since, until: latest } of waiting) {
    assert.equal(method, 'tokens.list');
    assert.match(reason, /The gateway takes 60 messages in 60 s/);
    assert.ok(Math.abs(Date.now() - since) < 5000);
    assert.ok(latest !== undefined && latest - Date.now() > 50_000 && latest - Date.now() < 63_000);
  }
  assert.equal(replay.refused.messages, 0);
  client.close();
  const outcomes = await outcomesOf(calls);
  assert.equal(outcomes.filter((outcome) => outcome === 'answered').length, 80 - waiting.length);
  assert.equal(outcomes.filter((outcome) => outcome === 'closed').length, waiting.length);
  assert.equal(
    heldFirst.every(({ method }) => method === 'tokens.list'),
    true,
  );
});

it('sends no decision that was taken back before its turn, and says of what waited that it was not sent', async (t) => {
  const { replay, client } = await replayed(t, { file: 'approvals' });
  const ids = ['agents.delete', 'tokens.revoke', 'tokens.create', 'agents.create'].map((action) =>
    replay.request({ action }),
  );
  await until(client, () => client.epoch > 0);
  await client.call('approvals.list', {});
  const sent: string[] = [];
  const reads = Array.from({ length: 60 }, () => client.call('tokens.list', {}));
  const control = new AbortController();
  const [first, second, ...late] = ids.map((approvalId) =>
    client.call(
      'approvals.respond',
      { approvalId, decision: 'deny' },
      { signal: control.signal, beforeSend: () => sent.push(approvalId) },
    ),
  );
  const waiting = () => client.held.filter(({ method }) => method === 'approvals.respond').length;
  await until(client, () => waiting() > 0);
  const [began, waited] = [[...sent], waiting()];
  assert.deepEqual(began, ids.slice(0, ids.length - waited));
  control.abort(new Error('taken back'));
  for (const call of late.slice(-waited)) await assert.rejects(call, /taken back/);
  assert.equal(waiting(), 0);
  const unsent = client.call('approvals.respond', { approvalId: ids.at(-1)!, decision: 'deny' });
  client.close();
  await assert.rejects(unsent, { kind: 'closed', unsent: true });
  await Promise.allSettled([...reads, first, second, ...late]);
  assert.deepEqual(sent, began);
  assert.ok(
    !replay.calls.some(({ method, params }) => /resolve/.test(method) && JSON.stringify(params).includes(ids.at(-1)!)),
  );
});

it('lets no call hang on a daemon that takes fewer, and asks it for no more than that', async (t) => {
  const { replay, client } = await replayed(t, { file: 'tokens', messageLimit: { max: 20, windowMs: 60_000 } });
  const outcomes = await outcomesOf(Array.from({ length: 40 }, () => client.call('tokens.list', {})));
  const refused = replay.refused.messages;
  assert.ok(refused > 15, `${refused} refused`);
  assert.deepEqual(
    {
      answered: outcomes.filter((it) => it === 'answered').length,
      limited: outcomes.filter((it) => it === 'rate-limited').length,
    },
    { answered: 40 - refused, limited: refused },
  );
  assert.equal(client.connection.status, 'connected');
  const later = client.call('tokens.list', {});
  later.catch(() => undefined);
  await until(client, () => client.held.length === 1);
  assert.match(client.held[0]?.reason ?? '', /takes 20 messages in 60 s/);
  assert.equal(replay.refused.messages, refused);
});

it('fails a call that is too long for the daemon, and no other', async (t) => {
  const { replay, client } = await replayed(t, { file: 'approvals' });
  const id = replay.request();
  await client.call('approvals.list', {});
  const started = Date.now();
  const tooLong = client.call('approvals.respond', {
    approvalId: id,
    decision: 'deny',
    comment: 'x'.repeat(1_048_577),
  });
  tooLong.catch(() => undefined);
  assert.equal((await client.call('tokens.list', {})).tokens.length, 4);
  await assert.rejects(tooLong, {
    kind: 'server',
    code: -32600,
    message: /^Message size \d+ bytes exceeds maximum of 1048576$/,
  });
  assert.ok(Date.now() - started < 10_000);
  assert.equal(client.connection.status, 'connected');
  assert.equal((await respond(client, id)).outcome, 'denied', 'it still waits');
});

it('waits for its stream as long as the daemon says when it takes no more requests', async (t) => {
  const replay = await start(t, { file: 'tokens', httpLimit: { max: 4, windowMs: 2500 } });
  for (let n = 0; n < 4; n += 1) await page(replay, '/api/agents', bearer(replay.adminToken));
  const client = connect(t, replay, { dialect: 'comis-daemon' });
  await eventually(() => client.live.status === 'starting' && client.live.error !== undefined);
  assert.ok(client.live.status === 'starting');
  assert.equal(client.live.error?.kind, 'rate-limited');
  assert.ok((client.live.error?.retryAfterMs ?? 0) >= 1000);
  for (let n = 0; n < 5; n += 1) {
    client.reconnect();
    // Somebody who presses Retry again and again.
    await pause(50);
  }
  await until(client, () => client.live.status === 'live');
  const opened = replay.httpRequests.filter(({ url }) => url === '/api/events');
  assert.deepEqual(
    opened.map(({ status }) => status),
    [429, 200],
  );
});

it('real use 31: a socket that is refused by the limit alone is told as a limit with its time, and waits for it', async (t) => {
  const replay = await start(t, { file: 'tokens', httpLimit: { max: 4, windowMs: 4000 } });
  const sockets: WebSocket[] = [];
  class Kept extends WebSocket {
    constructor(...args: ConstructorParameters<typeof WebSocket>) {
      super(...args);
      sockets.push(this);
    }
  }
  const client = connect(t, replay, { dialect: 'comis-daemon', WebSocket: Kept });
  await until(client, () => client.live.status === 'live' && client.connection.status === 'connected');
  // The stream stays open; whatever is asked from now on is over the limit.
  for (let n = 0; n < 4; n += 1) await page(replay, '/api/agents', bearer(replay.adminToken));
  sockets[0]?.terminate();
  const why = () => ('error' in client.connection ? client.connection.error : undefined);
  await eventually(() => why()?.kind === 'rate-limited');
  assert.match(why()?.message ?? '', /^No WebSocket opens at ws:.* for another \d s: .*HTTP 429, a limit, no outage/);
  assert.ok((why()?.retryAfterMs ?? 0) > 1000);
  await until(client, () => client.connection.status === 'connected');
});
