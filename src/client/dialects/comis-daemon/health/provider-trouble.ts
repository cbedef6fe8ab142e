import { latestTimestamp, type ProviderHealth } from '../../../../protocol/index.js';
import { settleMs } from '../../shared/flap-filter.js';
import { moment } from '../../shared/gap-notes.js';

/** How long a failure of a model and all its fallbacks counts, in ms, unless a call succeeds before. */
const exhaustedMs = 300_000;
/** How long the last error message is shown, in ms. */
const wordsMs = 600_000;
/** The maximum number of keys tracked per provider. */
const keysKept = 20;

interface Trouble {
  /** Epoch ms, the daemon's time, as all times here. */
  readonly since: number;
  readonly reason: string;
  /** When it expires; Infinity: only the daemon ends it. */
  readonly until: number;
}

/** The troubles of one provider from the daemon's events, debounced. */
export class ProviderTrouble {
  readonly #changed: () => void;
  #failing: { readonly since: number; readonly last: number; readonly reason: string } | undefined;
  #settling: ReturnType<typeof setTimeout> | undefined;
  #exhausted: Trouble | undefined;
  /** By the name of the key. */
  readonly #cooldowns = new Map<string, Trouble>();
  #words: { readonly at: number; readonly text: string } | undefined;

  /** @param changed - called when a recovery has held for `settleMs`. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** The state at a time. */
  report(now: number): Pick<ProviderHealth, 'degraded' | 'reason'> {
    const troubles = [this.#failing, this.#exhausted, ...this.#cooldowns.values()].filter(
      (trouble) => trouble !== undefined && (!('until' in trouble) || trouble.until > now),
    );
    const reasons = troubles.flatMap((trouble) => trouble?.reason ?? []);
    const since = Math.min(...troubles.flatMap((trouble) => trouble?.since ?? []));
    return {
      ...(reasons.length === 0 ? {} : { degraded: { since, reason: reasons.join('; ') } }),
      ...(this.#words && this.#words.at > now - wordsMs ? { reason: this.#words.text } : {}),
    };
  }

  /** Called for `provider:degraded`, with the number of agents affected. */
  degraded(at: number, agents: number): void {
    clearTimeout(this.#settling);
    this.#settling = undefined;
    const reason = agents === 1 ? 'failed repeatedly for 1 agent' : `failed for ${agents} agents`;
    this.#failing = { since: this.#failing?.since ?? at, last: at, reason };
  }

  /** Called for `provider:recovered` or a successful call: takes effect when it has held for `settleMs`. */
  recovered(at: number): void {
    if (this.#exhausted && at > this.#exhausted.since) this.#exhausted = undefined;
    if (!this.#failing || at < this.#failing.last || this.#settling !== undefined) return;
    this.#settling = setTimeout(() => {
      this.#settling = this.#failing = undefined;
      this.#changed();
    }, settleMs);
  }

  /** Called when a call failed and a fallback was used. @param text - what happened, as a sentence. */
  fellBack(at: number, text: string): void {
    this.#words = { at, text };
  }

  /** Called when a model and all its fallbacks failed. */
  exhausted(at: number, reason: string): void {
    this.#exhausted = { since: at, reason, until: at + exhaustedMs };
  }

  /** Called when a key is in cooldown. */
  cooling(at: number, key: string, forMs: number): void {
    const until = Math.min(at + forMs, latestTimestamp);
    this.#cooldowns.delete(key);
    this.#cooldowns.set(key, { since: at, reason: `the key ${key} is not used until ${moment(until)}`, until });
    for (const oldest of this.#cooldowns.keys()) {
      if (this.#cooldowns.size <= keysKept) break;
      this.#cooldowns.delete(oldest);
    }
  }

  /** Clears everything, after a restart of the daemon. */
  forget(): void {
    this.close();
    this.#failing = this.#exhausted = this.#words = undefined;
    this.#cooldowns.clear();
  }

  /** Stops its timer. */
  close(): void {
    clearTimeout(this.#settling);
    this.#settling = undefined;
  }
}
