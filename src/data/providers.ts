/** How the AI providers of a gateway do: their breakers, errors and latency. */
import type { BreakerState, Open, ProviderHealth, ResultOf } from '../protocol/index.js';
import { collectionOf, pollMs } from './stores/collection.js';

/** What is known of one provider, and when the gateway said so. */
export interface ReportedHealth {
  readonly health: ProviderHealth;
  /** Epoch ms on the gateway's clock. */
  readonly reportedAt: number;
}

/** What is known of all providers. */
export interface Providers extends Pick<ResultOf<'security.providerHealth'>, 'derived' | 'notes' | 'unreadable'> {
  /** In the gateway's order; those that it names later come last. */
  readonly providers: readonly ReportedHealth[];
}

/** From this age on a measurement says what was, not what is; in ms. Six times the gateway's own sample of 10 s. */
export const staleAfterMs = 60_000;

/** The providers of a client, shared by all who show them. What is counted in a window changes when nobody calls, too. */
export const providersOf = collectionOf<Providers>({
  method: 'security.providerHealth',
  async load(client, signal) {
    const { providers, at, ...about } = await client.call('security.providerHealth', {}, { signal });
    return { ...about, providers: providers.map((health) => ({ health, reportedAt: at })) };
  },
  updates: { 'provider:state': (data, health, client) => withReport(data, { health, reportedAt: client.now() }) },
  pollMs,
});

/** The number of providers in each state; `undefined` counts those whose state is not reported. */
export function countStates(providers: readonly ReportedHealth[]): ReadonlyMap<Open<BreakerState> | undefined, number> {
  const counts = new Map<Open<BreakerState> | undefined, number>();
  for (const { health } of providers) counts.set(health.state, (counts.get(health.state) ?? 0) + 1);
  return counts;
}

/** How many providers are degraded: they fail for several callers, whatever their breaker does. */
export function countDegraded(providers: readonly ReportedHealth[]): number {
  return providers.filter(({ health }) => health.degraded !== undefined).length;
}

/** When something was last measured of a provider, on the gateway's clock (epoch ms); undefined when never. */
export function measuredAt({ samples }: ProviderHealth): number | undefined {
  return samples?.findLast(({ calls }) => calls > 0)?.at;
}

/** One state that a provider was in, from a moment on. `until` is undefined for the one that lasts. */
export interface StateSpan {
  readonly state: Open<BreakerState>;
  readonly from: number;
  readonly until: number | undefined;
}

/** The states that a provider has been in, oldest first, each with its end; what is the same goes on. */
export function spansOf({ history }: ProviderHealth): readonly StateSpan[] {
  const changes = (history ?? []).filter(({ state }, index, all) => all[index - 1]?.state !== state);
  return changes.map(({ state, from }, index) => ({ state, from, until: changes[index + 1]?.from }));
}

function withReport(data: Providers, reported: ReportedHealth): Providers {
  const { provider } = reported.health;
  const known = data.providers.filter(({ health }) => health.provider === provider).length;
  // Where several have the name nobody knows which one is meant: the next read tells.
  if (known > 1) return data;
  const providers = known
    ? data.providers.map((each) => (each.health.provider === provider ? reported : each))
    : [...data.providers, reported];
  return { ...data, providers };
}
