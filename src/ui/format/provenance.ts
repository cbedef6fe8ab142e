import { html, nothing } from 'lit';
import { sharedStrings as strings } from '../base/strings.js';
import { inZoneOfReader } from './note-times.js';
import { untrusted } from '../text-safety/untrusted-text.js';

/** The fields that any result may have. */
export interface Provenance {
  /** What the answer was derived from, and since when, where the gateway does not provide it itself. */
  readonly derived?: { readonly from: string; readonly since: number } | undefined;
  /** Notes of the gateway to show with the answer. */
  readonly notes?: readonly string[] | undefined;
}

/** Renders the provenance of a result: its notes, and what it was derived from. */
export function renderProvenance({ derived, notes = [] }: Provenance): unknown {
  const lines = [...notes.map(inZoneOfReader), ...(derived ? [strings.derived(derived.from, derived.since)] : [])];
  if (lines.length === 0) return nothing;
  return html`<ul class="notes muted" part="notes">
    ${lines.map((line) => html`<li>${untrusted(line)}</li>`)}
  </ul>`;
}
