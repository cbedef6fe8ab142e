import { html, nothing } from 'lit';
import type { HeldCall, SlowCall } from '../../client/rpc-client.js';
import { sharedStrings } from '../base/strings.js';
import { untrusted } from '../text-safety/untrusted-text.js';

/**
 * Renders the calls that wait in the client, folded to one line: no call hangs silently.
 *
 * @param summary their number, and perhaps the reason.
 */
export function renderHeld(held: readonly HeldCall[], summary: string): unknown {
  return folded(summary, held.map(sharedStrings.heldCall));
}

/** Renders calls that were sent and not answered yet, in the same way. */
export function renderSlow(slow: readonly SlowCall[] = []): unknown {
  return folded(sharedStrings.slow(slow.length), slow.map(sharedStrings.slowCall));
}

function folded(summary: string, lines: readonly string[]): unknown {
  if (lines.length === 0) return nothing;
  return html`<details class="held">
    <summary>${untrusted(summary)}</summary>
    <ul>
      ${lines.map((line) => html`<li>${untrusted(line)}</li>`)}
    </ul>
  </details>`;
}
