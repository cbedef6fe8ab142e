import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import fc from 'fast-check';
import { CallWindow } from '../../../src/client/dialects/comis-daemon/health/call-window.js';
import { HealthPart } from '../../../src/client/dialects/comis-daemon/health/health.js';
import { decodeEvent, type ProviderHealth, type ResultOf } from '../../../src/protocol/index.js';
import { eventIn, recording } from '../../replay/recording.js';
import { eventually } from '../support/setup.js';
import { partServices } from './fake-server.js';
import { replayed } from './support.js';

/** What is known of providers, without a daemon; the clock stands still until it is moved. */
function health(t: TestContext) {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.parse('2026-11-22T12:00:00Z') });
  const { server, gaps, since, services } = partServices();
  since.at = Date.now();
  const part = new HealthPart(services);
  const all = () =>
    part.methods['security.providerHealth']!.call!({}, () => Promise.reject(new Error('asks nobody')), undefined);
  return {
    server,
    gaps,
    since,
    part,
    receive: (event: string, payload: object = {}) =>
      part.events[event]?.({ provider: 'anthropic', failingAgents: 2, timestamp: server.now(), ...payload }),
    all,
    one: async (name = 'anthropic'): Promise<ProviderHealth | undefined> =>
      (await all()).providers.find(({ provider }) => provider === name),
    told: () => server.of('provider:state'),
    /** In steps: a timer that is set by another one would else begin at the end. */
    wait: (ms: number) => {
      for (let left = ms; left > 0; left -= 500) t.mock.timers.tick(Math.min(left, 500));
    },
  };
}

/** A call of a model, as the daemon tells it. */
const call = (latencyMs: number, more: object = {}) => ({
  latencyMs,
  tokens: { prompt: 10, completion: 5, total: 15 },
  responseId: 'r-1',
  ...more,
});
const failed = (latencyMs = 5000) => ({ latencyMs, tokens: { prompt: 0, completion: 0, total: 0 } });

const usage = 'observability:token_usage';

describe('calls', () => {
  it('are counted with their latency, and those that used nothing and brought nothing are errors', async (t) => {
    const { receive, one } = health(t);
    for (let latency = 1; latency <= 99; latency++) receive(usage, call(latency));
    for (let times = 0; times < 3; times++) receive(usage, failed());
    receive(usage, call(50, { tokens: failed().tokens }));
    const known = await one();
    assert.deepEqual([known?.calls, known?.errors], [103, 3], 'no tokens and an answer: that was no failure');
    assert.deepEqual(known?.latencyMs, { p50: 50, p95: 94, p99: 98 }, 'failures say nothing of latency');
    assert.equal(known?.state, undefined, 'the breaker is not reported');
  });

  it('have no latency when all have failed', async (t) => {
    const { receive, one } = health(t);
    receive(usage, failed());
    const known = await one();
    assert.deepEqual([known?.calls, known?.errors, known?.latencyMs], [1, 1, undefined]);
    assert.deepEqual(Object.keys(known?.samples?.[0] ?? {}), ['at', 'errors', 'calls']);
  });

  it('make a sample every ten seconds, at the daemon’s time of the last one', async (t) => {
    const { receive, one, wait } = health(t);
    const start = Date.now();
    for (const at of [0, 3000, 9000, 12_000]) receive(usage, call(at + 1, { timestamp: start + at - 20_000 }));
    wait(1);
    assert.deepEqual((await one())?.samples, [
      { at: start - 11_000, p50: 3001, p95: 9001, errors: 0, calls: 3 },
      { at: start - 8000, p50: 12_001, p95: 12_001, errors: 0, calls: 1 },
    ]);
  });

  it('leave the window after ten minutes, which is shorter until so much was seen', async (t) => {
    const { receive, one, wait } = health(t);
    receive(usage, call(10));
    wait(180_000);
    assert.deepEqual([(await one())?.windowMs, (await one())?.calls], [180_000, 1]);
    receive(usage, call(20));
    wait(421_000);
    const known = await one();
    assert.deepEqual([known?.windowMs, known?.calls, known?.latencyMs?.p99], [600_000, 1, 20]);
    wait(600_000);
    assert.deepEqual([(await one())?.calls, (await one())?.samples], [0, []], 'the provider stays, with no calls');
  });

  it('that are dated in the future happened now, and old ones not at all', async (t) => {
    const { receive, one, wait } = health(t);
    receive(usage, call(10, { timestamp: 8e15 }));
    receive(usage, call(10, { timestamp: 0 }));
    assert.equal((await one())?.calls, 1);
    wait(600_001);
    assert.equal((await one())?.calls, 0);
  });

  it('take no more memory the more there are', () => {
    const window = new CallWindow();
    const now = 1e12;
    for (let index = 0; index < 200_000; index++) {
      window.add({ at: now - (index % 700) * 1000, latencyMs: index, failed: false }, now);
    }
    const { samples = [], calls = 0 } = window.report(now, 0);
    assert.ok(samples.length <= 61);
    assert.ok(calls > 170_000, 'and are all counted');
  });
});

