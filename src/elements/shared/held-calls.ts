import { html, nothing } from 'lit';
import type { HeldCall } from '../../client/rpc-client.js';
import { sharedStrings } from './strings.js';
import { untrusted } from './untrusted-text.js';

/**
 * Draws the calls that wait in the client, folded to one line: nothing hangs without a word.
 *
 * @param summary says how many they are, and perhaps why.
 */
export function renderHeld(held: readonly HeldCall[], summary: string): unknown {
  if (held.length === 0) return nothing;
  return html`<details class="held">
    <summary>${untrusted(summary)}</summary>
    <ul>
      ${held.map((call) => html`<li>${untrusted(sharedStrings.heldCall(call))}</li>`)}
    </ul>
  </details>`;
}
