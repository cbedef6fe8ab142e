import { html, nothing } from 'lit';
import { formatCount } from '../../../ui/format/format.js';
import { untrusted } from '../../../ui/text-safety/untrusted-text.js';
import type { BulkRow } from './bulk-act.js';
import { requestStrings } from '../card/request.strings.js';
import { bulkStrings as strings } from './bulk.strings.js';

/** What the gateway says that each decision comes to beside the request itself, by how many of the requests it is said of. */
export function notesOf(rows: readonly BulkRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { request, state } of rows) {
    if (state.kind === 'omitted') continue;
    for (const note of new Set(request.notes)) counts.set(note, (counts.get(note) ?? 0) + 1);
  }
  return counts;
}

/** Says them where the last button is: what they say is decided with it. */
export function renderNotes(notes: ReadonlyMap<string, number>, all: number): unknown {
  if (notes.size === 0) return nothing;
  const ofHowMany = (count: number) => (count === all ? nothing : html`<b>${strings.ofThem(formatCount(count))}</b> `);
  return html`<div class="must-read" part="notes" role="group" aria-label=${requestStrings.notes} tabindex="0">
    <strong>${requestStrings.notes}</strong>
    ${[...notes].map(([note, count]) => html`<p>${ofHowMany(count)}${untrusted(note)}</p>`)}
  </div>`;
}
