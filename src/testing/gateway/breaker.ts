/** A circuit breaker: after some failures in a row it refuses calls for a while, then one call decides. */
import type { BreakerState, ProviderHealth } from '../../protocol/index.js';
import type { Clock } from '../clock.js';

/** When a breaker trips and tries again. */
export interface BreakerLimits {
  /** So many failures in a row open it; 5 by default, as on the real daemon. */
  readonly failures: number;
  /** How long it refuses calls before it lets one through, in ms; 5 000 by default. The real daemon waits 60 000. */
  readonly cooldownMs: number;
}

const historyKept = 50;

/** The breaker of one provider. */
export class Breaker {
  readonly #clock: Clock;
  readonly #limits: BreakerLimits;
  readonly #onChange: () => void;
  #state: BreakerState = 'closed';
  #since: number;
  #reason: string | undefined;
  #nextProbeAt: number | undefined;
  #failures = 0;
  #history: { state: BreakerState; from: number }[];
  #cancelCooldown = () => {};

  /** @param onChange told after each change of state. */
  constructor(clock: Clock, limits: Partial<BreakerLimits>, onChange: () => void) {
    this.#clock = clock;
    this.#limits = { failures: 5, cooldownMs: 5_000, ...limits };
    this.#onChange = onChange;
    this.#since = clock.now();
    this.#history = [{ state: 'closed', from: this.#since }];
  }

  /** False while it is open: the call must not be made. */
  get allowsCalls(): boolean {
    return this.#state !== 'open';
  }

  /** What there is to say about it. */
  get report(): Pick<ProviderHealth, 'state' | 'since' | 'reason' | 'nextProbeAt' | 'history'> {
    return {
      state: this.#state,
      since: this.#since,
      ...(this.#reason === undefined ? {} : { reason: this.#reason }),
      ...(this.#nextProbeAt === undefined ? {} : { nextProbeAt: this.#nextProbeAt }),
      history: [...this.#history],
    };
  }

  /** A call that it let through succeeded. */
  succeeded(): void {
    this.#failures = 0;
    if (this.#state === 'half-open') this.#enter('closed', 'The trial call succeeded.');
  }

  /** A call that it let through failed. @param why as a sentence. */
  failed(why: string): void {
    this.#failures++;
    if (this.#state === 'half-open') this.#open(`The trial call failed: ${why}`);
    else if (this.#state === 'closed' && this.#failures >= this.#limits.failures) {
      this.#open(`${this.#failures} calls in a row failed, the last one so: ${why}`);
    }
  }

  /** Stops its clock. */
  close(): void {
    this.#cancelCooldown();
  }

  #open(reason: string): void {
    const { cooldownMs } = this.#limits;
    this.#nextProbeAt = this.#clock.now() + cooldownMs;
    this.#cancelCooldown = this.#clock.after(cooldownMs, () =>
      this.#enter('half-open', 'The cooldown is over; the next call decides.'),
    );
    this.#enter('open', reason, this.#nextProbeAt);
  }

  #enter(state: BreakerState, reason: string, nextProbeAt?: number): void {
    this.#state = state;
    this.#since = this.#clock.now();
    this.#reason = reason;
    this.#nextProbeAt = nextProbeAt;
    this.#history = [...this.#history, { state, from: this.#since }].slice(-historyKept);
    this.#onChange();
  }
}
