import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { AuditPart } from '../../../src/client/dialects/comis-daemon/audit/audit.js';
import { contentOf, ContentDedupe } from '../../../src/client/dialects/shared/content-dedupe.js';
import { type AuditEntry, GatewayError, isAuditEntry, type ParamsOf } from '../../../src/protocol/index.js';
import { start } from '../../replay/support.js';
import { eventually, until } from '../support/setup.js';
import { partServices } from './fake-server.js';
import { connect, replayed } from './support.js';

const activityPath = '/api/activity?limit=100';
const startedAt = Date.parse('2026-11-22T12:00:00Z');

const audited = (minute: number, more: object = {}) => ({
  timestamp: startedAt + minute * 60_000,
  agentId: 'default',
  tenantId: 'acme',
  actionType: 'skill.execute',
  classification: 'mutate',
  outcome: 'success',
  metadata: { minute },
  ...more,
});

/** An audit without a daemon; its list of recent activity holds what is put into it. */
function audit({ id = 'run-1' } = {}) {
  const { server, gaps, since, services } = partServices();
  since.at = startedAt + 60 * 60_000;
  const list: { event: string; payload: unknown; timestamp: number }[] = [];
  const run = { id, startedAt };
  server.pages[activityPath] = () => ({ entries: list.slice(-100), count: list.length });
  server.pages['/api/health'] = () => ({ instanceId: run.id, startedAt: new Date(run.startedAt).toISOString() });
  const part = new AuditPart(services);
  return {
    server,
    gaps,
    since,
    list,
    run,
    part,
    keep: (payload: { timestamp: number }, event = 'audit:event') =>
      list.push({ event, payload, timestamp: payload.timestamp }),
    receive: (payload: unknown) => part.events['audit:event']?.(payload),
    find: (params: ParamsOf<'security.audit'> = {}) =>
      part.methods['security.audit']!.call!(params, () => Promise.reject(new Error('asks nobody')), undefined),
    told: () => server.of('audit:event'),
  };
}

const minutes = (entries: readonly AuditEntry[]) => entries.map(({ timestamp }) => (timestamp - startedAt) / 60_000);

describe('an audit entry', () => {
  const entryOf = (payload: unknown) => {
    const { receive, told, server } = audit();
    receive(payload);
    assert.deepEqual(server.unread, []);
    return told()[0]!;
  };

  it('says what the daemon says, in the documented words', () => {
    const entry = entryOf(audited(1));
    assert.deepEqual(
      { ...entry, id: '' },
      {
        id: '',
        timestamp: startedAt + 60_000,
        agentId: 'default',
        action: 'skill.execute',
        classification: 'mutate',
        outcome: 'success',
        details: { tenantId: 'acme', metadata: { minute: 1 } },
      },
    );
  });

  it('takes no part of the daemon for an agent', () => {
    for (const agentId of ['system', 'hook-runner']) {
      const entry = entryOf(audited(1, { agentId }));
      assert.equal(entry.agentId, undefined);
      assert.equal(entry.details?.['agentId'], agentId, 'and keeps what was said');
    }
  });

  it('takes user, reason and duration from where the daemon hides them', () => {
    const metadata = { userId: 'rpc-client', error: 'It is immutable', durationMs: 67, value: { secret: 'x' } };
    const { user, comment, durationMs, details } = entryOf(audited(1, { metadata }));
    assert.deepEqual([user, comment, durationMs], ['rpc-client', 'It is immutable', 67]);
    assert.deepEqual(details?.['metadata'], metadata, 'and leaves them there');
  });

  it('shows what is of no known class or outcome as what nobody overlooks, and keeps the words', () => {
    const { classification, outcome, details } = entryOf(audited(1, { classification: 'cosmic', outcome: 'partial' }));
    assert.deepEqual([classification, outcome], ['security', 'failure']);
    assert.deepEqual([details?.['classification'], details?.['outcome']], ['cosmic', 'partial']);
  });

  it('is an entry, or is counted, whatever arrives', () => {
    const real = audited(1, { metadata: { userId: 'u', error: 'e', durationMs: 1 } });
    const bent = fc
      .tuple(fc.constantFrom(...Object.keys(real)), fc.jsonValue())
      .map(([key, value]): unknown => ({ ...real, [key]: value }));
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), bent), (payload) => {
        const { receive, told, server } = audit();
        receive(payload);
        assert.equal(told().length + server.unread.length, 1);
        assert.ok(told().every(isAuditEntry));
      }),
      { numRuns: 500 },
    );
  });
});

