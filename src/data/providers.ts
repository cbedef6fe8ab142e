/** The health of a gateway's AI providers: breakers, errors and latency. */
import type { BreakerState, Open, ProviderHealth, ResultOf } from '../protocol/index.js';
import { collectionOf, pollMs } from './stores/collection.js';

/** The health of one provider, and when the gateway reported it. */
export interface ReportedHealth {
  readonly health: ProviderHealth;
  /** Epoch ms on the gateway's clock. */
  readonly reportedAt: number;
}

/** The health of all providers. */
export interface Providers extends Pick<ResultOf<'security.providerHealth'>, 'derived' | 'notes' | 'unreadable'> {
  /** In the gateway's order; those first named by an event come last. */
  readonly providers: readonly ReportedHealth[];
}

/** The age from which a measurement is stale, in ms: six times the gateway's sample interval of 10 s. */
export const staleAfterMs = 60_000;

/**
 * The providers of a client; one shared store each. Polled, because counts of a time window change without an event.
 */
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

/** The number of degraded providers: failing for several callers, whatever the state of the breaker. */
export function countDegraded(providers: readonly ReportedHealth[]): number {
  return providers.filter(({ health }) => health.degraded !== undefined).length;
}

/** The time of a provider's last measurement, in the gateway's time (epoch ms); undefined when there is none. */
export function measuredAt({ samples }: ProviderHealth): number | undefined {
  return samples?.findLast(({ calls }) => calls > 0)?.at;
}

/** A period in one state. `until` is undefined for the current one. */
export interface StateSpan {
  readonly state: Open<BreakerState>;
  readonly from: number;
  readonly until: number | undefined;
}

/** The periods of a provider's states, oldest first; consecutive equal states are merged. */
export function spansOf({ history }: ProviderHealth): readonly StateSpan[] {
  const changes = (history ?? []).filter(({ state }, index, all) => all[index - 1]?.state !== state);
  return changes.map(({ state, from }, index) => ({ state, from, until: changes[index + 1]?.from }));
}

function withReport(data: Providers, reported: ReportedHealth): Providers {
  const { provider } = reported.health;
  const known = data.providers.filter(({ health }) => health.provider === provider).length;
  // Ambiguous when several have the name: left to the next read.
  if (known > 1) return data;
  const providers = known
    ? data.providers.map((each) => (each.health.provider === provider ? reported : each))
    : [...data.providers, reported];
  return { ...data, providers };
}
