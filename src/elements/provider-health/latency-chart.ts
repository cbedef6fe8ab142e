import { html, nothing, svg, type TemplateResult } from 'lit';
import type { ProviderHealth } from '../../protocol/index.js';
import { strings } from './provider-health.strings.js';

type Sample = NonNullable<ProviderHealth['samples']>[number];
/** A sample with latencies; calls that were never sent have none. */
interface TimedSample extends Sample {
  readonly p50: number;
  readonly p95: number;
}

/** The units of the viewBox; the drawing is stretched. */
const width = 300;
const height = 48;
/** Samples further apart than this multiple of the usual interval are not connected by a line. */
const gapFactor = 3;

/**
 * Renders p50 and p95 over time, with a mark below each sample with errors, and a text alternative.
 *
 * @param from the left edge, epoch ms. @param to the right edge, epoch ms.
 */
export function latencyChart(samples: readonly Sample[], from: number, to: number): TemplateResult | typeof nothing {
  const timed = samples.filter((sample): sample is TimedSample => sample.p50 !== undefined && sample.p95 !== undefined);
  if (timed.length === 0) return nothing;
  const top = Math.max(1, ...timed.map(({ p95 }) => p95));
  const x = (at: number) => ((at - from) / Math.max(1, to - from)) * width;
  const y = (ms: number) => height - (ms / top) * (height - 2) - 1;
  const line = (pick: (sample: TimedSample) => number) =>
    runs(timed)
      .map((run) => pathOf(run.map((sample) => [x(sample.at), y(pick(sample))])))
      .join('');
  const failing = samples.filter(({ errors }) => errors > 0);
  return html`<svg
      class="chart"
      part="chart"
      role="img"
      aria-label=${words(timed, failing.length)}
      viewBox="0 0 ${width} ${height + 8}"
      preserveAspectRatio="none"
    >
      ${svg`<path class="base" d="M0 ${height}H${width}"></path>
        <path class="p95" d=${line(({ p95 }) => p95)}></path>
        <path class="p50" d=${line(({ p50 }) => p50)}></path>
        <path class="errors" d=${failing.map(({ at }) => `M${round(x(at))} ${height + 2}v5`).join('')}></path>`}
    </svg>
    <p class="legend muted" aria-hidden="true">
      <span class="key-p50">${strings.legend.p50}</span>
      <span class="key-p95">${strings.legend.p95}</span>
      ${failing.length > 0 ? html`<span class="key-errors">${strings.legend.errors}</span>` : nothing}
      <span>${strings.legend.top(top)}</span>
    </p>`;
}

function words(samples: readonly TimedSample[], failing: number): string {
  const range = (values: readonly number[]) => [Math.min(...values), Math.max(...values)] as const;
  return strings.chart(
    samples.length,
    range(samples.map(({ p50 }) => p50)),
    range(samples.map(({ p95 }) => p95)),
    failing,
  );
}

/** Splits samples at long gaps. */
function runs(samples: readonly TimedSample[]): TimedSample[][] {
  const steps = samples.slice(1).map(({ at }, index) => at - (samples[index]?.at ?? at));
  const usual = [...steps].sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
  const all: TimedSample[][] = [];
  samples.forEach((sample, index) => {
    const step = steps[index - 1];
    if (step === undefined || step > usual * gapFactor) all.push([sample]);
    else all.at(-1)?.push(sample);
  });
  return all;
}

/** A polyline; a single point becomes a dot by its round cap. */
function pathOf(points: readonly (readonly [number, number])[]): string {
  const [first, ...rest] = points.map(([x, y]) => `${round(x)} ${round(y)}`);
  return `M${first ?? ''}${rest.length > 0 ? rest.map((point) => `L${point}`).join('') : 'h0'}`;
}

const round = (value: number) => Math.round(value * 10) / 10;