describe('what comes twice', () => {
  it('is one, live and in the list, in whatever order, however often the list is read', async () => {
    for (const liveFirst of [true, false]) {
      const { part, receive, find, keep, told } = audit();
      const payload = audited(61);
      keep(payload);
      if (liveFirst) receive({ ...payload, metadata: { ...payload.metadata } });
      part.live(undefined);
      await find();
      if (!liveFirst) receive(payload);
      part.live(Date.now());
      const { entries } = await find();
      assert.equal(entries.length, 1);
      assert.deepEqual(told(), entries, 'told live, under the same id');
    }
  });

  it('is two when it happened twice in one millisecond', async () => {
    const { part, receive, find, keep } = audit();
    for (let times = 0; times < 2; times++) {
      keep(audited(61));
      receive(audited(61));
    }
    part.live(undefined);
    assert.equal((await find()).entries.length, 2);
    part.live(Date.now());
    assert.equal((await find()).entries.length, 2);
  });

  it('is told apart by each of the fields that make it', () => {
    const { receive, told } = audit();
    receive(audited(1));
    for (const other of [
      { agentId: 'b' },
      { actionType: 'b' },
      { outcome: 'denied' },
      { metadata: {} },
      { metadata: null },
    ]) {
      receive(audited(1, other));
    }
    receive(audited(2));
    assert.equal(new Set(told().map(({ id }) => id)).size, 7);
  });

  it('is known by its content, whatever the order of the keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        assert.equal(contentOf(turned), contentOf(value));
      }),
    );
    assert.notEqual(contentOf({ a: 1, b: 2 }), contentOf({ a: 2, b: 1 }));
  });

  it('is remembered for longer than any list is', () => {
    const known = new ContentDedupe<number>();
    let made = 0;
    const make = () => ++made;
    for (let index = 0; index < 1500; index++) known.arrived(String(index), make);
    known.listed(Array.from({ length: 100 }, (_, index) => ({ content: String(1400 + index), make })));
    assert.equal(made, 1500);
    known.listed([{ content: '0', make }]);
    assert.equal(made, 1501, 'and not for ever');
  });
});

