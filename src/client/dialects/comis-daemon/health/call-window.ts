/** Statistics of a provider's calls in a sliding window. */
import type { ProviderHealth } from '../../../../protocol/index.js';

/** The length of the window, in ms; shorter until so much time has been observed. */
export const windowMs = 600_000;
/** The length of a sample, in ms; a window has sixty. */
const sampleMs = 10_000;
/** The maximum number of latencies per sample, the last ones. All calls and errors are counted. */
const latenciesPerSample = 100;

interface Sample {
  /** When its last call ended, epoch ms. */
  at: number;
  calls: number;
  errors: number;
  /** The number of answered calls with a known latency. */
  measured: number;
  /** The latencies of the last ones, unordered. */
  readonly latencies: number[];
}

/** An observed call. */
export interface SeenCall {
  /** When it ended (epoch ms), not in the future. */
  readonly at: number;
  readonly latencyMs: number | undefined;
  readonly failed: boolean;
}

type Report = Pick<ProviderHealth, 'windowMs' | 'calls' | 'errors' | 'latencyMs' | 'samples'>;

/** Counts calls in samples of ten seconds, for ten minutes. */
export class CallWindow {
  /** By the number of the ten-second slot since 1970. */
  readonly #samples = new Map<number, Sample>();

  /** Adds a call. @param now - epoch ms, the daemon's time. */
  add({ at, latencyMs, failed }: SeenCall, now: number): void {
    this.#forget(now);
    if (at <= now - windowMs) return;
    const slot = Math.floor(at / sampleMs);
    let sample = this.#samples.get(slot);
    if (!sample) this.#samples.set(slot, (sample = { at, calls: 0, errors: 0, measured: 0, latencies: [] }));
    sample.at = Math.max(sample.at, at);
    sample.calls++;
    if (failed) sample.errors++;
    // The duration of a failure is not a latency.
    else if (latencyMs !== undefined) sample.latencies[sample.measured++ % latenciesPerSample] = latencyMs;
  }

  /**
   * Returns the statistics.
   *
   * @param now - epoch ms, the daemon's time.
   * @param since - the start of the observation, which limits the window.
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

/** Nearest-rank percentile: always a measured value. */
function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}
