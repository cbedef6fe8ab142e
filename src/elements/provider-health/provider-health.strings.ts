import { type BreakerState, breakerStates, type Open } from '../../protocol/index.js';
import { openWords } from '../../ui/text-safety/open-word.js';
import {
  formatAge,
  formatMoment,
  formatCount,
  formatCountdown,
  formatNumber,
  formatSince,
} from '../../ui/format/format.js';
import { messages } from '../../ui/language/messages.js';

const plural = (count: number, one: string, many: string) => `${formatCount(count)} ${count === 1 ? one : many}`;
const milliseconds = (ms: number) => `${formatCount(Math.round(ms))} ms`;

/** `12 s`, `5 min`, `1 h 5 min`, `2 d 3 h`: the two largest units, without zeros. */
function duration(ms: number): string {
  const total = Math.max(0, Math.round(ms / 1000));
  const units = [
    [Math.floor(total / 86_400), 'd'],
    [Math.floor(total / 3600) % 24, 'h'],
    [Math.floor(total / 60) % 60, 'min'],
    [total % 60, 's'],
  ] as const;
  const first = units.findIndex(([count]) => count > 0);
  if (first === -1) return '0 s';
  const parts = units.slice(first, first + 2).filter(([count]) => count > 0);
  return parts.map(([count, unit]) => `${formatCount(count)} ${unit}`).join(' ');
}

const over = (windowMs: number | undefined) => (windowMs === undefined ? '' : ` in the last ${duration(windowMs)}`);
const range = (least: number, most: number) =>
  Math.round(least) === Math.round(most)
    ? milliseconds(least)
    : `${formatCount(Math.round(least))} to ${milliseconds(most)}`;

/** All strings of `<comis-provider-health>`. */
export const strings = messages('provider-health', {
  what: 'provider health',
  empty: 'No AI provider is known.',
  emptyHint: 'A provider appears here once the gateway reports it.',

  provider: 'Provider',
  repeated: 'Name used more than once',
  breaker: 'Breaker',
  notReported: 'not reported',
  meaning: {
    closed: 'calls pass',
    open: 'calls are refused',
    'half-open': 'the next call decides',
  } satisfies Record<BreakerState, string>,
  unknown: 'the gateway does not report whether calls pass',
  since: 'since',
  degraded: 'Degraded',
  degradedSince: (since: number) => `since ${formatSince(since)}`,
  age: formatAge,
  why: 'Why',
  nextProbe: 'Next probe',
  probeIn: (ms: number) => `in ${formatCountdown(ms)}`,
  probeDue: 'due: the next call is the probe',
  clock: formatMoment,

  errors: 'Errors',
  errorsOf: (errors: number, calls: number, windowMs: number | undefined) =>
    `${plural(errors, 'error', 'errors')} of ${plural(calls, 'call', 'calls')}${over(windowMs)}`,
  rate: (errors: number, calls: number) => formatNumber(errors / calls, { style: 'percent', maximumFractionDigits: 1 }),
  noCalls: (windowMs: number | undefined, elseKnown: boolean) =>
    `no calls${over(windowMs)}${elseKnown ? '' : ': health unknown'}`,
  errorsWithoutCalls: (errors: number, windowMs: number | undefined) =>
    `${plural(errors, 'error', 'errors')}${over(windowMs)}, of how many calls is not reported`,
  callsWithoutErrors: (calls: number, windowMs: number | undefined) =>
    `${plural(calls, 'call', 'calls')}${over(windowMs)}, errors not reported`,

  latency: 'Latency',
  noLatency: 'no calls, so nothing to measure',
  milliseconds,
  p50: 'p50',
  p95: 'p95',
  p99: 'p99',
  measured: (at: number, now: number) => `measured ${formatAge(at, now)}`,
  notMeasured: 'not measured yet',
  reported: (at: number, now: number) => `reported ${formatAge(at, now)}`,
  stale: 'stale',
  chart: (samples: number, p50: readonly [number, number], p95: readonly [number, number], failing: number) =>
    `Latency in ${plural(samples, 'sample', 'samples')}: p50 ${range(...p50)}, p95 ${range(...p95)}; ` +
    (failing === 0 ? 'no errors.' : `errors in ${plural(failing, 'sample', 'samples')}.`),
  legend: { p50: 'p50', p95: 'p95', errors: 'sample with errors', top: (ms: number) => `top: ${milliseconds(ms)}` },
  samples: (count: number) => `Samples (${formatCount(count)})`,
  samplesOf: (provider: string) => `Samples of ${provider}`,
  time: 'Time',
  calls: 'Calls',

  history: 'States',
  earlier: (count: number) => `${formatCount(count)} earlier`,
  span: (from: number, ms: number) => `from ${formatMoment(from)}, ${duration(ms)}`,
  lasting: (from: number, ms: number) => `since ${formatMoment(from)}, ${duration(ms)} so far`,

  counts: (state: Open<BreakerState> | undefined, count: number) =>
    state === undefined
      ? `${plural(count, 'breaker', 'breakers')} not reported`
      : `${formatCount(count)} ${openWords(breakerStates, state)}`,
  countDegraded: (count: number) => `${formatCount(count)} degraded`,
  withoutCalls: (count: number) => `${formatCount(count)} without calls`,
  changed: (provider: string, state: string | undefined) => `Breaker of ${provider}: ${state ?? 'not reported'}`,
  degradedNow: (provider: string) => `Degraded: ${provider}`,
  degradedNoMore: (provider: string) => `No longer degraded: ${provider}`,
  changes: (count: number) => `${formatCount(count)} changes of providers`,
});