describe('security.audit', () => {
  it('reads the list once when the stream is live, and once for each return of it', async () => {
    const { part, find, server, keep } = audit();
    keep(audited(1));
    keep(audited(2), 'message:received');
    part.live(undefined);
    await Promise.all([find(), find()]);
    const { entries } = await find();
    assert.deepEqual(minutes(entries), [1], 'other kinds of activity are none of its');
    const reads = () => server.asked.filter((path) => path === activityPath).length;
    assert.equal(reads(), 1);
    part.live(Date.now());
    await find();
    assert.equal(reads(), 2);
  });

  it('is everything, newest first, by each filter and by all of them', async () => {
    const { part, receive, find } = audit();
    part.live(undefined);
    for (let minute = 0; minute < 250; minute++) {
      receive(audited(minute, { agentId: minute % 2 ? 'odd' : 'even', outcome: minute % 5 ? 'success' : 'denied' }));
    }
    receive(audited(-5, { actionType: 'tokens.create', classification: 'destructive', metadata: { userId: 'Öl' } }));
    const first = await find({ limit: 200 });
    const second = await find({ limit: 200, cursor: first.nextCursor! });
    assert.deepEqual([first.total, second.total, second.nextCursor], [251, 251, undefined]);
    const all = [...first.entries, ...second.entries];
    assert.equal(new Set(all.map(({ id }) => id)).size, 251);
    assert.deepEqual(
      minutes(all),
      minutes(all).toSorted((a, b) => b - a),
    );
    assert.equal(first.oldest, startedAt - 5 * 60_000);
    const at = (minute: number) => startedAt + minute * 60_000;
    const some = await find({ from: at(10), to: at(20), agentId: 'odd', outcome: 'denied' });
    assert.deepEqual(minutes(some.entries), [15]);
    for (const filter of [
      { user: 'Öl' },
      { action: 'tokens.create' },
      { classification: 'destructive' },
      { search: 'öL' },
    ] as const) {
      const { entries, total } = await find(filter);
      assert.deepEqual([minutes(entries), total], [[-5], 1]);
    }
    assert.deepEqual((await find({ traceId: 'none' })).entries, []);
    await assert.rejects(find({ cursor: '?' }), { kind: 'invalid-params' });
  });

  it('counts days back from the daemon’s clock', async () => {
    const { part, receive, find, server } = audit();
    part.live(undefined);
    receive(audited(0, { timestamp: server.now() - 25 * 3_600_000 }));
    receive(audited(0, { timestamp: server.now() - 23 * 3_600_000 }));
    assert.equal((await find({ days: 1 })).entries.length, 1);
    assert.equal((await find({ days: 2 })).entries.length, 2);
    assert.equal((await find({ days: 1, from: 0 })).entries.length, 2, 'a moment wins over days');
    server.ahead = 2 * 3_600_000;
    assert.equal((await find({ days: 1 })).entries.length, 0);
  });

  it('knows all since the daemon’s start when its list is not full', async () => {
    const { part, find, keep } = audit();
    keep(audited(30));
    part.live(undefined);
    const { derived, notes } = await find();
    assert.equal(derived?.since, startedAt);
    assert.match(notes?.[0] ?? '', /keeps no audit log\. .*, when it started\.$/);
  });

  it('knows as much as the list when that is full', async () => {
    const { part, find, keep } = audit();
    for (let index = 0; index < 130; index++) keep(audited(index / 10), index % 3 ? 'audit:event' : 'message:sent');
    part.live(undefined);
    const { derived, notes } = await find();
    assert.equal(derived?.since, startedAt + 3 * 60_000);
    assert.match(notes?.[0] ?? '', /as far back as its list of recent activity reaches\.$/);
  });

  for (const [what, error, words] of [
    ['forbidden', new GatewayError('not-allowed', 'no'), /needs a token with the scope rpc/],
    ['refused for now', new GatewayError('rate-limited', 'Too many requests.'), /Too many requests\./],
  ] as const) {
    it(`says that the list is missing, and why, when it is ${what}`, async () => {
      const { part, find, server, since, receive } = audit();
      server.pages[activityPath] = () => Promise.reject(error);
      part.live(undefined);
      receive(audited(61));
      const { entries, derived, notes } = await find();
      assert.equal(entries.length, 1, 'what is seen is there');
      assert.equal(derived?.since, since.at);
      assert.match(notes?.join(' ') ?? '', words);
      assert.match(notes?.join(' ') ?? '', /when this page was connected/);
    });
  }

  it('tries again later what may succeed later, and only that', async () => {
    for (const [error, reads] of [
      [new GatewayError('disconnected', 'gone'), 2],
      [new GatewayError('not-allowed', 'no'), 1],
    ] as const) {
      const { part, find, server } = audit();
      server.pages[activityPath] = () => Promise.reject(error);
      part.live(undefined);
      await find();
      await find();
      server.ahead += 31_000;
      await find();
      assert.equal(server.asked.filter((path) => path === activityPath).length, reads);
    }
  });

  it('survives a list that is none', async () => {
    const { part, find, server } = audit();
    server.pages[activityPath] = () => ({ entries: 'many' });
    part.live(undefined);
    const { entries, notes } = await find();
    assert.deepEqual(entries, []);
    assert.match(notes?.join(' ') ?? '', /could not be read\. .*`entries` is a text, a list was expected/);
  });

  it('counts what cannot be read in the list once, however often it is read', async () => {
    const { part, find, server, list } = audit();
    list.push({ event: 'audit:event', payload: { nothing: 1 }, timestamp: startedAt });
    part.live(undefined);
    await find();
    part.live(Date.now());
    await find();
    assert.equal(server.unread.length, 1);
  });

  const at = (minute: number) => startedAt + minute * 60_000;

  it('says what was not seen, unless the list reaches back to it', async () => {
    const { part, find, gaps, keep } = audit();
    part.live(undefined);
    await find();
    gaps.push({ from: at(70), to: at(71) });
    keep(audited(70.5));
    part.live(at(70));
    const filled = await find();
    assert.deepEqual(minutes(filled.entries), [70.5]);
    assert.doesNotMatch(filled.notes?.join(' ') ?? '', /missing/);
    for (let index = 0; index < 100; index++) keep(audited(90 + index / 100));
    gaps.push({ from: at(80), to: at(92) });
    part.live(at(80));
    const open = await find();
    assert.match(open.notes?.join(' ') ?? '', /Entries may be missing: no events were received from \S[^;]* to /);
    assert.equal(open.derived?.since, startedAt, 'but for that all is known');
  });

  it('keeps what it saw when the daemon restarts and forgets, and says so', async () => {
    const { part, find, gaps, keep, receive, list, run } = audit();
    keep(audited(10));
    part.live(undefined);
    await find();
    receive(audited(61));
    list.length = 0;
    run.id = 'run-2';
    run.startedAt = at(75);
    gaps.push({ from: at(70), to: at(76) });
    keep(audited(75.5));
    part.live(at(70));
    const { entries, notes, derived } = await find();
    assert.deepEqual(minutes(entries), [75.5, 61, 10]);
    assert.equal(derived?.since, startedAt);
    const words = notes?.join(' ') ?? '';
    assert.match(words, /Entries may be missing: no events were received/);
    assert.match(words, /It restarted at .* and lost its list/);
  });

  it('keeps ten thousand, and no longer claims to know since when', async () => {
    const { part, find, receive } = audit();
    part.live(undefined);
    for (let index = 0; index < 10_003; index++) receive(audited(index / 1000));
    const { total, oldest, derived, notes } = await find();
    assert.deepEqual([total, oldest, derived?.since], [10_000, startedAt + 180, startedAt + 180]);
    assert.match(notes?.join(' ') ?? '', /3 from before/);
  });
});

