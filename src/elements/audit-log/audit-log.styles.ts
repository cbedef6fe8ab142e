import { css } from 'lit';
import { blocksBelow } from '../../ui/table/table.styles.js';
import { tableStyles } from './entry-table.styles.js';

const filters = css`
  .filters {
    display: grid;
    grid-template-columns: minmax(16em, 2fr) repeat(2, minmax(10.29em, 1.25fr)) repeat(3, minmax(8em, 1fr));
    gap: 0.57em 0.86em;
    padding-block: 0.57em;
  }
  .field {
    min-width: 0;
  }
  .field label {
    display: block;
    color: var(--_muted);
    font-size: var(--_smallest);
  }
  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  .active-filters,
  .active-filters ul {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.43em 0.57em;
    min-width: 0;
  }
  .active-filters ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .active-filters li {
    display: flex;
    align-items: center;
    max-width: 27.43em;
    min-width: 0;
    padding-inline-start: 0.71em;
    border: 1px solid var(--_accent);
    border-radius: var(--_radius-mark);
    color: var(--_accent);
  }
  .active-filters li > span {
    display: flex;
    min-width: 0;
  }
  .active-filters .label {
    flex: none;
    margin-inline-end: 0.36em;
  }
  /* It has the direction of its text, so that its end is cut and not its beginning. */
  .active-filters .value {
    overflow: hidden;
    text-overflow: ellipsis;
    unicode-bidi: plaintext;
    white-space: nowrap;
  }
  .remove {
    flex: none;
    inline-size: var(--_target);
    min-height: var(--_target);
    padding: 0;
    border: 0;
    border-radius: var(--_radius-mark);
    background: none;
    color: inherit;
  }
  .remove::before {
    content: var(--_icon-denied) / '';
  }
`;

const height = css`
  :host {
    display: flex;
    flex-direction: column;
  }
  .root {
    flex: none;
  }
  /* The host gives less height than there is to show. */
  .root.bounded {
    flex: 0 1 auto;
    min-block-size: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
  }
`;

const bar = css`
  .status {
    position: sticky;
    top: 0;
    z-index: 2;
    background: var(--_surface);
  }
  .count,
  .more {
    font-variant-numeric: tabular-nums;
  }
  .arrived {
    border-color: var(--_accent);
    color: var(--_accent);
    font-weight: 600;
  }
  .arrived::before {
    content: '\\2191\\00A0' / '';
  }
  .arrived[hidden] {
    display: none;
  }
  .more {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.29em 0.86em;
    padding-block: 0.86em;
  }
`;

/** Wide enough for rows of two lines; below it, each cell has its own line. */
const twoLines = css`41.15em`;

/** Below the first width a row becomes a card, and the filters are below the search. */
const narrow = css`
  @container (max-width: 61.71em) {
    .filters {
      grid-template-columns: repeat(auto-fit, minmax(9.14em, 1fr));
    }
    .field-search {
      grid-column: 1 / -1;
    }
    thead {
      position: absolute;
      inset-block-start: 0;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    table {
      position: relative;
    }
    td {
      white-space: normal;
    }
    .clamped {
      display: -webkit-inline-box;
      overflow: hidden;
      overflow-wrap: anywhere;
      vertical-align: top;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 3;
    }
  }
  @container (${twoLines} <= width <= 61.71em) {
    tbody {
      contain-intrinsic-block-size: auto 428.57em;
    }
    tbody tr:not(.details) {
      grid-template-areas: 'time user outcome' 'action agent class';
      grid-template-columns: minmax(15.43em, 1fr) minmax(0, 1fr) 8em;
      align-items: start;
      padding-block: 0.43em;
    }
    .col-time {
      grid-area: time;
    }
    .col-agent {
      grid-area: agent;
    }
    .col-user {
      grid-area: user;
    }
    .col-action {
      grid-area: action;
      padding-inline-start: 2em;
      font-weight: 600;
    }
    .col-classification {
      grid-area: class;
    }
    .col-outcome {
      grid-area: outcome;
    }
    td[data-label]:not(.col-time, .col-action, .col-classification, .col-outcome)::before {
      margin-inline-end: 0.5em;
      color: var(--_muted);
      font: var(--_font-size) var(--_font);
      content: attr(data-label) / '';
    }
  }
  @container (width < ${twoLines}) {
    tbody {
      contain-intrinsic-block-size: auto 1020em;
    }
    .col-action .clamped {
      font-weight: 600;
    }
    .disclosure {
      position: absolute;
      inset-block-start: 0;
      inset-inline-start: 0;
    }
    tr.details {
      padding-inline-start: 0.86em;
    }
    .details dl {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
    .details dd {
      margin-block-end: 0.43em;
    }
    .more button {
      flex: 1 0 100%;
    }
  }
`;

const print = css`
  @media print {
    .filters,
    .active-filters,
    .more {
      display: none;
    }
    td {
      white-space: normal;
    }
    .clamped {
      overflow-wrap: anywhere;
      -webkit-line-clamp: none;
    }
  }
`;

export const styles = [height, filters, bar, tableStyles, blocksBelow(twoLines, css`2em`), narrow, print];
