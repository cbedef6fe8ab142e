import { html, nothing, type TemplateResult } from 'lit';
import { eventOf, Misdated, type EventLine } from '../../data/events/event-rows.js';
import { type SecurityEvent, timeTrouble } from '../../protocol/index.js';
import { recordFields } from '../../ui/table/record-fields.js';
import { formatIso, formatTitle } from '../../ui/format/format.js';
import { timeOf } from '../../ui/format/time.js';
import { riskMark } from '../../ui/format/risk.js';
import { strings } from './security-events.strings.js';

/** Actions of the panel, and their results. */
export interface DetailsOptions {
  readonly close: () => void;
  readonly copy: () => unknown;
  /** Whether the text was copied; undefined before it was tried. */
  readonly copied: boolean | undefined;
  /** Whether another event has the same id. */
  readonly reused: boolean;
}

/** Renders every field of an event: common ones in a fixed order, then any others that the gateway sent. */
export function renderDetails(line: EventLine, { close, copy, copied, reused }: DetailsOptions): TemplateResult {
  const event = eventOf(line);
  return html`<section class="details" part="details" tabindex="-1" aria-labelledby="details-title">
    <header>
      <h3 id="details-title">${strings.panel}</h3>
      <span role="status">${copied === undefined ? nothing : copied ? strings.copied : strings.notCopied}</span>
      <button type="button" @click=${copy}>${strings.copyJson}</button>
      <button type="button" @click=${close}>${strings.close}</button>
    </header>
    ${line instanceof Misdated ? html`<p class="clock-off">${strings.misdated(timeTrouble(event.timestamp) !== undefined, line.arrivedAt)}</p>` : nothing}
    ${reused ? html`<p class="reused-id">${strings.reused}</p>` : nothing}
    ${recordFields(event, { labels: strings.fields, draw: (key) => renderField(key, event) })}
  </section>`;
}

function renderField(key: string, event: SecurityEvent): unknown {
  if (key === 'timestamp') return moment(event.timestamp);
  return key === 'risk' ? riskMark(event.risk) : undefined;
}

/** In local time and, for comparison with other logs, in UTC. */
function moment(timestamp: number): TemplateResult {
  return html`${timeOf(timestamp, formatTitle(timestamp))} <code>${formatIso(timestamp)}</code>`;
}
