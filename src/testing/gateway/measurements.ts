/** What was measured of a provider's calls, in a window that moves with the clock. */
import type { ProviderHealth } from '../../protocol/index.js';

/** A call that was made. */
export interface MeasuredCall {
  /** When it ended, epoch ms. */
  readonly at: number;
  /** How long it took, in ms; absent: it never left, so there was nothing to time. */
  readonly latencyMs?: number | undefined;
  readonly failed: boolean;
}

/** The length of the window, in ms. */
export const windowMs = 300_000;
/** The length of one sample, in ms: thirty to a window. */
export const sampleMs = 10_000;
/** A burst must not fill the memory; of more calls than these the newest count. */
const mostCalls = 10_000;

/** Keeps the calls of the last five minutes. */
export class Measurements {
  #calls: MeasuredCall[] = [];

  /** Adds a call; calls come in the order of time. */
  add(call: MeasuredCall): void {
    this.#calls.push(call);
    if (this.#calls.length > mostCalls * 1.1) this.#calls = this.#calls.slice(-mostCalls);
  }

  /** What there is to say at a moment, epoch ms. Without calls there is no latency and no sample. */
  report(now: number): Pick<ProviderHealth, 'windowMs' | 'calls' | 'errors' | 'latencyMs' | 'samples'> {
    this.#calls = this.#calls.filter(({ at }) => at > now - windowMs);
    const latencies = latenciesOf(this.#calls);
    return {
      windowMs,
      calls: this.#calls.length,
      errors: errorsOf(this.#calls),
      ...(latencies.length === 0
        ? {}
        : {
            latencyMs: {
              p50: percentile(latencies, 50),
              p95: percentile(latencies, 95),
              p99: percentile(latencies, 99),
            },
          }),
      samples: this.#samples(),
    };
  }

  #samples(): NonNullable<ProviderHealth['samples']> {
    const slots = new Map<number, MeasuredCall[]>();
    for (const call of this.#calls) {
      const start = Math.floor(call.at / sampleMs);
      const slot = slots.get(start);
      if (slot) slot.push(call);
      else slots.set(start, [call]);
    }
    return [...slots.values()].map((calls) => {
      const latencies = latenciesOf(calls);
      return {
        at: calls.at(-1)?.at ?? 0,
        ...(latencies.length === 0 ? {} : { p50: percentile(latencies, 50), p95: percentile(latencies, 95) }),
        errors: errorsOf(calls),
        calls: calls.length,
      };
    });
  }
}

const errorsOf = (calls: readonly MeasuredCall[]) => calls.filter(({ failed }) => failed).length;

/** Ascending. */
function latenciesOf(calls: readonly MeasuredCall[]): number[] {
  return calls.flatMap(({ latencyMs }) => (latencyMs === undefined ? [] : [latencyMs])).sort((a, b) => a - b);
}

/** Nearest rank: always a value that was measured. */
function percentile(ascending: readonly number[], percent: number): number {
  return ascending[Math.max(0, Math.ceil((percent / 100) * ascending.length) - 1)] ?? 0;
}
