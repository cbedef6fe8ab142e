import { html, nothing } from 'lit';
import { formatCount } from '../../../ui/format/format.js';
import { untrusted } from '../../../ui/text-safety/untrusted-text.js';
import type { BulkRow } from './bulk-act.js';
import { requestStrings } from '../card/request.strings.js';
import { bulkStrings as strings } from './bulk.strings.js';

/** The notes of the requests in a batch, each with the number of requests that have it. */
export function notesOf(rows: readonly BulkRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { request, state } of rows) {
    if (state.kind === 'omitted') continue;
    for (const note of new Set(request.notes)) counts.set(note, (counts.get(note) ?? 0) + 1);
  }
  return counts;
}

/** Shows the notes beside the button that confirms: they must be read before it is pressed. */
export function renderNotes(notes: ReadonlyMap<string, number>, all: number): unknown {
  if (notes.size === 0) return nothing;
  const ofHowMany = (count: number) => (count === all ? nothing : html`<b>${strings.ofThem(formatCount(count))}</b> `);
  return html`<div class="must-read" part="notes" role="group" aria-label=${requestStrings.notes} tabindex="0">
    <strong>${requestStrings.notes}</strong>
    ${[...notes].map(([note, count]) => html`<p>${ofHowMany(count)}${untrusted(note)}</p>`)}
  </div>`;
}
