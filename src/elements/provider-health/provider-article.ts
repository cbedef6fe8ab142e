import { html, nothing, type TemplateResult } from 'lit';
import { measuredAt, type ReportedHealth, staleAfterMs } from '../../data/providers.js';
import { breakerStates, hasPassed, isKnown, type ProviderHealth, timeTrouble } from '../../protocol/index.js';
import { openWord, wordClass } from '../../ui/text-safety/open-word.js';
import { inZoneOfReader } from '../../ui/format/note-times.js';
import { repeatedMark } from '../../ui/table/repeated-ids.js';
import { timeOf } from '../../ui/format/time.js';
import { labelText, untrusted } from '../../ui/text-safety/untrusted-text.js';
import { latencyChart } from './latency-chart.js';
import { strings } from './provider-health.strings.js';
import { stateLane } from './state-lane.js';

/** The window of a chart for which the gateway names none, in ms. */
const usualWindowMs = 300_000;

const time = (ms: number) => timeOf(ms, strings.clock(ms));
const notReported = html`<span class="muted">${strings.notReported}</span>`;

interface Drawn {
  /** Tells its heading from those of the others. */
  readonly id: string;
  /** Epoch ms on the gateway's clock. */
  readonly now: number;
  /** It was worked out here: nobody reported it. */
  readonly derived: boolean;
  /** Another provider has the same name. */
  readonly isRepeated: boolean;
}

/** Draws one provider. */
export function providerArticle(reported: ReportedHealth, { id, now, derived, isRepeated }: Drawn): TemplateResult {
  const { health } = reported;
  return html`<article aria-labelledby=${id} part="provider">
    <header>
      <h2 id=${id}>${untrusted(health.provider)}</h2>
      ${repeatedMark(isRepeated, strings.repeated)} ${age(reported, now, derived)}
    </header>
    ${degraded(health)}
    <dl>
      <dt>${strings.breaker}</dt>
      <dd>${breaker(health, now)}</dd>
      ${
        health.reason
          ? html`<dt>${strings.why}</dt>
              <dd>${untrusted(inZoneOfReader(health.reason))}</dd>`
          : nothing
      }
      ${
        health.nextProbeAt === undefined
          ? nothing
          : html`<dt>${strings.nextProbe}</dt>
              <dd class="probe">${probe(health.nextProbeAt, now)}</dd>`
      }
      <dt>${strings.errors}</dt>
      <dd>${errors(health)}</dd>
      <dt>${strings.latency}</dt>
      <dd>${latency(health)}</dd>
    </dl>
    ${chart(reported, now)} ${stateLane(health, now)}
  </article>`;
}

/** When it is tried again. */
function probe(at: number, now: number): unknown {
  if (timeTrouble(at)) return timeOf(at);
  return hasPassed(at, now) ? strings.probeDue : strings.probeIn(at - now);
}

/** How old the newest measurement is; without any, how old the report is, if there was one. */
function age({ health, reportedAt }: ReportedHealth, now: number, derived: boolean): TemplateResult {
  const measured = measuredAt(health);
  if (derived && measured === undefined) return html`<span class="age muted" part="age">${strings.notMeasured}</span>`;
  const at = measured ?? reportedAt;
  const words = (measured === undefined ? strings.reported : strings.measured)(at, now);
  const isStale = hasPassed(at + staleAfterMs, now);
  return html`<span class="age ${isStale ? 'stale' : 'muted'}" part="age"
    >${isStale ? html`${strings.stale}, ` : nothing}${words}</span
  >`;
}

/** That it fails for several callers: known from elsewhere than its breaker, and worse than what that says. */
function degraded({ degraded }: ProviderHealth): unknown {
  if (!degraded) return nothing;
  const { since, reason } = degraded;
  return html`<p part="degraded">
    <span class="degraded">${strings.degraded} ${strings.degradedSince(since)}</span
    >${reason ? html`: ${untrusted(inZoneOfReader(reason))}` : nothing}
  </p>`;
}

/** The state in words. A breaker that is closed for want of calls is not marked as one that calls pass through. */
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
  if (calls === undefined) return errors === undefined ? notReported : strings.errorsWithoutCalls(errors, windowMs);
  if (errors === undefined) return strings.callsWithoutErrors(calls, windowMs);
  return html`<span class=${errors > 0 ? 'failing' : ''}>${strings.errorsOf(errors, calls, windowMs)}</span>
    <span class="muted">${strings.rate(errors, calls)}</span>`;
}

function latency({ latencyMs, calls }: ProviderHealth): unknown {
  if (!latencyMs) return calls === 0 ? html`<span class="muted">${strings.noLatency}</span>` : notReported;
  const { p50, p95, p99 } = latencyMs;
  return html`${percentile(strings.p50, p50)} ${percentile(strings.p95, p95)}
  ${p99 === undefined ? nothing : percentile(strings.p99, p99)}`;
}

const percentile = (name: string, ms: number) =>
  html`<span class="percentile"><span class="muted">${name}</span> ${strings.milliseconds(ms)}</span>`;

function chart({ health: { provider, samples = [], windowMs = usualWindowMs } }: ReportedHealth, now: number): unknown {
  const shown = samples.filter(({ at }) => at > now - windowMs);
  if (shown.length === 0) return nothing;
  const name = strings.samplesOf(labelText(provider));
  return html`${latencyChart(shown, now - windowMs, now)}
    <details>
      <summary>${strings.samples(shown.length)}</summary>
      <table>
        <caption class="visually-hidden" translate="no">
          ${name}
        </caption>
        <thead>
          <tr>
            ${[strings.time, strings.p50, strings.p95, strings.errors, strings.calls].map(
              (label) => html`<th scope="col">${label}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            ({ at, p50, p95, errors, calls }) =>
              html`<tr>
                <th scope="row">${time(at)}</th>
                <td>${milliseconds(p50)}</td>
                <td>${milliseconds(p95)}</td>
                <td>${errors}</td>
                <td>${calls}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>`;
}

const milliseconds = (ms: number | undefined) => (ms === undefined ? notReported : strings.milliseconds(ms));
