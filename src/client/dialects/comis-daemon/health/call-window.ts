/** What was seen of a provider's calls, in a window that moves with the clock. */
import type { ProviderHealth } from '../../../../protocol/index.js';

/** The length of the window, in ms: what is older says nothing of how a provider does. Shorter until so much was seen. */
export const windowMs = 600_000;
/** The length of one sample, in ms: sixty to a window. */
const sampleMs = 10_000;
/** How many latencies are kept of one sample: of more calls, the last ones. Calls and errors are counted all. */
const latenciesPerSample = 100;

interface Sample {
  /** When its last call ended, epoch ms. */
  at: number;
  calls: number;
  errors: number;
  /** How many of them were answered, in a time that is known. */
  measured: number;
  /** The last ones of those, in no order. */
  readonly latencies: number[];
}

/** A call that was seen. */
export interface SeenCall {
  /** When it ended, epoch ms; not later than now. */
  readonly at: number;
  readonly latencyMs: number | undefined;
  readonly failed: boolean;
}

type Report = Pick<ProviderHealth, 'windowMs' | 'calls' | 'errors' | 'latencyMs' | 'samples'>;

/** Counts calls in samples of ten seconds, for ten minutes. */
export class CallWindow {
  /** By which of all ten seconds since 1970. */
  readonly #samples = new Map<number, Sample>();

  /** Adds a call. @param now - epoch ms on the daemon's clock. */
  add({ at, latencyMs, failed }: SeenCall, now: number): void {
    this.#forget(now);
    if (at <= now - windowMs) return;
    const slot = Math.floor(at / sampleMs);
    let sample = this.#samples.get(slot);
    if (!sample) this.#samples.set(slot, (sample = { at, calls: 0, errors: 0, measured: 0, latencies: [] }));
    sample.at = Math.max(sample.at, at);
    sample.calls++;
    if (failed) sample.errors++;
    // A refusal is quick, or the end of a long wait: it says nothing of how fast a provider answers.
    else if (latencyMs !== undefined) sample.latencies[sample.measured++ % latenciesPerSample] = latencyMs;
  }

  /**
   * Says what there is to say.
   *
   * @param now - epoch ms on the daemon's clock.
   * @param since - since when calls are seen: the window is not longer than that.
   */
  report(now: number, since: number): Report {
    this.#forget(now);
    const samples = [...this.#samples.entries()].sort(([a], [b]) => a - b).map(([, sample]) => sample);
    const latencies = ascending(samples.flatMap((sample) => sample.latencies));
    return {
      windowMs: Math.min(windowMs, Math.max(1000, now - Math.min(since, samples[0]?.at ?? now))),
      calls: sum(samples.map(({ calls }) => calls)),
      errors: sum(samples.map(({ errors }) => errors)),
      ...(latencies.length === 0 ? {} : { latencyMs: { ...percentiles(latencies), p99: percentile(latencies, 99) } }),
      samples: samples.map((sample) => ({
        at: sample.at,
        ...(sample.latencies.length === 0 ? {} : percentiles(ascending(sample.latencies))),
        errors: sample.errors,
        calls: sample.calls,
      })),
    };
  }

  #forget(now: number): void {
    for (const [slot, { at }] of this.#samples) if (at <= now - windowMs) this.#samples.delete(slot);
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
const ascending = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);
const percentiles = (sorted: readonly number[]) => ({ p50: percentile(sorted, 50), p95: percentile(sorted, 95) });

/** Nearest rank: always a value that was measured. */
function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}
