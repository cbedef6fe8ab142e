import { faultCounts } from './fault-notice.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { Approvals } from '../../data/approvals.js';
import { strings } from './approval-queue.strings.js';

/** Draws how many wait, and the button that lets arrivals in. */
export function renderBar(
  { requests, faults, unlisted }: Approvals,
  arrivals: number,
  letIn: () => void,
): TemplateResult {
  return html`<span translate="no">${strings.waiting(requests.length)}</span> ${faultCounts(faults)}
    ${unlisted > 0 ? html`<span class="changed" translate="no">${strings.unlisted(unlisted)}</span>` : nothing}
    <button
      type="button"
      class="arrived"
      part="arrived"
      title=${strings.arrivedTitle}
      ?hidden=${arrivals === 0}
      @click=${letIn}
    >
      ${strings.arrived(arrivals)}
    </button>`;
}
