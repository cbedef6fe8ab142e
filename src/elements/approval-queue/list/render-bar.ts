import { html, nothing, type TemplateResult } from 'lit';
import type { Approvals } from '../../../data/approvals/approvals.js';
import { strings } from '../approval-queue.strings.js';
import { cardsPerPage, type Unshown } from './card-page.js';
import { faultCounts } from '../card/fault-notice.js';

/** What the bar shows and does. */
export interface BarOptions {
  /** How many arrivals wait to be laid out. */
  readonly arrivals: number;
  /** What waits beyond the cards of the page. */
  readonly unshown: Unshown;
  readonly letIn: () => void;
}

/** Draws how many wait, and the button that lets arrivals in. */
export function renderBar(
  { requests, faults, unlisted, leftOut }: Approvals,
  { arrivals, unshown, letIn }: BarOptions,
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
      @click=${letIn}
    >
      ${strings.arrived(arrivals)}
    </button>`;
}

/** Draws, below the cards, how many wait beyond them, and the button that shows the next. */
export function renderRest(unshown: Unshown, more: () => void): unknown {
  if (unshown.count === 0) return nothing;
  return html`<p class="paging">
    <span translate="no">${strings.rest(unshown)}</span>
    <button type="button" part="more" @click=${more}>${strings.more(Math.min(unshown.count, cardsPerPage))}</button>
  </p>`;
}
