import { css, html, nothing } from 'lit';
import type { Capability } from '../../client/rpc-client.js';
import { untrusted } from './untrusted-text.js';

/**
 * Draws what must be read before a button is pressed, as the gateway or its dialect has it. It stands before the button,
 * which names it in its `aria-describedby`.
 *
 * @param id its id in the shadow root.
 */
export function renderNotes(capability: Capability, id: string): unknown {
  const notes = notesOf(capability);
  if (notes.length === 0) return nothing;
  return html`<ul class="notes must-read" id=${id}>
    ${notes.map((note) => html`<li>${untrusted(note)}</li>`)}
  </ul>`;
}

/** What must be read before a method is called. */
export function notesOf(capability: Capability): readonly string[] {
  return capability.status === 'not-offered' ? [] : (capability.notes ?? []);
}

/** What a result says of itself, and what must be read before a call. */
export const notesStyles = css`
  .notes {
    max-width: 44rem;
    margin: 0 0 0.5rem;
    padding: 0;
    list-style: none;
    overflow-wrap: anywhere;
  }
  .must-read {
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--_warn);
  }
  .must-read li + li {
    margin-block-start: 0.25rem;
  }
`;
