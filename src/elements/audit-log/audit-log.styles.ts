import { css } from 'lit';

const filters = css`
  .filters {
    display: grid;
    grid-template-columns: minmax(14rem, 2fr) repeat(2, minmax(9rem, 1.25fr)) repeat(3, minmax(7rem, 1fr));
    gap: 0.5rem 0.75rem;
    padding-block: 0.5rem;
  }
  .field {
    min-width: 0;
  }
  .field label {
    display: block;
    color: var(--_muted);
    font-size: 0.86em;
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
    gap: 0.375rem 0.5rem;
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
    max-width: 24rem;
    min-width: 0;
    padding-inline-start: 0.625rem;
    border: 1px solid var(--_accent);
    border-radius: 1rem;
    color: var(--_accent);
  }
  .active-filters li > span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .remove {
    flex: none;
    inline-size: 1.5rem;
    min-height: 1.5rem;
    padding: 0;
    border: 0;
    border-radius: 1rem;
    background: none;
    color: inherit;
  }
  .remove::before {
    content: '\\2715' / '';
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
    gap: 0.25rem 0.75rem;
    padding-block: 0.75rem;
  }
`;

const table = css`
  table,
  tbody,
  thead {
    display: block;
  }
  table:focus-visible {
    outline: none;
  }
  tbody {
    content-visibility: auto;
    /* A page of 100 rows, until it has been in sight. */
    contain-intrinsic-block-size: auto calc(100 * var(--_row-height));
  }
  thead {
    position: sticky;
    inset-block-start: 2.5rem;
    z-index: 1;
    background: var(--_surface);
  }
  tr {
    display: grid;
    grid-template-columns:
      13.5rem minmax(6rem, 1.2fr) minmax(6rem, 1fr) minmax(8rem, 1.6fr) minmax(7.5rem, 0.8fr)
      minmax(6rem, 0.6fr);
    column-gap: 0.75rem;
    align-items: center;
    min-block-size: var(--_row-height);
    padding-inline: 0.25rem 0.5rem;
    border-block-end: 1px solid var(--_border);
  }
  th,
  td {
    min-width: 0;
    padding: 0;
    font-weight: 400;
    text-align: start;
  }
  th {
    color: var(--_muted);
    font-size: 0.93em;
  }
  th:first-child {
    padding-inline-start: 1.5rem;
  }
  td {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  tbody tr:hover,
  tbody tr:focus-within {
    background: var(--_raised);
  }
  .toggle {
    inline-size: 1.5rem;
    min-height: 1.5rem;
    padding: 0;
    border-color: transparent;
    background: none;
    color: var(--_muted);
    vertical-align: middle;
  }
  .toggle::before {
    display: inline-block;
    inline-size: 0.4rem;
    block-size: 0.4rem;
    border: solid currentcolor;
    border-width: 2px 2px 0 0;
    content: '';
    transform: rotate(45deg);
  }
  .toggle:dir(rtl)::before {
    transform: rotate(-135deg);
  }
  .toggle[aria-expanded='true']::before {
    transform: translateY(-0.15rem) rotate(135deg);
  }
  .toggle:focus-visible {
    outline-offset: -3px;
  }
  @supports not (content-visibility: auto) {
    thead {
      position: static;
    }
  }
`;

const marks = css`
  .mark {
    white-space: nowrap;
  }
  .mark::before {
    display: inline-block;
    width: 1.3em;
  }
  .outcome-success {
    color: var(--_ok);
  }
  .outcome-success::before {
    content: '\\2713' / '';
  }
  .outcome-failure {
    color: var(--_warn);
    font-weight: 600;
  }
  .outcome-failure::before {
    content: '!' / '';
  }
  .outcome-denied {
    color: var(--_danger);
    font-weight: 600;
  }
  .outcome-denied::before {
    content: '\\2715' / '';
  }
  .class-read {
    color: var(--_muted);
  }
  .class-read::before {
    content: '\\25CB' / '';
  }
  .class-mutate {
    color: var(--_medium);
  }
  .class-mutate::before {
    content: '\\25D0' / '';
  }
  .class-destructive {
    color: var(--_high);
    font-weight: 600;
  }
  .class-destructive::before {
    content: '\\25B2' / '';
  }
  .class-security {
    color: var(--_accent);
  }
  .class-security::before {
    content: '\\25A0' / '';
  }
`;

const details = css`
  tr.open {
    border-block-end-color: transparent;
    background: var(--_raised);
  }
  tr.details {
    display: block;
    padding: 0.25rem 0.75rem 0.75rem 2rem;
    background: var(--_raised);
    box-shadow: inset 3px 0 var(--_accent);
  }
  .details td {
    display: block;
    overflow: visible;
    white-space: normal;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(4rem, max-content) minmax(0, 1fr);
    gap: 0.25rem 1rem;
    align-items: baseline;
    margin: 0;
  }
  dt {
    max-inline-size: 10rem;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  dd {
    min-width: 0;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .detail-actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
    margin-block-start: 0.5rem;
  }
  .notes {
    margin: 0 0 0.5rem;
    padding-inline-start: 1.25rem;
  }
`;

/** Below this width a row becomes a small card, and the filters stand below the search. */
const narrow = css`
  @container (max-width: 54rem) {
    .filters {
      grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr));
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
    tbody {
      contain-intrinsic-block-size: auto 375rem;
    }
    tbody tr:not(.details) {
      grid-template-areas: 'time user outcome' 'action agent class';
      grid-template-columns: minmax(13.5rem, 1fr) minmax(0, 1fr) 7rem;
      align-items: start;
      padding-block: 0.375rem;
    }
    .col-agent,
    .col-user,
    .col-action {
      display: -webkit-box;
      overflow-wrap: anywhere;
      white-space: normal;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 3;
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
      padding-inline-start: 1.75rem;
      font-weight: 600;
    }
    .col-classification {
      grid-area: class;
    }
    .col-outcome {
      grid-area: outcome;
    }
    .col-agent::before,
    .col-user::before {
      margin-inline-end: 0.5em;
      color: var(--_muted);
      font: var(--_font-size) var(--_font);
      content: attr(data-label) / '';
    }
  }
  @container (max-width: 36rem) {
    tbody {
      contain-intrinsic-block-size: auto 640rem;
    }
    tbody tr:not(.details) {
      grid-template-areas: 'time time' 'action outcome' 'agent class' 'user user';
      grid-template-columns: minmax(0, 1fr) 7rem;
      padding-block: 0.5rem;
    }
    .col-agent,
    .col-user {
      padding-inline-start: 1.75rem;
    }
    tr.details {
      padding-inline-start: 0.75rem;
    }
    .details dl {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
    .details dd {
      margin-block-end: 0.375rem;
    }
    .more button {
      flex: 1 0 100%;
    }
  }
`;

export const styles = [filters, bar, table, marks, details, narrow];
