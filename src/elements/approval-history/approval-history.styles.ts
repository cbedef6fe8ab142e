import { css } from 'lit';

const filters = css`
  .filters {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.57em 1.14em;
    padding-block-start: 0.57em;
  }
  .filter {
    display: flex;
    flex: 0 1 auto;
    min-width: 0;
    align-items: center;
    gap: 0.57em;
  }
  .filter label {
    color: var(--_muted);
  }
  .filter input,
  .filter select {
    width: 13.71em;
    min-width: 0;
  }
  .export {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.29em 1.14em;
    padding-block: 0.57em;
    color: var(--_muted);
  }
  .arrived {
    border-color: var(--_accent);
    color: var(--_accent);
    font-weight: 600;
  }
  .arrived::before {
    content: '\\2191\\00A0' / '';
  }
`;

const table = css`
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    height: var(--_row-height);
    padding: 0.14em 0.86em 0.14em 0;
    border-block-end: 1px solid var(--_border);
    font-weight: 400;
    text-align: start;
    vertical-align: baseline;
    overflow-wrap: anywhere;
  }
  th {
    color: var(--_muted);
    font-size: 0.93em;
    white-space: nowrap;
  }
  th:first-child {
    padding-inline-start: 2em;
  }
  tbody tr:not(.opened):hover {
    background: var(--_raised);
  }
  td:first-child {
    position: relative;
    min-width: 9.14em;
    padding-inline-start: 2em;
  }
  td:nth-child(2) {
    min-width: 10.29em;
  }
  td time {
    white-space: nowrap;
  }
  .reason {
    display: -webkit-box;
    min-width: 11.43em;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .opened > td {
    padding: 0.57em 0.86em 0.86em 2em;
    background: var(--_raised);
  }
`;

const marks = css`
  .outcome {
    white-space: nowrap;
  }
  .outcome::before {
    display: inline-block;
    width: 1.3em;
    content: '\\25CB' / '';
  }
  .outcome.approved {
    color: var(--_ok);
  }
  .outcome.approved::before {
    content: '\\2713' / '';
  }
  .outcome.denied,
  .outcome.expired {
    color: var(--_danger);
  }
  .outcome.denied::before {
    content: '\\2715' / '';
  }
  .outcome.expired::before {
    content: '\\25F7' / '';
  }
  .automatic {
    display: inline-block;
    padding: 0 0.4em;
    border: 1px dashed var(--_control-border);
    border-radius: 1em;
    color: var(--_muted);
    font-size: 0.86em;
    white-space: nowrap;
  }
  .automatic::before {
    content: '\\2699\\FE0E\\00A0' / '';
  }
  .disclosure {
    position: absolute;
    width: 1.71em;
    height: 1.71em;
    min-width: var(--_target);
    min-height: var(--_target);
    padding: 0;
    border-color: transparent;
    background: none;
    color: var(--_muted);
    inset-block-start: 0.14em;
    inset-inline-start: 0;
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
`;

const details = css`
  .details dl {
    display: grid;
    grid-template-columns: minmax(4.57em, max-content) minmax(0, 1fr);
    gap: 0.29em 1.14em;
    margin: 0;
  }
  .details dt {
    max-width: 12.57em;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .details dd {
    min-width: 0;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .details pre {
    background: var(--_surface);
  }
  .warning {
    margin-block-end: 0.57em;
    color: var(--_warn);
  }
  .warning::before {
    content: '\\25B2\\00A0' / '';
  }
  .copy {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.29em 0.86em;
    margin-block-start: 0.57em;
  }
  .paging {
    padding-block: 0.86em;
    text-align: center;
  }
`;

/** Below this width a row becomes a block of labelled lines. */
const narrow = css`
  @container (max-width: 59.42em) {
    table,
    tbody,
    tr,
    td {
      display: block;
      height: auto;
      padding: 0;
      border: 0;
    }
    table {
      position: relative;
    }
    thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    tbody tr {
      padding-block: 0.57em;
      border-block-end: 1px solid var(--_border);
    }
    td[data-label] {
      display: grid;
      grid-template-columns: 7.14em minmax(0, 1fr);
      padding-inline-start: 2em;
    }
    td[data-label]::before {
      grid-row: 1;
      color: var(--_muted);
      content: attr(data-label) / '';
    }
    td[data-label] > :not(.disclosure) {
      grid-column: 2;
      justify-self: start;
    }
    tbody tr.opened {
      padding: 0;
    }
  }
  @container (max-width: 34.29em) {
    .filter {
      flex: 1 1 100%;
    }
    .filter label {
      flex: 0 0 5.14em;
    }
    .filter input,
    .filter select {
      flex: 1;
      width: auto;
    }
    .opened > td {
      padding-inline: 0.86em;
    }
    .details dl {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
    .details dd {
      margin-block-end: 0.43em;
    }
  }
`;

export const styles = [filters, table, marks, details, narrow];
