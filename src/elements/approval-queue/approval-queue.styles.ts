import { css } from 'lit';
import { linkStyles } from './link/link.styles.js';
import { requestStyles } from './card/request.styles.js';
import { similarStyles } from './similar/similar.styles.js';
import { contextStyles } from './card/context.styles.js';
import { bulkStyles } from './bulk/bulk.styles.js';

const queueStyles = css`
  .above {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.86em;
    position: sticky;
    top: 0;
    z-index: 1;
    padding-block-end: 0.29em;
    background: var(--_surface);
  }
  /* Each has room for all that it may say: what comes and goes moves nothing. */
  .above > :first-child,
  ::slotted([slot='policy']) {
    flex: 3 1 24em;
    align-self: center;
    min-inline-size: 0;
  }
  /* Not while its height is locked, under the pointer. */
  .above > .loud:not([style*='block-size']),
  ::slotted(.loud[slot='policy']:not([style*='block-size'])) {
    flex-basis: 100%;
  }
  .above > .status {
    flex: 1 1 23em;
    min-height: var(--_target);
  }
  .above > .triage {
    flex: 1 1 26.5em;
    flex-wrap: nowrap;
    overflow: auto hidden;
    min-inline-size: 0;
    min-height: var(--_target);
    padding: 0 2px;
    white-space: nowrap;
    scrollbar-width: none;
  }
  /* A second line would push the cards down. */
  .above > .triage > *,
  .above > .triage > .tools {
    flex: none;
    flex-wrap: nowrap;
  }
  @container (max-width: 22em) {
    .above > .status {
      min-height: 4em;
    }
  }
  @container (min-width: 70em) {
    .above {
      flex-wrap: nowrap;
    }
    .above:has(> .loud) {
      flex-wrap: wrap;
    }
    .above > .status {
      flex: none;
      min-height: 2.64em;
    }
    .above > .triage {
      flex: 0 1 auto;
    }
  }
  .arrived {
    border-color: var(--_accent);
    color: var(--_accent);
    font-weight: 600;
  }
  .cards {
    display: flow-root;
    min-block-size: 1px;
  }
  .paging {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: center;
    gap: 0.57em;
    padding-block: 0.86em;
  }
  /* Far from the screen, some cards together are as high as they were, and cost nothing. */
  .chunk {
    contain-intrinsic-block-size: auto calc(6 * var(--_card));
  }
  .long > .chunk {
    content-visibility: auto;
  }
  .card {
    display: grid;
    gap: var(--_space);
    margin-block-end: calc(1.5 * var(--_space));
    min-width: 0;
    padding: calc(1.5 * var(--_space)) calc(2 * var(--_space));
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .root {
    --_card: 25.14em;
  }
  .card:hover,
  .card:focus-within {
    border-color: var(--_control-border);
  }
  .card.bare {
    block-size: var(--_card);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 1.14em;
  }
  .headline {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.86em;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .action {
    font-size: 1em;
    font-weight: 600;
  }
  .time-left {
    color: var(--_muted);
    font-size: var(--_small);
  }
  .time-left strong {
    color: var(--_text);
  }
  .soon,
  .soon strong {
    color: var(--_high);
  }
  .prose {
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .label {
    display: block;
    color: var(--_muted);
    font-size: var(--_smallest);
  }
  .extent {
    margin-inline-start: 0.5em;
    font-variant-numeric: tabular-nums;
  }
  .claim {
    padding-inline-start: 0.86em;
    border-inline-start: 3px solid var(--_border);
  }
  blockquote {
    margin: 0;
    font-style: italic;
  }
  .origin {
    display: flex;
    flex-wrap: wrap;
    gap: 0.17em 1.66em;
    margin: 0;
    color: var(--_muted);
    font-size: var(--_smallest);
  }
  .origin div {
    display: flex;
    gap: 0.4em;
    min-width: 0;
  }
  .origin dd {
    margin: 0;
    overflow-wrap: anywhere;
    color: var(--_text);
    font-family: var(--_font-mono);
  }
  .comment {
    display: grid;
    grid-template-columns: auto 1fr;
    align-items: center;
    gap: 0.86em;
    color: var(--_muted);
  }
  textarea {
    min-height: 2.29em;
    resize: vertical;
    color: var(--_text);
    field-sizing: content;
    max-height: 11.43em;
  }
  textarea[readonly] {
    background: var(--_raised);
  }
  .verdict {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.57em 1.71em;
    min-height: 2.29em;
  }
  .verdict button {
    min-width: 6.86em;
    /* Below what stays on the screen. */
    scroll-margin-block-start: 6.86em;
  }
  /* A line of its own, whatever it says: nothing moves when a button arms. */
  .verdict > .guard {
    flex: 1 1 100%;
    min-block-size: 1lh;
  }
  .failure {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.29em 1.14em;
  }
  .failure p {
    overflow-wrap: anywhere;
  }
  .approve:not([aria-disabled='true']) {
    border-color: var(--_ok);
  }
  .outcome::before {
    content: var(--_icon-idle) '\\00A0' / '';
  }
  .outcome.approved {
    color: var(--_ok);
  }
  .outcome.approved::before {
    content: var(--_icon-ok) '\\00A0' / '';
  }
  .outcome.denied,
  .outcome.expired {
    color: var(--_danger);
  }
  .outcome.denied::before,
  .outcome.expired::before {
    content: var(--_icon-denied) '\\00A0' / '';
  }
  .changed {
    color: var(--_warn);
  }
  .changed::before {
    content: var(--_icon-warn) '\\00A0' / '';
  }
  @container (max-width: 34.29em) {
    .comment {
      grid-template-columns: 1fr;
      gap: 0.14em;
    }
    .card {
      padding: calc(1.25 * var(--_space)) calc(1.5 * var(--_space));
    }
  }
  .bulk-rows,
  .similar-rows {
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
`;

/** The styles of the queue and its cards. */
export const styles = [queueStyles, requestStyles, contextStyles, bulkStyles, linkStyles, similarStyles];
