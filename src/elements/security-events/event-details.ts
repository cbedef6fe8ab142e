import { html, nothing, type TemplateResult } from 'lit';
import { eventOf, Misdated, type EventLine } from '../../data/events/event-rows.js';
import type { SecurityEvent } from '../../protocol/index.js';
import { recordFields } from '../../ui/table/record-fields.js';
import { formatIso, formatTitle } from '../../ui/format/format.js';
import { timeOf } from '../../ui/format/time.js';
import { riskMark } from '../../ui/format/risk.js';
import { strings } from './security-events.strings.js';

/** What a person can do with the panel, and what became of it. */
export interface DetailsOptions {
  readonly close: () => void;
  readonly copy: () => unknown;
  /** Whether the text was copied; undefined before it was tried. */
  readonly copied: boolean | undefined;
  /** Whether another event has the same id. */
  readonly reused: boolean;
}

/** Draws every field of an event: those that all have, in one order, then whatever else the gateway sent. */
export function renderDetails(line: EventLine, { close, copy, copied, reused }: DetailsOptions): TemplateResult {
  const event = eventOf(line);
  return html`<section class="details" part="details" tabindex="-1" aria-labelledby="details-title">
    <header>
      <h3 id="details-title">${strings.panel}</h3>
      <span role="status">${copied === undefined ? nothing : copied ? strings.copied : strings.notCopied}</span>
      <button type="button" @click=${copy}>${strings.copyJson}</button>
      <button type="button" @click=${close}>${strings.close}</button>
    </header>
    ${line instanceof Misdated ? html`<p class="clock-off">${strings.misdated(event.timestamp, line.arrivedAt)}</p>` : nothing}
    ${reused ? html`<p class="reused-id">${strings.reused}</p>` : nothing}
    ${recordFields(event, { labels: strings.fields, draw: (key) => ownWay(key, event) })}
  </section>`;
}

function ownWay(key: string, event: SecurityEvent): unknown {
  if (key === 'timestamp') return moment(event.timestamp);
  return key === 'risk' ? riskMark(event.risk) : undefined;
}

/** On the reader's clock and, for comparing with other logs, in UTC. */
function moment(timestamp: number): TemplateResult {
  return html`${timeOf(timestamp, formatTitle(timestamp))} <code>${formatIso(timestamp)}</code>`;
}
