import { html, nothing, type TemplateResult } from 'lit';
import { measuredAt, type ReportedHealth, staleAfterMs } from '../../data/providers.js';
import { hasPassed, type ProviderHealth } from '../../protocol/index.js';
import { inZoneOfReader } from '../../ui/format/note-times.js';
import type { CellPlace, Column } from '../../ui/table/column.js';
import { columnFields } from '../../ui/table/column-fields.js';
import { repeatedMark } from '../../ui/table/repeated-ids.js';
import { copiesAs } from '../../ui/table/row-copy.js';
import { jsonForCopy } from '../../ui/text-safety/untrusted-json.js';
import { labelText, untrusted } from '../../ui/text-safety/untrusted-text.js';
import { milliseconds, time } from './columns.js';
import { latencyChart } from './latency-chart.js';
import { strings } from './provider-health.strings.js';
import { stateLane } from './state-lane.js';

/** The default window of the chart, in ms. */
const usualWindowMs = 300_000;

interface Drawn {
  readonly columns: readonly Column<ReportedHealth>[];
  readonly place: CellPlace;
  /** Epoch ms on the gateway's clock. */
  readonly now: number;
  /** It is derived: the gateway does not report it. */
  readonly derived: boolean;
}

/** Draws one provider. */
export function providerArticle(reported: ReportedHealth, { columns, place, now, derived }: Drawn): TemplateResult {
  const { health } = reported;
  const id = `provider-${place.index}`;
  const names = columns.filter(({ kind }) => kind === 'header');
  return html`<article aria-labelledby=${id} part="provider" ${copiesAs(() => jsonForCopy(health))}>
    <header>
      <h2 id=${id}>${names.map(({ cell }) => cell(reported, place))}</h2>
      ${repeatedMark(place.isRepeated, strings.repeated)} ${age(reported, now, derived)}
    </header>
    ${degraded(health)} ${columnFields(reported, columns, place)} ${chart(reported, now)} ${stateLane(health, now)}
  </article>`;
}

/** Renders the age of the newest measurement, else of the report, if any. */
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

/** Renders that it is degraded: reported apart from its breaker, and more severe than that. */
function degraded({ degraded }: ProviderHealth): unknown {
  if (!degraded) return nothing;
  const { since, reason } = degraded;
  return html`<p part="degraded">
    <span class="degraded">${strings.degraded} ${strings.degradedSince(since)}</span
    >${reason ? html`: ${untrusted(inZoneOfReader(reason))}` : nothing}
  </p>`;
}

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
