import { html, nothing, type TemplateResult } from 'lit';
import type { ReportedHealth } from '../../data/providers.js';
import {
  type BreakerState,
  breakerStates,
  hasPassed,
  isKnown,
  type Open,
  type ProviderHealth,
  timeTrouble,
} from '../../protocol/index.js';
import { inZoneOfReader } from '../../ui/format/note-times.js';
import { timeOf } from '../../ui/format/time.js';
import type { Column } from '../../ui/table/column.js';
import { openWord, wordClass } from '../../ui/text-safety/open-word.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { strings } from './provider-health.strings.js';

/** The states of a breaker, the most urgent first. */
export const stateOrder: readonly (Open<BreakerState> | undefined)[] = ['open', 'half-open', undefined, 'closed'];

/** The fields of a provider's card, in order. @param now epoch ms on the gateway's clock. */
export const columnsAt = (now: number): readonly Column<ReportedHealth>[] => [
  {
    id: 'provider',
    label: strings.provider,
    kind: 'header',
    cell: ({ health }) => untrusted(health.provider),
    sort: ({ health }) => health.provider,
  },
  {
    id: 'breaker',
    label: strings.breaker,
    cell: ({ health }) => breaker(health, now),
    sort: ({ health }) => stateOrder.indexOf(health.state),
  },
  {
    id: 'reason',
    label: strings.why,
    cell: ({ health: { reason = '' } }) => untrusted(inZoneOfReader(reason)),
    when: (all) => all.some(({ health }) => health.reason),
  },
  {
    id: 'next-probe',
    label: strings.nextProbe,
    cell: ({ health: { nextProbeAt } }) => nextProbeAt !== undefined && probe(nextProbeAt, now),
    when: (all) => all.some(({ health }) => health.nextProbeAt !== undefined),
  },
  {
    id: 'errors',
    label: strings.errors,
    cell: ({ health }) => errors(health),
    sort: ({ health }) => health.errors,
  },
  {
    id: 'latency',
    label: strings.latency,
    cell: ({ health }) => latency(health),
    sort: ({ health }) => health.latencyMs?.p95,
  },
];

/** Renders a recent moment. */
export const time = (ms: number) => timeOf(ms, strings.clock(ms));
/** Renders a latency, or that there is none. */
export const milliseconds = (ms: number | undefined) => (ms === undefined ? notReported() : strings.milliseconds(ms));
const notReported = () => html`<span class="muted">${strings.notReported}</span>`;

/** Renders the time of the next probe. */
function probe(at: number, now: number): unknown {
  if (timeTrouble(at)) return timeOf(at);
  return hasPassed(at, now) ? strings.probeDue : strings.probeIn(at - now);
}

/** Renders the state. A closed breaker without calls is not marked as healthy. */
function breaker({ state, since, calls }: ProviderHealth, now: number): TemplateResult {
  if (state === undefined) {
    return html`<span class="breaker unreported">${strings.notReported}</span>
      <span class="muted">${strings.unknown}</span>`;
  }
  const idle = state === 'closed' && !calls ? 'idle' : '';
  return html`<span class="breaker ${wordClass(breakerStates, state)} ${idle}" part="breaker"
      >${openWord(breakerStates, state)}</span
    >
    <span class="muted"
      >${isKnown(breakerStates, state) ? strings.meaning[state] : strings.unknown}${
        since === undefined ? nothing : html`, ${strings.since} ${time(since)} (${strings.age(since, now)})`
      }</span
    >`;
}

function errors({ errors, calls, windowMs, degraded }: ProviderHealth): unknown {
  if (calls === 0) return html`<span class="none">${strings.noCalls(windowMs, degraded !== undefined)}</span>`;
  if (calls === undefined) return errors === undefined ? notReported() : strings.errorsWithoutCalls(errors, windowMs);
  if (errors === undefined) return strings.callsWithoutErrors(calls, windowMs);
  return html`<span class=${errors > 0 ? 'failing' : ''}>${strings.errorsOf(errors, calls, windowMs)}</span>
    <span class="muted">${strings.rate(errors, calls)}</span>`;
}

function latency({ latencyMs, calls }: ProviderHealth): unknown {
  if (!latencyMs) return calls === 0 ? html`<span class="muted">${strings.noLatency}</span>` : notReported();
  const { p50, p95, p99 } = latencyMs;
  return html`${percentile(strings.p50, p50)} ${percentile(strings.p95, p95)}
  ${p99 === undefined ? nothing : percentile(strings.p99, p99)}`;
}

const percentile = (name: string, ms: number) =>
  html`<span class="percentile"><span class="muted">${name}</span> ${strings.milliseconds(ms)}</span>`;
