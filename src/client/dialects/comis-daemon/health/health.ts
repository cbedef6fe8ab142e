import * as z from 'zod/mini';
import { describeIssues, type ProviderHealth, type ResultOf } from '../../../../protocol/index.js';
import { CallWindow, windowMs } from './call-window.js';
import {
  AuthCooldown,
  FallbackAttempt,
  FallbackExhausted,
  ProviderDegraded,
  ProviderRecovered,
  TokenUsage,
} from '../events/event-wire.js';
import { errorWords } from '../events/event-messages.js';
import { gapNotes } from '../../shared/gap-notes.js';
import type { EventRows, MethodRows, Part } from '../../shared/part.js';
import type { PartServices } from '../part-services.js';
import { ProviderTrouble } from './provider-trouble.js';
import { Throttle } from '../../shared/throttle.js';

/** The maximum number of providers kept. */
const kept = 50;
/** The minimum interval between events of one provider, in ms. */
const tellEveryMs = 1000;

const seenEvents = 'provider, model and token usage events';

interface Provider {
  readonly calls: CallWindow;
  readonly trouble: ProviderTrouble;
}

/** The health of AI providers: the daemon has no method for it, but events for each call and some failures. */
export class HealthPart implements Part {
  readonly methods: MethodRows = {
    'security.providerHealth': {
      capability: () => ({ status: 'derived', from: seenEvents }),
      call: () => Promise.resolve(this.#all()),
    },
  };
  readonly events: EventRows = {
    'provider:degraded': (payload) =>
      this.#read('provider:degraded', ProviderDegraded, payload, ({ provider, failingAgents }, at) =>
        this.#about(provider, ({ trouble }) => trouble.degraded(at, failingAgents)),
      ),
    'provider:recovered': (payload) =>
      this.#read('provider:recovered', ProviderRecovered, payload, ({ provider }, at) =>
        this.#about(provider, ({ trouble }) => trouble.recovered(at)),
      ),
    'model:fallback_attempt': (payload) =>
      this.#read('model:fallback_attempt', FallbackAttempt, payload, (attempt, at) => {
        const { fromProvider, fromModel, toProvider, toModel, error } = attempt;
        const words = `${fromModel} failed${errorWords(error)}; ${toProvider} ${toModel} was used instead`;
        this.#about(fromProvider, ({ trouble }) => trouble.fellBack(at, words));
      }),
    'model:fallback_exhausted': (payload) =>
      this.#read('model:fallback_exhausted', FallbackExhausted, payload, ({ provider, model, totalAttempts }, at) =>
        this.#about(provider, ({ trouble }) =>
          trouble.exhausted(at, `${model} failed, and so did all fallbacks: ${totalAttempts} attempts`),
        ),
      ),
    'model:auth_cooldown': (payload) =>
      this.#read('model:auth_cooldown', AuthCooldown, payload, ({ provider, keyName, cooldownMs }, at) =>
        this.#about(provider, ({ trouble }) => trouble.cooling(at, keyName, cooldownMs)),
      ),
    'observability:token_usage': (payload) =>
      this.#read('observability:token_usage', TokenUsage, payload, (usage, at) =>
        this.#about(usage.provider, ({ calls, trouble }) => {
          const failed = hasFailed(usage);
          calls.add({ at, latencyMs: usage.latencyMs ?? undefined, failed }, this.#services.server.now());
          if (!failed) trouble.recovered(at);
        }),
      ),
  };

  readonly #services: PartServices;
  /** By name. */
  readonly #providers = new Map<string, Provider>();
  readonly #throttle: Throttle;
  /** The number of events of providers beyond the limit. */
  #leftOut = 0;
  /** The daemon's run from which the state is known. */
  #run: string | undefined;

  constructor(services: PartServices) {
    this.#services = services;
    this.#throttle = new Throttle(tellEveryMs, (name) => {
      const provider = this.#providers.get(name);
      if (provider) services.server.emit('provider:state', this.#report(name, provider));
    });
  }

  connected(): void {
    void this.#follow();
  }

  close(): void {
    this.#throttle.close();
    for (const { trouble } of this.#providers.values()) trouble.close();
  }

  /** Checks whether the daemon has restarted. */
  async #follow(): Promise<void> {
    const { instance } = this.#services;
    await instance.read();
    if (instance.id === undefined || instance.id === this.#run) return;
    if (this.#run !== undefined) this.#forget();
    this.#run = instance.id;
  }

  /** Clears troubles after a restart of the daemon, which has lost them. The statistics of calls stay. */
  #forget(): void {
    for (const [name, { trouble }] of this.#providers) {
      trouble.forget();
      this.#throttle.request(name);
    }
  }

  #read<S extends z.core.$ZodType<{ timestamp: number }>>(
    event: string,
    schema: S,
    payload: unknown,
    take: (payload: z.output<S>, at: number) => void,
  ): void {
    const parsed = z.safeParse(schema, payload);
    if (parsed.success) {
      // A call dated in the future would never leave the window.
      take(parsed.data, Math.min(parsed.data.timestamp, this.#services.server.now()));
      return;
    }
    this.#services.server.unreadable(event, describeIssues(parsed.error, payload).join('; '));
  }

  #about(name: string, take: (provider: Provider) => void): void {
    let provider = this.#providers.get(name);
    if (!provider) {
      if (this.#providers.size >= kept) {
        this.#leftOut++;
        return;
      }
      provider = { calls: new CallWindow(), trouble: new ProviderTrouble(() => this.#throttle.request(name)) };
      this.#providers.set(name, provider);
    }
    take(provider);
    this.#throttle.request(name);
  }

  #report(provider: string, { calls, trouble }: Provider): ProviderHealth {
    const now = this.#services.server.now();
    return { provider, ...trouble.report(now), ...calls.report(now, this.#services.since()) };
  }

  #all(): ResultOf<'security.providerHealth'> {
    const providers = [...this.#providers].map(([name, provider]) => this.#report(name, provider));
    return {
      providers: providers.sort((a, b) => (a.provider < b.provider ? -1 : 1)),
      at: this.#services.server.now(),
      derived: { from: seenEvents, since: this.#services.since() },
      notes: this.#notes,
    };
  }

  get #notes(): string[] {
    const now = this.#services.server.now();
    const recent = this.#services.gaps().filter(({ to }) => to > now - windowMs);
    return [
      'The gateway does not report its breakers, and has events of a provider only when it is called or fails.',
      'A call without tokens and without an answer counts as an error. Latency is that of the other calls.',
      ...gapNotes(recent, 'Calls may be missing'),
      ...(this.#leftOut > 0
        ? [`Only the first ${kept} providers are kept; ${this.#leftOut} events of others were dropped.`]
        : []),
    ];
  }
}

/** Failed calls have the same event as others, but no tokens and no answer (1.0.34). */
function hasFailed({ tokens, responseId }: z.infer<typeof TokenUsage>): boolean {
  return tokens.prompt + tokens.completion + tokens.total === 0 && (responseId ?? '') === '';
}
