import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { Backoff } from '../../src/client/connection/backoff.js';
import { Heartbeat } from '../../src/client/connection/heartbeat.js';
import { RecentMessages } from '../../src/client/connection/stream/recent-messages.js';
import { SerialTasks } from '../../src/client/calls/serial-tasks.js';
import { retryAfterOf } from '../../src/client/connection/retry-after.js';
import { ServerClock } from '../../src/client/connection/server-clock.js';
import { SilenceWatch } from '../../src/client/connection/silence-watch.js';
import { eventually, pause } from './support/setup.js';

/** Keeps the thread busy, so that timers fire late and what has arrived waits behind them. */
function freeze(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end;);
}

describe('RecentMessages', () => {
  const add = (messages: RecentMessages, ids: string[], content = 'x') => ids.map((id) => messages.add(id, content));

  it('knows at least its size, and forgets in bounded memory', () => {
    const messages = new RecentMessages(3);
    assert.deepEqual(add(messages, ['1', '2', '3', '4']), ['new', 'new', 'new', 'new']);
    assert.deepEqual(add(messages, ['2', '3', '4']), ['repeat', 'repeat', 'repeat']);
    assert.deepEqual(add(messages, ['5', '6', '7']), ['new', 'new', 'new']);
    assert.deepEqual(add(messages, ['1']), ['new'], 'forgotten');
  });

  it('real use 1: takes only the same content under the same id for a repeat', () => {
    const messages = new RecentMessages(3);
    assert.deepEqual(add(messages, ['1'], 'a'), ['new']);
    assert.deepEqual(add(messages, ['1'], 'b'), ['reused-id']);
    assert.deepEqual(add(messages, ['1'], 'a'), ['repeat'], 'whichever of the two comes again');
    assert.deepEqual(add(messages, ['1'], 'b'), ['repeat']);
    messages.forget();
    assert.deepEqual(add(messages, ['1'], 'a'), ['new']);
  });
});

describe('SerialTasks', () => {
  it('real use 48: runs tasks in order, and goes on after one that fails', async () => {
    const failed: unknown[] = [];
    const tasks = new SerialTasks((thrown) => failed.push(thrown));
    const done: string[] = [];
    const boom = new Error('boom');
    void tasks.add(async () => {
      await pause(5);
      done.push('slow');
    });
    void tasks.add(() => Promise.reject(boom));
    void tasks.add(() => {
      throw boom;
    });
    await tasks.add(() => void done.push('after'));
    assert.deepEqual(done, ['slow', 'after']);
    assert.deepEqual(failed, [boom, boom]);
  });

  it('real use 48: goes on where telling of a failure fails, too', async (t) => {
    // In a browser `reportError` shows it; Node's process would end with it.
    const reported: unknown[] = [];
    Object.assign(globalThis, { reportError: (thrown: unknown) => reported.push(thrown) });
    t.after(() => Reflect.deleteProperty(globalThis, 'reportError'));
    const boom = new Error('boom');
    const tasks = new SerialTasks(() => {
      throw boom;
    });
    const done: string[] = [];
    void tasks.add(() => Promise.reject(new Error('first')));
    void tasks.add(() => void done.push('second'));
    await tasks.add(() => void done.push('third'));
    assert.deepEqual([done, reported], [['second', 'third'], [boom]]);
  });
});

describe('ServerClock', () => {
  it('trusts the answer that came quickest, and goes with the times', () => {
    const clock = new ServerClock();
    const start = Date.UTC(2026, 10, 30);
    const add = (sent: number, received: number, server: number) =>
      clock.add(start + sent, start + received, start + server);
    const offset = () => Math.round((clock.now() - Date.now()) / 100) * 100;
    assert.equal(offset(), 0);
    add(1000, 3000, 12_000);
    assert.equal(offset(), 10_000);
    add(4000, 4010, 9005);
    assert.equal(offset(), 5000);
    add(5000, 9000, 10_000);
    assert.equal(offset(), 5000);
    for (let n = 0; n < 8; n += 1) add(1000, 1100, 3050);
    assert.equal(offset(), 2000);
    clock.reset();
    assert.equal(offset(), 0);
  });

  it('ignores times that cannot be', () => {
    const clock = new ServerClock();
    const now = Date.now();
    for (const wrong of [0, now / 1000, now * 1000, NaN, -now]) {
      clock.add(now, now + 10, wrong);
      clock.hear(wrong, Infinity);
    }
    assert.ok(Math.abs(clock.now() - Date.now()) < 100);
    assert.equal(clock.errorMs, undefined);
  });

  it('takes what it is told unasked for as long as no answer came, and a lower bound for as long as nothing did', () => {
    const clock = new ServerClock();
    const told = (ahead: number, lateMs: number) => clock.hear(Date.now() + ahead, lateMs);
    const offset = () => Math.round((clock.now() - Date.now()) / 100) * 100;
    told(-60_000, Infinity);
    assert.equal(offset(), -60_000);
    told(-50_000, 2000);
    assert.equal(offset(), -50_000);
    told(-90_000, Infinity);
    told(-51_000, 2000);
    assert.equal(offset(), -51_000, 'the later of two that are as good');
    const now = Date.now();
    clock.add(now - 100, now, now - 55_000 - 50);
    assert.equal(offset(), -55_000);
    told(-70_000, 2000);
    assert.equal(offset(), -55_000);
  });

  it('stays right when the local clock is changed: it asks again and drops earlier estimates', (t) => {
    let asked = 0;
    const clock = new ServerClock(() => (asked += 1));
    const [real, origin] = [Date.now(), performance.now()];
    let passed = 0;
    t.mock.method(performance, 'now', () => origin + passed);
    const setTo = t.mock.method(Date, 'now', () => real);
    const set = (by: number) => setTo.mock.mockImplementation(() => real + passed + by);
    const ahead = () => Math.round((clock.now() - real) / 1000);
    clock.add(real - 2, real, real + 5000);
    assert.deepEqual([ahead(), asked], [5, 0]);
    set(-3_600_000);
    assert.deepEqual([ahead(), asked], [5, 1], 'an hour back');
    set(3_600_000);
    assert.deepEqual([ahead(), ahead(), asked], [5, 5, 2], 'an hour forward');
    passed = 2100;
    assert.deepEqual([ahead(), asked], [3607, 2], 'asleep for an hour, by all that is known without an answer');
    clock.add(real + passed + 3_600_000 - 900, real + passed + 3_600_000, real + passed + 5000);
    assert.deepEqual([ahead(), asked], [8, 2], 'it was set, says the next answer, although it came more slowly');
  });

  it('asks again when this machine is set while an answer is on its way', (t) => {
    let asked = 0;
    const clock = new ServerClock(() => (asked += 1));
    const [real, still] = [Date.now(), performance.now()];
    t.mock.method(performance, 'now', () => still);
    const setTo = t.mock.method(Date, 'now', () => real);
    clock.add(real - 2, real, real);
    setTo.mock.mockImplementation(() => real + 600_000);
    clock.now();
    clock.add(real, real + 600_000, real, 3);
    assert.ok(Math.abs(clock.now() - real) < 5);
    assert.equal(asked, 2);
  });

  it('ignores an answer across which this machine was set back', () => {
    const clock = new ServerClock();
    clock.add(5000, 1000, 99_999);
    assert.ok(Math.abs(clock.now() - Date.now()) < 50);
  });
});

