import { css } from 'lit';
import { tracksOf } from '../../ui/table/column.js';
import { disclosureStyles, headStyles, spacerStyles } from '../../ui/table/table.styles.js';
import { columns } from './columns.js';

const table = css`
  table,
  tbody,
  thead {
    display: block;
  }
  table:focus-visible {
    outline: none;
  }
  /* Not the first, which is in sight: there rows that arrive would count as a jump (see SteadyRows). */
  tbody + tbody {
    content-visibility: auto;
    /* 50 rows, until they have been in sight. */
    contain-intrinsic-block-size: auto calc(50 * var(--_row-height));
  }
  thead {
    position: sticky;
    inset-block-start: 2.86em;
    z-index: 1;
    background: var(--_surface);
  }
  tr {
    display: grid;
    grid-template-columns: ${tracksOf(columns)};
    column-gap: 0.86em;
    align-items: center;
    min-block-size: var(--_row-height);
    padding-inline: 0.29em 0.57em;
    border-block-end: 1px solid var(--_border);
  }
  th,
  td {
    min-width: 0;
    padding: 0;
    font-weight: 400;
    text-align: start;
  }
  th:first-child {
    padding-inline-start: 1.71em;
  }
  .col-agent .clamped,
  .col-action .clamped {
    font-family: var(--_font-mono);
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
  }
  td {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  /* Each has the direction of its text, so that its end is cut and not its beginning. */
  td:dir(rtl) {
    text-align: right;
    unicode-bidi: plaintext;
  }
  tbody tr:hover,
  tbody tr:focus-within {
    background: var(--_raised);
  }
  .disclosure {
    vertical-align: middle;
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
    content: var(--_icon-ok) / '';
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
    content: var(--_icon-denied) / '';
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
    padding: 0.29em 0.86em 0.86em 2.29em;
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
    grid-template-columns: minmax(4.57em, max-content) minmax(0, 1fr);
    gap: 0.29em 1.14em;
    align-items: baseline;
    margin: 0;
  }
  dt {
    max-inline-size: 11.43em;
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
    gap: 0.29em 0.86em;
    margin-block-start: 0.57em;
  }
  .notes {
    max-width: 73.73em;
    margin: 0 0 0.61em;
    padding: 0;
    font-size: var(--_small);
    list-style: none;
    text-wrap: pretty;
  }
`;

/** The table, its marks and the details of an entry, where there is room for columns. */
export const tableStyles = [headStyles, disclosureStyles, table, marks, details, spacerStyles];