describe('a degraded provider', () => {
  it('is told with since when and why, and with nothing that nobody measured', async (t) => {
    const { receive, one, told } = health(t);
    const since = Date.now();
    receive('provider:degraded', { failingAgents: 2 });
    assert.deepEqual(
      told().map(({ degraded }) => degraded),
      [{ since, reason: 'failed for 2 agents' }],
    );
    receive('provider:degraded', { provider: 'openai', failingAgents: 1 });
    assert.equal((await one('openai'))?.degraded?.reason, 'failed repeatedly for 1 agent');
    const known = await one();
    assert.deepEqual([known?.calls, known?.latencyMs, known?.samples], [0, undefined, []]);
  });

  it('that flaps stays degraded, and is reported at most once a second', async (t) => {
    const { receive, told, wait, one } = health(t);
    const since = Date.now();
    receive('provider:degraded');
    for (let turn = 0; turn < 15; turn++) {
      wait(3000 - 40);
      receive('provider:recovered');
      wait(turn % 2 ? 1 : 40);
      receive('provider:degraded', { failingAgents: 2 + (turn % 2) });
    }
    assert.deepEqual([...new Set(told().map(({ degraded }) => degraded?.since))], [since]);
    assert.ok(told().length <= 46, `${told().length} in 45 s`);
    receive('provider:recovered');
    wait(4999);
    assert.ok((await one())?.degraded);
    wait(1);
    assert.equal((await one())?.degraded, undefined);
    assert.equal(told().at(-1)?.degraded, undefined, 'and that is told');
  });

  it('recovers with calls that succeed, where its recovery was not seen', async (t) => {
    const { receive, one, wait } = health(t);
    receive('provider:degraded');
    wait(60_000);
    receive(usage, failed());
    wait(10_000);
    assert.ok((await one())?.degraded);
    receive(usage, call(10));
    wait(5000);
    assert.equal((await one())?.degraded, undefined);
  });

  it('does not recover by what happened before', async (t) => {
    const { receive, one, wait } = health(t);
    wait(60_000);
    receive('provider:degraded');
    receive('provider:recovered', { timestamp: Date.now() - 10 });
    wait(10_000);
    assert.ok((await one())?.degraded);
  });

  it('is forgotten when the daemon restarts, as the daemon does; its calls are not', async (t) => {
    const { receive, one, server, part, told, wait } = health(t);
    const run = { instanceId: 'run-1', startedAt: new Date().toISOString() };
    server.pages['/api/health'] = () => ({ ...run });
    const connected = async () => {
      part.connected();
      for (let turns = 0; turns < 10; turns++) await Promise.resolve();
    };
    await connected();
    receive('provider:degraded');
    receive(usage, failed());
    await connected();
    assert.ok((await one())?.degraded, 'the same run');
    run.instanceId = 'run-2';
    await connected();
    assert.deepEqual([(await one())?.degraded, (await one())?.calls], [undefined, 1]);
    wait(1000);
    assert.equal(told().at(-1)?.degraded, undefined);
  });
});

describe('models', () => {
  it('that fall back say what failed, for a while', async (t) => {
    const { receive, one, wait } = health(t);
    const attempt = { fromProvider: 'anthropic', fromModel: 'sonnet', toProvider: 'openai', toModel: 'gpt' };
    receive('model:fallback_attempt', { ...attempt, error: '529 overloaded', attemptNumber: 1 });
    const known = await one();
    assert.equal(known?.reason, 'sonnet failed: 529 overloaded; openai gpt was used instead');
    assert.equal(known?.degraded, undefined, 'one failure is not many');
    wait(600_000);
    assert.equal((await one())?.reason, undefined);
  });

  it('whose fallbacks all failed degrade their provider until a call succeeds, or for five minutes', async (t) => {
    const { receive, one, wait } = health(t);
    const exhausted = { model: 'sonnet', totalAttempts: 3 };
    receive('model:fallback_exhausted', exhausted);
    assert.match((await one())?.degraded?.reason ?? '', /^sonnet failed, .*: 3 attempts$/);
    wait(1);
    receive(usage, call(10));
    assert.equal((await one())?.degraded, undefined);
    receive('model:fallback_exhausted', exhausted);
    wait(299_999);
    assert.ok((await one())?.degraded);
    wait(1);
    assert.equal((await one())?.degraded, undefined);
  });

  it('whose key cools down degrade their provider for that long', async (t) => {
    const { receive, one, wait } = health(t);
    const since = Date.now();
    receive('model:auth_cooldown', { keyName: 'KEY_2', cooldownMs: 60_000, failureCount: 2 });
    wait(1000);
    receive('provider:degraded');
    const { degraded } = (await one()) ?? {};
    assert.equal(degraded?.since, since, 'of two troubles the first');
    assert.match(degraded?.reason ?? '', /^failed for 2 agents; the key KEY_2 is not used until \S/);
    wait(59_000);
    assert.equal((await one())?.degraded?.reason, 'failed for 2 agents');
  });
});