describe('with the replayed daemon', () => {
  it('has what the list and the stream tell, once each', async (t) => {
    const { replay, client } = await replayed(t, { file: 'events' });
    const told: AuditEntry[] = [];
    client.on('audit:event', (entry) => told.push(entry));
    const before = await client.call('security.audit', {});
    assert.deepEqual(
      before.entries.map(({ action, outcome }) => [action, outcome]),
      [
        ['config.patch', 'failure'],
        ['config.patch', 'failure'],
      ],
    );
    assert.match(before.entries[0]?.comment ?? '', /immutable/);
    await replay.play();
    await eventually(() => told.length === 2);
    const after = await client.call('security.audit', {});
    assert.deepEqual(
      after.entries.map(({ action }) => action),
      ['env.list', 'injection_rate_exceeded', 'config.patch', 'config.patch'],
    );
    assert.deepEqual(
      after.entries.slice(0, 2).map(({ id }) => id),
      told.map(({ id }) => id).reverse(),
    );
    assert.ok(after.derived!.since < Date.now());
    assert.equal(client.capability('security.audit').status, 'derived');
  });

  it('reads the list again after a restart, and asks nothing else for it', async (t) => {
    const { replay, client } = await replayed(t, { file: 'tokens' });
    replay.emit('audit:event', audited(0, { timestamp: Date.now() }));
    await client.call('security.audit', {});
    const epoch = client.epoch;
    await replay.restart({ downMs: 50 });
    await until(client, () => client.epoch > epoch && client.live.status === 'live');
    const told: AuditEntry[] = [];
    client.on('audit:event', (entry) => told.push(entry));
    replay.emit('audit:event', audited(0, { timestamp: Date.now(), actionType: 'after' }));
    await eventually(() => told.length === 1);
    await eventually(() => replay.httpRequests.filter(({ url }) => url === activityPath).length === 2);
    const { entries } = await client.call('security.audit', {});
    assert.deepEqual(
      entries.map(({ action }) => action),
      ['after', 'skill.execute'],
    );
    assert.equal(replay.httpRequests.filter(({ url }) => url === activityPath).length, 2);
    assert.ok(
      replay.httpRequests.every(({ url, headers }) => !url.startsWith('/api/activity') || headers.authorization),
    );
  });

  it('says that a token without the scope rpc is not shown the list', async (t) => {
    const replay = await start(t, { file: 'events' });
    const poor = connect(t, replay, { getToken: () => replay.secrets['ws-only'] });
    await until(poor, () => poor.live.status === 'live' && poor.connection.status === 'connected');
    const { notes } = await poor.call('security.audit', {});
    assert.match(notes?.join(' ') ?? '', /needs a token with the scope rpc/);
  });
});

it('real use 48: a list of recent activity that cannot be taken in stops no later read, and is counted', async () => {
  const { server, keep, find, part } = audit();
  keep(audited(1));
  const now = server.now;
  let failures = 1;
  // Both the taking in of a list and what comes after it ask for the time.
  server.now = () => {
    if (server.asked.length > 0 && failures-- > 0) throw new Error('boom');
    return now();
  };
  await find();
  assert.deepEqual(server.unread, [{ name: '/api/activity', issue: 'could not be processed: boom' }]);
  part.live(undefined);
  assert.equal((await find()).entries.length, 1);
});
