/** The AI providers of the scenarios: their secrets, and the calls that agents make to them all day. */
import type { ProviderCall } from '../gateway/providers.js';
import type { Random } from '../random.js';
import type { GatewayInMemory } from '../gateway/gateway-in-memory.js';
import { windowMs } from '../gateway/measurements.js';
import { tickAtRate } from './rate-ticker.js';

const day = 86_400_000;

interface SimulatedProvider {
  readonly provider: string;
  readonly secret?: string;
  readonly description?: string;
  readonly callsPerSecond: number;
  /** Half of its calls take longer than this, in ms. */
  readonly medianMs: number;
  /** How many of its calls fail, 0 to 1, while it is well. */
  readonly errorRate: number;
  /** When in each {@link cycleMs} it is not well: all of its calls fail then. From and to, in ms. */
  readonly troubleMs?: readonly [from: number, to: number];
}

/** How often trouble comes. */
const cycleMs = 120_000;

const providers: readonly SimulatedProvider[] = [
  {
    provider: 'anthropic',
    secret: 'ANTHROPIC_API_KEY',
    description: 'For the agents that talk to customers',
    callsPerSecond: 1,
    medianMs: 620,
    errorRate: 0.01,
  },
  {
    provider: 'openai',
    secret: 'OPENAI_API_KEY',
    description: 'Fallback, and embeddings',
    callsPerSecond: 1,
    medianMs: 380,
    errorRate: 0.03,
    // Long enough to trip, and for one trial call to fail.
    troubleMs: [15_000, 28_000],
  },
  // Configured and never called: what is not used is not known to be well.
  { provider: 'ollama', callsPerSecond: 0, medianMs: 900, errorRate: 0 },
];

/** Makes the secrets that the providers need, as if an operator had set them long ago. There are two of them. */
export function makeSecrets({ secrets, clock, audit, random }: GatewayInMemory): void {
  const wanted = providers.flatMap(({ secret: name, description }) =>
    name === undefined ? [] : [{ name, description }],
  );
  for (const { name } of wanted) secrets.expect(name);
  if (!secrets.enabled || wanted.some(({ name }) => secrets.has(name))) return;
  for (const [i, { name, description }] of wanted.entries()) {
    const createdAt = clock.now() - (90 + 40 * i) * day;
    const updatedAt = clock.now() - (3 + i) * day;
    const value = `simulated-${random.hex(32)}`;
    secrets.setInThePast({ name, value, description, createdAt, updatedAt, usageCount: 0 });
    audit.recordPast({
      timestamp: updatedAt,
      action: 'secrets.set',
      user: 'maria-laptop',
      classification: 'security',
      outcome: 'success',
      details: { name, change: 'updated' },
    });
  }
}

/**
 * Lets agents call the providers, after minutes in which they did.
 *
 * @returns a function that stops it.
 */
export function startTraffic(gateway: GatewayInMemory): () => void {
  const { clock, random } = gateway;
  const startedAt = clock.now();
  const stops = providers.map((each) => {
    const { provider, callsPerSecond, troubleMs } = each;
    if (gateway.providers.health(provider) === undefined) writePast(gateway, each);
    return tickAtRate(clock, callsPerSecond, () => {
      const phase = (clock.now() - startedAt) % cycleMs;
      const inTrouble = troubleMs !== undefined && phase >= troubleMs[0] && phase < troubleMs[1];
      gateway.providers.call(provider, callOf(each, random, inTrouble));
    });
  });
  return () => {
    for (const stop of stops) stop();
  };
}

function writePast({ clock, random, providers: known }: GatewayInMemory, provider: SimulatedProvider): void {
  known.add(provider.provider);
  if (provider.callsPerSecond === 0) return;
  const stepMs = 1000 / provider.callsPerSecond;
  for (let at = clock.now() - windowMs; at < clock.now(); at += stepMs) {
    known.calledInThePast(provider.provider, at, callOf(provider, random, false));
  }
}

/** Latencies have a long tail: most calls near the median, one in twenty some three times as long. */
function callOf({ medianMs, errorRate }: SimulatedProvider, random: Random, inTrouble: boolean): ProviderCall {
  const spread = Math.exp((random.next() + random.next() + random.next() - 1.5) * 1.3);
  if (inTrouble) {
    return { outcome: 'error', latencyMs: Math.round(medianMs * 4 * spread), error: 'HTTP 529: overloaded.' };
  }
  if (random.chance(errorRate))
    return { outcome: 'error', latencyMs: Math.round(medianMs * spread), error: 'HTTP 500.' };
  return { outcome: 'ok', latencyMs: Math.round(medianMs * spread) };
}