describe('security.providerHealth', () => {
  it('says what it is made of, since when, and what nobody reports', async (t) => {
    const { all, since, gaps, server, wait } = health(t);
    const { derived, notes, at, providers } = await all();
    assert.deepEqual(derived, { from: 'provider, model and token usage events', since: since.at });
    assert.deepEqual([at, providers], [server.now(), []]);
    assert.match(notes?.join(' ') ?? '', /does not report its breakers/);
    assert.doesNotMatch(notes?.join(' ') ?? '', /no events were received/);
    gaps.push({ from: Date.now() - 2000, to: Date.now() });
    const missing = async () =>
      (await all()).notes?.some((note) => note.startsWith('Calls may be missing: no events were received'));
    assert.ok(await missing());
    wait(600_001);
    assert.ok(!(await missing()), 'no call of the window is missing any more');
  });

  it('keeps fifty providers, and says that there were more', async (t) => {
    const { receive, all } = health(t);
    for (let index = 0; index < 53; index++) receive(usage, call(1, { provider: `p${index}` }));
    receive(usage, call(1, { provider: 'p0' }));
    const { providers, notes } = await all();
    assert.equal(providers.length, 50);
    assert.match(notes?.at(-1) ?? '', /first 50 providers are kept; 3 events of others were dropped/);
  });

  it('leaves no timer behind', (t) => {
    const { receive, part, told, wait } = health(t);
    for (const name of ['provider:degraded', 'provider:recovered', 'provider:degraded', 'provider:recovered'])
      receive(name);
    const before = told().length;
    part.close();
    wait(600_000);
    assert.equal(told().length, before);
  });
});

it('takes whatever arrives, or counts it', (t) => {
  const { server, part, wait } = health(t);
  const names = Object.keys(part.events);
  const real = recording('events').lines.flatMap((line) => {
    const event = eventIn(line);
    return event && names.includes(event.name) ? [event] : [];
  });
  const bent = fc
    .tuple(fc.constantFrom(...real), fc.nat(), fc.jsonValue())
    .map(([{ name, data }, at, value]): [string, unknown] => {
      const keys = Object.keys(data as object);
      return [name, { ...(data as object), [keys[at % keys.length]!]: value }];
    });
  const any = fc
    .tuple(fc.constantFrom(...names), fc.jsonValue())
    .map(([name, value]): [string, unknown] => [name, value]);
  fc.assert(
    fc.property(fc.oneof(bent, any), ([name, payload]) => {
      const told = server.emitted.length + server.unread.length;
      part.events[name]?.(payload);
      wait(1000);
      for (const state of server.of('provider:state').slice(-2)) assert.ok(decodeEvent('provider:state', state).ok);
      assert.ok(server.emitted.length + server.unread.length > told || server.of('provider:state').length >= 50);
    }),
    { numRuns: 1000 },
  );
});

it('derives the health of the recorded providers from what the daemon tells', async (t) => {
  const { replay, client } = await replayed(t, { file: 'events' });
  const told: ProviderHealth[] = [];
  client.on('provider:state', (state) => told.push(state));
  await replay.play();
  let answer: ResultOf<'security.providerHealth'> | undefined;
  await eventually(() => {
    void client.call('security.providerHealth', {}).then((result) => (answer = result));
    return answer?.providers.find(({ provider }) => provider === 'fakeai')?.calls === 40;
  });
  const of = (name: string) => answer?.providers.find(({ provider }) => provider === name);
  const calls = recording('events').lines.flatMap((line) => {
    const event = eventIn(line);
    return event?.name === usage ? [event.data as { tokens: { total: number } }] : [];
  });
  assert.equal(of('fakeai')?.errors, calls.filter(({ tokens }) => tokens.total === 0).length);
  assert.ok(of('fakeai')!.errors! > 30);
  assert.equal(of('fakeai')?.latencyMs?.p99, 3293);
  assert.equal(of('openai')?.degraded?.reason, 'failed repeatedly for 1 agent');
  assert.equal(of('anthropic')?.state, undefined);
  assert.ok(answer!.providers.every((each) => each.state === undefined));
  assert.equal(client.capability('security.providerHealth').status, 'derived');
  assert.ok(told.filter(({ provider }) => provider === 'fakeai').length < 40, 'not with each call');
  assert.deepEqual([client.diagnostics.unreadableCount, client.diagnostics.unknownEventCount], [0, 0]);
});
