import { html, nothing, type TemplateResult } from 'lit';
import type { EventHold } from '../../data/event-hold.js';
import type { EventLog } from '../../data/event-log.js';
import { strings } from './security-events.strings.js';

/** What a person can do above the rows. */
export interface ToolbarActions {
  readonly pause: () => void;
  /** Goes to the newest row and on with those that come. */
  readonly follow: () => void;
}

/** Draws Pause or Resume and what waits. No live region: the counts change all the time. */
export function renderToolbar(
  hold: EventHold | undefined,
  paused: boolean,
  { pause, follow }: ToolbarActions,
): TemplateResult {
  return html`<div class="toolbar" part="toolbar">
    <button type="button" class="pause" @click=${pause}>${paused ? strings.resume : strings.pause}</button>
    ${
      hold && (paused || hold.waiting > 0)
        ? html`<span class="waiting">${waiting(hold, paused, follow)}${cut(hold)}</span>`
        : nothing
    }
  </div>`;
}

function waiting(hold: EventHold, paused: boolean, follow: () => void): TemplateResult {
  return paused
    ? html`<span>${strings.waiting(hold.waiting)}</span>`
    : html`<button type="button" class="fresh" @click=${follow}>${strings.fresh(hold.waiting)}</button>`;
}

function cut(hold: EventHold): unknown {
  return hold.cut > 0 ? html` <span class="cut">${strings.cut(hold.cut)}</span>` : nothing;
}

/** Draws how much there is, and how much there was. */
export function renderCounts(log: EventLog): TemplateResult {
  const forgotten = log.forgotten > 0 ? html`, ${strings.forgotten(log.forgotten)}` : nothing;
  return html`${strings.count(log.size)}${forgotten}`;
}