describe('Backoff', () => {
  it('doubles up to its limit, half of it by chance, and starts over', (t) => {
    t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
    const random = mock.method(Math, 'random', () => 1);
    t.after(() => random.mock.restore());
    let runs = 0;
    const backoff = new Backoff({ firstMs: 500, maxMs: 8000 }, () => (runs += 1));
    const waits = (times: number) =>
      Array.from({ length: times }, () => {
        backoff.failed();
        return (backoff.retryAt ?? 0) - Date.now();
      });
    assert.deepEqual(waits(6), [500, 1000, 2000, 4000, 8000, 8000]);
    random.mock.mockImplementation(() => 0);
    assert.deepEqual(waits(1), [4000]);
    backoff.succeeded();
    assert.deepEqual(waits(2), [250, 500]);
    backoff.floorMs = 3000;
    assert.deepEqual(waits(1), [4000]);
    t.mock.timers.tick(3999);
    assert.equal(runs, 0);
    backoff.now();
    backoff.now();
    t.mock.timers.tick(10_000);
    assert.equal(runs, 1);
    assert.equal(backoff.retryAt, undefined);
  });
});

describe('Retry-After', () => {
  it('is a count of seconds or a date, an hour at most, and nothing else', () => {
    const of = (value: string, date = 'Mon, 30 Nov 2026 12:00:00 GMT') =>
      retryAfterOf(new Headers({ 'retry-after': value, date }));
    assert.equal(of('0'), 0);
    assert.equal(of(' 17 '), 17_000);
    assert.equal(of('Mon, 30 Nov 2026 12:01:30 GMT'), 90_000);
    for (const much of ['7200', '99999999999', '9'.repeat(400), 'Tue, 30 Nov 2126 12:00:00 GMT'])
      assert.equal(of(much), 3_600_000, much);
    for (const none of ['', '-5', 'soon', '1e3', '0x10', 'Infinity', 'Mon, 30 Nov 2026 11:59:00 GMT'])
      assert.equal(of(none), undefined, none);
    assert.equal(retryAfterOf(new Headers()), undefined);
  });
});

describe('SilenceWatch', () => {
  it('is not fooled by a timer that fires late', async () => {
    let silent = 0;
    const watch = new SilenceWatch(() => (silent += 1));
    watch.start(30);
    freeze(1300);
    // What arrived during the freeze is seen right after the late timer.
    setImmediate(() => watch.arrived());
    // The late timer must not have counted it as silent: it fires before this one.
    await pause(10);
    assert.equal(silent, 0);
    await eventually(() => silent === 1);
    assert.equal(watch.watching, false);
  });
});

describe('Heartbeat', () => {
  it('pings at its interval, however often it is probed, and finds the dead once', async () => {
    let pings = 0;
    let dead = 0;
    const heartbeat = new Heartbeat(
      { pingIntervalMs: 40, pingTimeoutMs: 25 },
      () => (pings += 1),
      () => (dead += 1),
    );
    heartbeat.beat();
    heartbeat.beat();
    assert.equal(pings, 1);
    heartbeat.alive();
    await eventually(() => pings === 2 && dead === 1, 'a ping, and nothing after it');
    // It must neither ping nor find it dead again, which would take 40 ms.
    await pause(100);
    assert.deepEqual([pings, dead], [2, 1]);
  });

  it('goes on where the timeout is longer than the interval', async () => {
    let pings = 0;
    let dead = 0;
    const heartbeat = new Heartbeat(
      { pingIntervalMs: 10, pingTimeoutMs: 200 },
      () => (pings += 1),
      () => (dead += 1),
    );
    heartbeat.beat();
    // Longer than the interval: it waits for the answer, and must not give up.
    await pause(35);
    heartbeat.alive();
    await eventually(() => pings >= 2);
    heartbeat.stop();
    assert.equal(dead, 0);
  });
});
