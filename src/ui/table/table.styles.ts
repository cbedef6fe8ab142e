import { css, type CSSResult } from 'lit';

/** The headers of all tables. */
export const headStyles = css`
  [role='columnheader'] {
    color: var(--_muted);
    font-size: var(--_small);
    white-space: nowrap;
  }
`;

/** The sort buttons: in headers, or in a row above cards. */
export const sortStyles = css`
  .sort {
    min-height: var(--_target);
    /* Its border is not seen: its text stands above that of the cells. */
    margin-inline-start: -1px;
    padding: 0;
    border-color: transparent;
    background: none;
    color: inherit;
    white-space: nowrap;
  }
  .sort::after {
    display: inline-block;
    width: 1.2em;
    content: '\\2195' / '';
    text-align: center;
  }
  .sort.ascending,
  .sort.descending {
    color: var(--_text);
    font-weight: 600;
  }
  .sort.ascending::after {
    content: '\\2191' / '';
  }
  .sort.descending::after {
    content: '\\2193' / '';
  }
  .sort-bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 1.14em;
    margin-block-end: 0.29em;
  }
  /* Nothing can be pressed on paper: there the head itself says what its button says. */
  @media print {
    [role='columnheader']:has(.sort)::before {
      content: attr(data-label);
    }
  }
`;

/** The cells of tables with borders between rows. */
export const tableStyles = css`
  ${headStyles}
  ${sortStyles}
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    height: var(--_row-height);
    padding-block: calc(var(--_space) / 4);
    padding-inline: 0 calc(1.5 * var(--_space));
    border-block-end: 1px solid var(--_border);
    font-weight: 400;
    text-align: start;
    vertical-align: middle;
    overflow-wrap: anywhere;
  }
  .more-rows {
    margin-block-start: 0.57em;
  }
  tbody tr:hover {
    background: var(--_raised);
  }
  td time,
  dd time {
    font-family: inherit;
    white-space: nowrap;
  }
  .buttons {
    position: relative;
    padding-inline-end: 0;
    text-align: end;
    white-space: nowrap;
  }
  .buttons button {
    min-height: var(--_target);
    padding-block: 0;
  }
  .buttons button + button {
    margin-inline-start: 0.86em;
  }
  /* So narrow that a time with its zone, or a count, needs a second line. */
  @container (max-width: 25em) {
    td time,
    dd time,
    td .muted,
    td.buttons {
      white-space: normal;
    }
  }
`;

/** The button in the first cell of a row that opens its details. */
export const disclosureStyles = css`
  .disclosure {
    min-width: var(--_target);
    min-height: var(--_target);
    padding: 0;
    border-color: transparent;
    background: none;
    color: var(--_muted);
  }
  .disclosure::before {
    display: inline-block;
    width: 0.46em;
    height: 0.46em;
    border: solid currentcolor;
    border-width: 2px 2px 0 0;
    content: '';
    transform: rotate(45deg);
  }
  .disclosure:dir(rtl)::before {
    transform: rotate(-135deg);
  }
  .disclosure[aria-expanded='true']::before {
    transform: translateY(-0.17em) rotate(135deg);
  }
  .disclosure:focus-visible {
    outline-offset: -3px;
  }
`;

/** What stands for rows that are not in the DOM. */
export const spacerStyles = css`
  tbody tr.spacer {
    display: block;
    min-block-size: 0;
    padding: 0;
    border: 0;
  }
  .spacer td {
    display: none;
  }
`;

/**
 * The narrow layout: each row is a block of lines, each beginning with its cell's `data-label`.
 *
 * @param width the container width from which columns are used.
 * @param indent the space before the labels, for a button.
 */
export const blocksBelow = (width: CSSResult, indent: CSSResult = css`0em`): CSSResult => css`
  @container (width < ${width}) {
    table,
    tbody,
    tr,
    th,
    td {
      display: block;
      height: auto;
      padding: 0;
      border: 0;
    }
    thead:not(.sortable),
    .sortable th:not(:has(.sort)) {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .sortable,
    .sortable tr {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 1.14em;
    }
    .sortable tr::before {
      color: var(--_muted);
      content: attr(data-label) / '';
    }
    @media print {
      .sortable {
        display: none;
      }
    }
    table {
      position: relative;
    }
    tbody tr {
      padding-block: 0.57em;
      border-block-end: 1px solid var(--_border);
    }
    td[data-label] {
      position: relative;
      padding-inline-start: calc(6.86em + ${indent});
    }
    td[data-label]::before {
      display: inline-block;
      margin-inline-start: -6.86em;
      width: 6.86em;
      color: var(--_muted);
      content: attr(data-label) / '';
    }
    .buttons {
      margin-block-start: 0.57em;
      text-align: start;
    }
    .buttons button {
      min-height: 2.29em;
    }
  }
`;
