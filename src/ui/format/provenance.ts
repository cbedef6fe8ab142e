import { html, nothing } from 'lit';
import { formatSince } from './format.js';
import { inZoneOfReader } from './note-times.js';
import { untrusted } from '../text-safety/untrusted-text.js';

/** What any result may carry beside its own fields. */
export interface Provenance {
  /** Where the answer was derived from, when the gateway itself does not give it, and since when. */
  readonly derived?: { readonly from: string; readonly since: number } | undefined;
  /** What the gateway wants to be shown with the answer. */
  readonly notes?: readonly string[] | undefined;
}

/** Draws what a result says of itself: its notes, and what it was derived from. */
export function renderProvenance({ derived, notes = [] }: Provenance): unknown {
  const lines = [
    ...notes.map(inZoneOfReader),
    ...(derived ? [`Derived from ${derived.from}, since ${formatSince(derived.since)}.`] : []),
  ];
  if (lines.length === 0) return nothing;
  return html`<ul class="notes muted" part="notes">
    ${lines.map((line) => html`<li>${untrusted(line)}</li>`)}
  </ul>`;
}
