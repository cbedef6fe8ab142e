import { html, nothing, type TemplateResult } from 'lit';
import type { Approvals } from '../../../data/approvals/approvals.js';
import { strings } from '../approval-queue.strings.js';
import { cardsPerPage, type Unshown } from './card-page.js';
import { faultCounts } from '../card/fault-notice.js';

/** The state and actions of the bar. */
export interface BarOptions {
  /** The number of arrivals held back. */
  readonly arrivals: number;
  /** Pending requests beyond the shown page. */
  readonly unshown: Unshown;
  readonly showArrivals: () => void;
}

/** Renders the pending count and the button that shows arrivals. */
export function renderBar(
  { requests, faults, unlisted, leftOut }: Approvals,
  { arrivals, unshown, showArrivals }: BarOptions,
): TemplateResult {
  const remarks = [
    ...(unlisted > 0 ? [strings.unlisted(unlisted)] : []),
    ...(leftOut.length > 0 ? [strings.leftOut(leftOut.length)] : []),
    ...(unshown.count > 0 ? [strings.unshown(requests.length - unshown.count, unshown)] : []),
  ];
  return html`<span translate="no">${strings.waiting(requests.length + leftOut.length)}</span> ${faultCounts(faults)}
    ${remarks.map((remark) => html`<span class="changed" translate="no">${remark}</span> `)}
    <button
      type="button"
      class="arrived"
      part="arrived"
      title=${strings.arrivedTitle}
      ?hidden=${arrivals === 0}
      @click=${showArrivals}
    >
      ${strings.arrived(arrivals)}
    </button>`;
}

/** Renders, below the cards, the number of requests beyond them and the button that shows more. */
export function renderRest(unshown: Unshown, more: () => void): unknown {
  if (unshown.count === 0) return nothing;
  return html`<p class="paging">
    <span translate="no">${strings.rest(unshown)}</span>
    <button type="button" part="more" @click=${more}>${strings.more(Math.min(unshown.count, cardsPerPage))}</button>
  </p>`;
}
