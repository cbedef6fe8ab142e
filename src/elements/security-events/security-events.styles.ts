import { css, unsafeCSS } from 'lit';
import { tracksOf } from '../../ui/table/column.js';
import { headStyles } from '../../ui/table/table.styles.js';
import { columns } from './columns.js';
import { detailsStyles } from './event-details.styles.js';
import { toolbarStyles } from './toolbar.styles.js';

const layout = css`
  :host {
    block-size: calc(32 * var(--_font-size));
    min-block-size: calc(14 * var(--_font-size));
    overflow: hidden;
  }
  .root {
    block-size: 100%;
    min-block-size: 14em;
  }
  .frame {
    display: flex;
    flex-direction: column;
    block-size: 100%;
  }
  .frame.data {
    display: grid;
    grid-template:
      'toolbar count status' auto
      'about about about' auto
      'filters filters filters' auto
      'main main main' minmax(0, 1fr)
      'older older older' auto / minmax(0, max-content) minmax(0, max-content) minmax(0, 1fr);
  }
  .status {
    grid-area: status;
    justify-content: flex-end;
    padding-inline: 0.86em;
    text-align: end;
  }
  .older {
    display: flex;
    flex-wrap: wrap;
    grid-area: older;
    align-items: center;
    gap: 0.29em 0.86em;
    padding: 0.29em 0.57em;
    border-block-start: 1px solid var(--_border);
  }
  .main {
    display: grid;
    grid-area: main;
    /* Rows are drawn for the room there is: where the page leaves the height open, it is this. */
    contain: size;
    contain-intrinsic-block-size: 26em;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    border-block-start: 1px solid var(--_border);
  }
  .main.split {
    grid-template-columns: minmax(0, 1fr) minmax(20.57em, 38%);
  }
  .list {
    position: relative;
    min-block-size: 0;
  }
  .list .state {
    position: absolute;
    inset-block-start: 3.43em;
    inset-inline: 0;
  }
`;

const table = css`
  .table {
    /* As wide as the button before the time, whatever the size of the text that is indented. */
    --_indent: max(24px, calc(1.7 * var(--_font-size)));
    position: relative;
    block-size: 100%;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-gutter: stable;
    /* Rows that arrive above must not move what is read: the element itself sees to that. */
    overflow-anchor: none;
  }
  .table:focus-visible {
    outline-offset: -2px;
  }
  .head {
    position: sticky;
    z-index: 1;
    inset-block-start: 0;
    border-block-end: 1px solid var(--_border);
    background: var(--_surface);
  }
  .body {
    position: relative;
    overflow: hidden;
  }
  .rows {
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
  }
  .probe,
  .row {
    block-size: var(--_row-height);
  }
  .probe {
    position: absolute;
    inset-block-start: 0;
    inline-size: 1px;
    visibility: hidden;
  }
  .row {
    display: grid;
    grid-template-columns: ${tracksOf(columns)};
    align-items: center;
    gap: calc(0.86 * var(--_font-size));
    padding-inline: calc(0.57 * var(--_font-size)) calc(0.86 * var(--_font-size));
    overflow: hidden;
  }
  .rows .row {
    border-block-end: 1px solid color-mix(in srgb, var(--_border) 55%, transparent);
    contain: strict;
    cursor: default;
  }
  .rows .row:hover,
  .rows .row:focus-within {
    background: var(--_raised);
  }
  .rows .row[aria-current] {
    background: color-mix(in srgb, var(--_accent) 12%, var(--_surface));
    box-shadow: inset 3px 0 var(--_accent);
  }
  .rows .row.routine {
    color: var(--_muted);
  }
  .clock-off,
  .reused-id {
    color: var(--_warn);
    font-size: var(--_smallest);
    font-weight: 600;
  }
  .col-time .clock-off,
  .col-time .reused-id {
    margin-inline-start: 0.43em;
  }
  .rows .row.gap {
    background: var(--_raised);
    color: var(--_warn);
    font-weight: 600;
  }
  .cell {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    white-space-collapse: preserve;
  }
  .rows .col-action {
    display: flex;
    gap: 0.86em;
  }
  .what,
  .how {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  /* Each has the direction of its text, so that its end is cut and not its beginning. */
  .cell:not(.col-time):dir(rtl),
  :is(.what, .how):dir(rtl) {
    text-align: right;
    unicode-bidi: plaintext;
  }
  .what {
    flex: 2 1 0;
  }
  .how {
    flex: 3 1 0;
    font-family: var(--_font);
  }
  .outcome {
    font-weight: 600;
  }
  .outcome-success,
  .outcome-approved {
    color: var(--_ok);
    font-weight: 400;
  }
  .outcome-denied,
  .outcome-failure {
    color: var(--_danger);
  }
  .outcome-expired,
  .outcome-withdrawn {
    color: var(--_warn);
  }
  .outcome-success::before,
  .outcome-approved::before {
    content: var(--_icon-ok) '\\00A0' / '';
  }
  .outcome-denied::before {
    content: '\\2298\\00A0' / '';
  }
  .outcome-failure::before {
    content: '\\2717\\00A0' / '';
  }
  .outcome-expired::before,
  .outcome-withdrawn::before {
    content: '\\25CC\\00A0' / '';
  }
  .message {
    color: var(--_muted);
  }
  .rows .col-agent,
  .rows .col-action {
    font-family: var(--_font-mono);
    font-size: var(--_small);
  }
  .head .col-time,
  .cell.note {
    padding-inline-start: var(--_indent);
  }
  .cell.note {
    grid-column: 1 / -1;
  }
`;

