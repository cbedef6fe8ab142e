import { html, nothing, type TemplateResult } from 'lit';
import type { EventReader } from '../../data/events/event-reader.js';
import type { SecurityEventStore } from '../../data/events/security-events.js';
import { inZoneOfReader } from '../../ui/format/note-times.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { strings } from './security-events.strings.js';

/** How many names of routine events are listed. */
const namesShown = 3;

/** The actions of the toolbar. */
export interface ToolbarActions {
  readonly pause: () => void;
  /** Scrolls to the newest row and resumes. */
  readonly follow: () => void;
}

/**
 * Renders Pause or Resume and the waiting count. Not a live region: the counts change all the time.
 *
 * @param more rendered beside the button.
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
      reader.isPaused && (paused || reader.waiting > 0)
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

/** Renders the counts: total, forgotten, and shown. */
export function renderCounts({ log }: SecurityEventStore, { filtered }: EventReader): TemplateResult {
  const forgotten = log.forgotten > 0 ? html`, ${strings.forgotten(log.forgotten)}` : nothing;
  const count = filtered ? strings.shown(filtered.shown, filtered.of) : strings.count(log.size);
  return html`${count}${forgotten}`;
}

/** The state of routine events. */
export interface RoutineOptions {
  readonly shown: boolean;
  readonly toggle: () => void;
}

/** Renders facts about the whole log: since when it is known, the gateway's notes, and folded events. */
export function renderAbout({ provenance, routine }: SecurityEventStore, options: RoutineOptions): unknown {
  const { derived, notes = [] } = provenance;
  if (!derived && notes.length === 0 && routine.total === 0) return nothing;
  // Focusable, since it scrolls when long.
  return html`<ul class="about muted" part="notes" tabindex="0" aria-label=${strings.about}>
    ${derived ? html`<li>${strings.seenSince(derived.since)}</li>` : nothing}
    ${routine.total > 0 ? html`<li>${routineEvents(routine, options)}</li>` : nothing}
    ${notes.map((note) => html`<li>${untrusted(inZoneOfReader(note))}</li>`)}
  </ul>`;
}

function routineEvents({ counts, log }: SecurityEventStore['routine'], { shown, toggle }: RoutineOptions): unknown {
  const named = counts.filter(({ name }) => name !== undefined).slice(0, namesShown);
  const others = counts.filter((each) => !named.includes(each)).reduce((sum, { count }) => sum + count, 0);
  return html`${shown ? strings.routineShown : strings.routineFolded}
    ${named.map(
      ({ name = '', count }, index) => html`${index > 0 ? ', ' : ''}${untrusted(name)} ${strings.times(count)}`,
    )}${others > 0 ? html`, ${strings.otherRoutine(others)}` : nothing}${
      shown && log.forgotten > 0 ? html`, ${strings.forgotten(log.forgotten)}` : nothing
    }
    <button type="button" class="link" @click=${toggle}>
      ${shown ? strings.foldRoutine : strings.showRoutine}
      <span class="visually-hidden">${strings.ofRoutine}</span>
    </button>`;
}
