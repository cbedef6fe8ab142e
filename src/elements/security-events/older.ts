import { html, nothing } from 'lit';
import type { SecurityEventStore } from '../../data/events/security-events.js';
import { inZoneOfReader } from '../../ui/format/note-times.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { strings } from './security-events.strings.js';
import { errorWords } from '../../ui/base/client-error.strings.js';

/** Renders the control that loads older events; nothing where the gateway has none. */
export function renderOlder({ older }: SecurityEventStore, isConnected: boolean, read: () => void): unknown {
  const { status, count, error, notes } = older;
  if (status === 'none' && count === 0 && notes.length === 0) return nothing;
  const isReady = status === 'ready' && isConnected;
  return html`<div class="older muted" part="older">
    ${
      status === 'none' || status === 'full'
        ? nothing
        : html`<button type="button" aria-disabled=${!isReady} @click=${() => isReady && read()}>
            ${status === 'reading' ? strings.readingOlder : strings.readOlder}
          </button>`
    }
    <span role="status">${count > 0 ? strings.older(count, status) : nothing}</span>
    ${error ? html`<span class="error" role="alert">${untrusted(strings.olderFailed(errorWords(error)))}</span>` : nothing}
    ${notes.map((note) => html`<span>${untrusted(inZoneOfReader(note))}</span>`)}
  </div>`;
}
