import { html, nothing, type TemplateResult } from 'lit';
import type { EventReader } from '../../data/events/event-reader.js';
import type { SecurityEventStore } from '../../data/events/security-events.js';
import { inZoneOfReader } from '../../ui/format/note-times.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { strings } from './security-events.strings.js';

/** How many names of routine events are told one by one. */
const namesTold = 3;

/** What a person can do above the rows. */
export interface ToolbarActions {
  readonly pause: () => void;
  /** Goes to the newest row and on with those that come. */
  readonly follow: () => void;
}

/**
 * Draws Pause or Resume and what waits. No live region: the counts change all the time.
 *
 * @param more stands beside the button.
 */
export function renderToolbar(
  reader: EventReader,
  paused: boolean,
  { pause, follow }: ToolbarActions,
  more: unknown,
): TemplateResult {
  return html`<div class="toolbar" part="toolbar">
    <button type="button" class="pause" @click=${pause}>${paused ? strings.resume : strings.pause}</button>
    ${more}
    ${
      reader.isHeld && (paused || reader.waiting > 0)
        ? html`<span class="waiting">${waiting(reader, paused, follow)}${cut(reader)}</span>`
        : nothing
    }
  </div>`;
}

function waiting(reader: EventReader, paused: boolean, follow: () => void): TemplateResult {
  const { waiting: count } = reader;
  const unfiltered = reader.filtered && count > 0 ? html` <span class="muted">${strings.unfiltered}</span>` : nothing;
  return paused
    ? html`<span>${strings.waiting(count)}${unfiltered}</span>`
    : html`<button type="button" class="fresh" @click=${follow}>${strings.fresh(count)}</button>${unfiltered}`;
}

function cut({ cut: count }: EventReader): unknown {
  return count > 0 ? html` <span class="cut">${strings.cut(count)}</span>` : nothing;
}

/** Draws how much there is, how much there was, and how much of it is shown. */
export function renderCounts({ log }: SecurityEventStore, { filtered }: EventReader): TemplateResult {
  const forgotten = log.forgotten > 0 ? html`, ${strings.forgotten(log.forgotten)}` : nothing;
  const count = filtered ? strings.shown(filtered.shown, filtered.of) : strings.count(log.size);
  return html`${count}${forgotten}`;
}

/** What is said of the routine events. */
export interface RoutineOptions {
  readonly shown: boolean;
  readonly toggle: () => void;
}

/** Draws what must be known about the log as a whole: since when it is known, what the gateway says of it, what is folded. */
export function renderAbout({ provenance, routine }: SecurityEventStore, options: RoutineOptions): unknown {
  const { derived, notes = [] } = provenance;
  if (!derived && notes.length === 0 && routine.total === 0) return nothing;
  // It scrolls where it is long: a keyboard has to get there.
  return html`<ul class="about muted" part="notes" tabindex="0" aria-label=${strings.about}>
    ${derived ? html`<li>${strings.seenSince(derived.since)}</li>` : nothing}
    ${routine.total > 0 ? html`<li>${routineEvents(routine, options)}</li>` : nothing}
    ${notes.map((note) => html`<li>${untrusted(inZoneOfReader(note))}</li>`)}
  </ul>`;
}

function routineEvents({ counts, log }: SecurityEventStore['routine'], { shown, toggle }: RoutineOptions): unknown {
  const told = counts.filter(({ name }) => name !== undefined).slice(0, namesTold);
  const others = counts.filter((each) => !told.includes(each)).reduce((sum, { count }) => sum + count, 0);
  return html`${shown ? strings.routineShown : strings.routineFolded}
    ${told.map(
      ({ name = '', count }, index) => html`${index > 0 ? ', ' : ''}${untrusted(name)} ${strings.times(count)}`,
    )}${others > 0 ? html`, ${strings.otherRoutine(others)}` : nothing}${
      shown && log.forgotten > 0 ? html`, ${strings.forgotten(log.forgotten)}` : nothing
    }
    <button type="button" class="link" @click=${toggle}>
      ${shown ? strings.foldRoutine : strings.showRoutine}
      <span class="visually-hidden">${strings.ofRoutine}</span>
    </button>`;
}