/** The lines of a row in the narrow layout: three for the placed columns, one for each two others. */
const lines = unsafeCSS(3 + Math.ceil((columns.length - 5) / 2));

/* Rows of several lines, with the details below: everything in a row is visible down to 320 px. */
const narrow = css`
  @container (max-width: 50.29em) {
    .main.split {
      grid-template: minmax(0, 1fr) minmax(0, 1fr) / minmax(0, 1fr);
    }
    .side {
      border-block-start: 1px solid var(--_control-border);
      border-inline-start: 0;
    }
  }
  @container (max-width: 41.14em) {
    .frame.data {
      grid-template:
        'toolbar toolbar' auto
        'count status' auto
        'about about' auto
        'filters filters' auto
        'main main' minmax(0, 1fr)
        'older older' auto / minmax(0, max-content) minmax(9.14em, 1fr);
    }
    .status {
      padding-inline-start: 0;
    }
    .head .row {
      block-size: calc((${lines} - 1) * var(--_row-height));
    }
    .probe,
    .rows .row {
      block-size: calc(${lines} * 0.75 * var(--_row-height));
    }
    .rows .col-agent,
    .what,
    .how {
      line-height: 1.35;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      align-content: center;
      gap: 0 calc(0.57 * var(--_font-size));
    }
    .cell {
      flex: 1 0 calc(50% - 0.62em);
      order: 6;
      padding-inline-start: var(--_indent);
    }
    .rows .col-time,
    .col-action,
    .col-risk,
    .col-user {
      padding-inline-start: 0;
    }
    .col-time {
      flex: 0 0 calc(10 * var(--_font-size));
      order: 0;
    }
    .col-risk {
      flex: 0 0 calc(5.5 * var(--_font-size));
      order: 1;
    }
    .col-user {
      flex: 1 0 calc(100% - 16.7 * var(--_font-size));
      order: 2;
    }
    .col-agent {
      flex: 0 0 50%;
      order: 3;
      padding-inline-start: var(--_indent);
    }
    .col-action {
      flex: 1 0 calc(50% - 0.62em);
      order: 4;
    }
    .rows .col-action {
      display: contents;
    }
    .what {
      flex: 1 0 calc(50% - 0.62em);
      order: 4;
    }
    .how {
      flex: 1 0 100%;
      order: 5;
      padding-inline-start: var(--_indent);
      font-size: var(--_small);
    }
    .col-time .clock-off,
    .col-time .reused-id {
      margin-inline-start: 0.19em;
      font-size: var(--_smallest);
    }
    .cell.note {
      flex: 1 1 auto;
      white-space: normal;
    }
  }
  /* No room for the user beside the risk: it has the agent beside it, and the action a line of its own. */
  @container (max-width: 21.5em) {
    .head .row {
      block-size: calc(${lines} * var(--_row-height));
    }
    .probe,
    .rows .row {
      block-size: calc((${lines} * 0.75 + 0.85) * var(--_row-height));
    }
    .col-time {
      flex-basis: min(10 * var(--_font-size), 100% - 6.2 * var(--_font-size));
    }
    .col-user {
      /* By the size of the row's text, not of its own, as the gap is. */
      flex: 0 0 calc(35% - 0.57 * var(--_font-size));
      padding-inline-start: var(--_indent);
    }
    .col-agent {
      flex: 1 0 65%;
      padding-inline-start: 0;
    }
    .head .col-action,
    .what {
      flex: 1 0 100%;
      padding-inline-start: var(--_indent);
    }
  }
`;

const forced = css`
  @media (forced-colors: active) {
    .rows .row:hover,
    .rows .row:focus-within {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;

/* Print: rows in flow, each as high as its content. */
const print = css`
  @media print {
    .frame.data,
    .main,
    .main.split {
      display: block;
      contain: none;
    }
    .toolbar,
    .filters {
      display: none;
    }
    .table,
    .details,
    .about {
      block-size: auto;
      overflow: visible;
    }
    .head,
    .rows {
      position: static;
    }
    .body {
      block-size: auto !important;
      overflow: visible;
    }
    .rows {
      transform: none !important;
    }
    .rows .row {
      block-size: auto;
      min-block-size: var(--_row-height);
      contain: none;
    }
    .rows .col-action {
      display: block;
    }
    .how {
      display: block;
    }
    .cell,
    .what,
    .how {
      overflow-wrap: anywhere;
      white-space: normal;
    }
  }
`;

export const styles = [layout, toolbarStyles, headStyles, table, detailsStyles, narrow, forced, print];
