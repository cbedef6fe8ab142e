/** Simulated AI providers: calls that succeed or fail as told, behind real circuit breakers. */
import type { ProviderHealth } from '../../protocol/index.js';
import { Breaker, type BreakerLimits } from './breaker.js';
import type { Clock } from '../clock.js';
import { Measurements } from './measurements.js';
import type { Publish } from './publish.js';
import { secretOf, type SecretStore } from './secret-store.js';

/** A call as it would end if nothing stood in its way. */
export interface ProviderCall {
  readonly outcome: 'ok' | 'error';
  /** How long it takes, in ms; 400 by default. */
  readonly latencyMs?: number | undefined;
  /** What the provider says when it fails, as a sentence. */
  readonly error?: string | undefined;
}

/** How it really ended: `refused` by an open breaker, so that it was never made. */
export interface ProviderCallResult {
  readonly outcome: 'ok' | 'error' | 'refused';
  /** Why it did not succeed, as a sentence. */
  readonly reason?: string;
}

interface Provider {
  readonly breaker: Breaker;
  readonly measurements: Measurements;
  degraded?: ProviderHealth['degraded'];
}

/** Calls providers and reports their health. */
export class Providers {
  /** False for a gateway that does not say what its breakers do: they go on doing it. */
  reportsBreakers = true;
  readonly #clock: Clock;
  readonly #publish: Publish;
  readonly #secrets: SecretStore;
  readonly #limits: Partial<BreakerLimits>;
  readonly #providers = new Map<string, Provider>();

  constructor(options: { clock: Clock; publish: Publish; secrets: SecretStore; limits?: Partial<BreakerLimits> }) {
    this.#clock = options.clock;
    this.#publish = options.publish;
    this.#secrets = options.secrets;
    this.#limits = options.limits ?? {};
  }

  /** A provider is configured, whether it is ever called or not. */
  add(provider: string): void {
    this.#of(provider);
  }

  /** Calls a provider and publishes its state. */
  call(provider: string, call: ProviderCall): ProviderCallResult {
    const [result] = this.callAll(provider, [call]);
    return result ?? { outcome: 'refused' };
  }

  /** Calls a provider several times; publishes each change of its breaker, and the result once. */
  callAll(provider: string, calls: readonly ProviderCall[]): ProviderCallResult[] {
    const results = calls.map((call) => this.#call(provider, call));
    this.#tell(provider);
    return results;
  }

  /** A call that was made before this gateway's stream began; it moves no breaker. @param at when it ended, epoch ms. */
  calledInThePast(provider: string, at: number, { outcome, latencyMs = 400 }: ProviderCall): void {
    this.#of(provider).measurements.add({ at, latencyMs, failed: outcome === 'error' });
  }

  /** The gateway finds that a provider fails for several callers. @param reason as a few words. */
  degrade(provider: string, reason?: string): void {
    this.#of(provider).degraded = { since: this.#clock.now(), ...(reason === undefined ? {} : { reason }) };
    this.#tell(provider);
  }

  /** The gateway finds that a provider does well again. */
  recover(provider: string): void {
    delete this.#of(provider).degraded;
    this.#tell(provider);
  }

  /** How one provider does now; undefined when there is none of this name. */
  health(provider: string): ProviderHealth | undefined {
    const known = this.#providers.get(provider);
    if (!known) return undefined;
    const { breaker, measurements, degraded } = known;
    return {
      provider,
      ...(this.reportsBreakers ? breaker.report : {}),
      ...(degraded === undefined ? {} : { degraded }),
      ...measurements.report(this.#clock.now()),
    };
  }

  /** How all do now, in the order of their names. */
  all(): ProviderHealth[] {
    return [...this.#providers.keys()].sort().flatMap((provider) => this.health(provider) ?? []);
  }

  /** Stops the clocks of the breakers. */
  close(): void {
    for (const { breaker } of this.#providers.values()) breaker.close();
  }

  /** Forgets all providers. */
  reset(): void {
    this.close();
    this.#providers.clear();
  }

  #call(provider: string, { outcome, latencyMs = 400, error = 'The provider answered with an error.' }: ProviderCall) {
    const { breaker, measurements } = this.#of(provider);
    if (!breaker.allowsCalls) return { outcome: 'refused', reason: 'The breaker is open.' } as const;
    const secret = secretOf(provider);
    const left = !this.#secrets.lacks(secret);
    const reason = left ? (outcome === 'error' ? error : undefined) : `The secret ${secret} is missing.`;
    this.#secrets.use(secret);
    measurements.add({
      at: this.#clock.now(),
      failed: reason !== undefined,
      ...(left ? { latencyMs } : {}),
    });
    if (reason === undefined) {
      breaker.succeeded();
      return { outcome: 'ok' } as const;
    }
    breaker.failed(reason);
    return { outcome: 'error', reason } as const;
  }

  #of(provider: string): Provider {
    const known = this.#providers.get(provider);
    if (known) return known;
    const made: Provider = {
      breaker: new Breaker(this.#clock, this.#limits, () => this.#tell(provider)),
      measurements: new Measurements(),
    };
    this.#providers.set(provider, made);
    return made;
  }

  #tell(provider: string): void {
    const health = this.health(provider);
    if (health) this.#publish('provider:state', health);
  }
}
