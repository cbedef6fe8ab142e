import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { ProviderHealth } from '../../src/protocol/index.js';
import { ManualClock, SimulatedGateway, type SimulatedGatewayOptions } from '../../src/testing/index.js';

const ok = { outcome: 'ok' } as const;
const error = { outcome: 'error', error: 'HTTP 500.' } as const;

function world(options: SimulatedGatewayOptions = {}) {
  const clock = new ManualClock();
  const gateway = new SimulatedGateway({ clock, ...options });
  const call = (outcome: typeof ok | typeof error, times = 1) =>
    gateway.providers.callAll(
      'p',
      Array.from({ length: times }, () => outcome),
    );
  const health = () => gateway.providers.health('p') as ProviderHealth;
  const states = () => health().history?.map(({ state }) => state);
  return { clock, gateway, call, health, states };
}

it('opens after five failures in a row, and not before', () => {
  const { clock, call, health } = world();
  call(error, 4);
  call(ok);
  call(error, 4);
  assert.equal(health().state, 'closed');
  call(error);
  const { state, since, reason, nextProbeAt, calls, errors } = health();
  assert.deepEqual([state, since, nextProbeAt], ['open', clock.now(), clock.now() + 5_000]);
  assert.equal(reason, '5 calls in a row failed, the last one so: HTTP 500.');
  assert.deepEqual([calls, errors], [10, 9]);
});

it('refuses calls while it is open, and does not count them', () => {
  const { call, health } = world();
  call(error, 5);
  assert.deepEqual(call(ok), [{ outcome: 'refused', reason: 'The breaker is open.' }]);
  assert.equal(health().calls, 5);
});

it('lets one call through after the cooldown: success closes it', () => {
  const { clock, call, health, states } = world();
  call(error, 5);
  clock.advance(4_999);
  assert.equal(health().state, 'open');
  clock.advance(1);
  assert.deepEqual([health().state, health().nextProbeAt], ['half-open', undefined]);
  call(ok);
  assert.deepEqual(states(), ['closed', 'open', 'half-open', 'closed']);
  call(error, 4);
  assert.equal(health().state, 'closed', 'it counts from the beginning again');
});

it('opens again when the trial call fails', () => {
  const { clock, call, health, states } = world({ breakers: { failures: 2, cooldownMs: 100 } });
  call(error, 2);
  clock.advance(100);
  call(error);
  assert.deepEqual(states(), ['closed', 'open', 'half-open', 'open']);
  assert.equal(health().reason, 'The trial call failed: HTTP 500.');
  assert.equal(health().nextProbeAt, clock.now() + 100);
});

it('tells of each change of state on the stream, also of the one that the clock makes', () => {
  const { clock, gateway, call } = world();
  const reader = gateway.stream.follow(() => {});
  call(error, 5);
  clock.advance(5_000);
  call(ok);
  const states = reader.read().map(({ name, json }) => `${name} ${String((JSON.parse(json) as ProviderHealth).state)}`);
  assert.deepEqual([...new Set(states)], ['provider:state open', 'provider:state half-open', 'provider:state closed']);
});

it('measures by nearest rank, in a window that moves', () => {
  const { clock, gateway, health } = world();
  for (let ms = 1; ms <= 100; ms++) gateway.providers.call('p', { ...ok, latencyMs: ms });
  assert.deepEqual(health().latencyMs, { p50: 50, p95: 95, p99: 99 });
  clock.advance(20_000);
  gateway.providers.call('p', { ...error, latencyMs: 500 });
  const { samples = [] } = health();
  assert.deepEqual(
    samples.map(({ calls, errors, p50 }) => [calls, errors, p50]),
    [
      [100, 0, 50],
      [1, 1, 500],
    ],
  );
  clock.advance(290_000);
  assert.deepEqual([health().calls, health().errors, health().windowMs], [1, 1, 300_000]);
  clock.advance(20_000);
  const { calls, latencyMs, samples: none } = health();
  assert.deepEqual([calls, latencyMs, none], [0, undefined, []], 'no calls are not fast calls');
});

it('fails without the secret of the provider, with that reason, and recovers with it', () => {
  const { clock, gateway } = world();
  const set = () => gateway.secrets.set({ name: 'ACME_API_KEY', value: 'v' }, 'maria');
  const call = () => gateway.providers.call('acme', ok);
  assert.equal(call().outcome, 'ok', 'a provider of which no secret was ever known needs none');
  set();
  assert.equal(call().outcome, 'ok');
  assert.equal(gateway.secrets.list().secrets[0]?.usageCount, 1);
  assert.equal(gateway.secrets.list().secrets[0]?.lastUsedAt, clock.now());
  gateway.secrets.delete('ACME_API_KEY', 'maria');
  assert.deepEqual(call(), { outcome: 'error', reason: 'The secret ACME_API_KEY is missing.' });
  for (let i = 0; i < 4; i++) call();
  assert.match(gateway.providers.health('acme')?.reason ?? '', /ACME_API_KEY is missing/);
  set();
  clock.advance(5_000);
  assert.equal(call().outcome, 'ok');
  assert.equal(gateway.providers.health('acme')?.state, 'closed');
});

it('lives in busy: one provider trips and recovers by itself, one is well, one is never called', () => {
  const { clock, gateway } = world({ scenario: 'busy' });
  const find = (name: string) => gateway.providers.health(name);
  assert.ok((find('anthropic')?.calls ?? 0) > 250);
  clock.advance(24_000);
  assert.equal(find('openai')?.state, 'open');
  clock.advance(26_000);
  assert.equal(find('openai')?.state, 'closed');
  assert.deepEqual(
    find('openai')?.history?.map(({ state }) => state),
    ['closed', 'open', 'half-open', 'open', 'half-open', 'closed'],
  );
  assert.deepEqual([find('anthropic')?.history?.length, find('ollama')?.calls], [1, 0]);
  assert.ok(gateway.secrets.list().secrets.every(({ usageCount = 0 }) => usageCount > 30));
  gateway.setScenario('empty');
  assert.deepEqual(gateway.providers.all(), []);
  gateway.close();
});
