import { latestTimestamp, type ProviderHealth } from '../../../../protocol/index.js';
import { settleMs } from '../../shared/flap-filter.js';
import { moment } from '../../shared/gap-notes.js';

/** For how long it counts that a model and all its fallbacks failed, in ms, unless a call succeeds before. */
const exhaustedMs = 300_000;
/** For how long the last words of a failure are shown, in ms. */
const wordsMs = 600_000;
/** How many keys of one provider are watched: it has a few. */
const keysKept = 20;

interface Trouble {
  /** Epoch ms on the daemon's clock, as all times here. */
  readonly since: number;
  readonly reason: string;
  /** When it ends by itself; Infinity: only when the daemon says so. */
  readonly until: number;
}

/** What troubles one provider: what the daemon said of it, calmed down. */
export class ProviderTrouble {
  readonly #changed: () => void;
  #failing: { readonly since: number; readonly last: number; readonly reason: string } | undefined;
  #settling: ReturnType<typeof setTimeout> | undefined;
  #exhausted: Trouble | undefined;
  /** By the name of the key. */
  readonly #cooldowns = new Map<string, Trouble>();
  #words: { readonly at: number; readonly text: string } | undefined;

  /** @param changed - called when a recovery has lasted. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** What is true at a moment. */
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

  /** The daemon says that it fails for so many agents. */
  degraded(at: number, agents: number): void {
    clearTimeout(this.#settling);
    this.#settling = undefined;
    const reason = agents === 1 ? '1 agent failed again and again' : `${agents} agents failed`;
    this.#failing = { since: this.#failing?.since ?? at, last: at, reason };
  }

  /** The daemon says that it recovered, or a call succeeded: it counts once it has lasted. */
  recovered(at: number): void {
    if (this.#exhausted && at > this.#exhausted.since) this.#exhausted = undefined;
    if (!this.#failing || at < this.#failing.last || this.#settling !== undefined) return;
    this.#settling = setTimeout(() => {
      this.#settling = this.#failing = undefined;
      this.#changed();
    }, settleMs);
  }

  /** A call failed, and another provider or model was tried. @param text - what happened, as a sentence. */
  fellBack(at: number, text: string): void {
    this.#words = { at, text };
  }

  /** A model of it failed, and all its fallbacks did. */
  exhausted(at: number, reason: string): void {
    this.#exhausted = { since: at, reason, until: at + exhaustedMs };
  }

  /** One of its keys is not used for a while. */
  cooling(at: number, key: string, forMs: number): void {
    const until = Math.min(at + forMs, latestTimestamp);
    this.#cooldowns.delete(key);
    this.#cooldowns.set(key, { since: at, reason: `the key ${key} is not used until ${moment(until)}`, until });
    for (const oldest of this.#cooldowns.keys()) {
      if (this.#cooldowns.size <= keysKept) break;
      this.#cooldowns.delete(oldest);
    }
  }

  /** Another run of the daemon knows nothing of all this. */
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
