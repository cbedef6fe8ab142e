import { css } from 'lit';
import { blocksBelow, disclosureStyles, tableStyles } from '../../ui/table/table.styles.js';

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
  td {
    vertical-align: baseline;
  }
  th:first-child {
    padding-inline-start: 2em;
  }
  td:first-child {
    position: relative;
    min-width: 9.14em;
    padding-inline-start: 2em;
  }
  td:nth-child(2) {
    min-width: 10.29em;
  }
  .reason {
    display: -webkit-box;
    min-width: 11.43em;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .details > td {
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
    content: var(--_icon-idle) / '';
  }
  .outcome.approved {
    color: var(--_ok);
  }
  .outcome.approved::before {
    content: var(--_icon-ok) / '';
  }
  .outcome.denied,
  .outcome.expired {
    color: var(--_danger);
  }
  .outcome.denied::before {
    content: var(--_icon-denied) / '';
  }
  .outcome.expired::before {
    content: '\\25F7' / '';
  }
  .automatic {
    display: inline-block;
    padding: 0 0.4em;
    border: 1px dashed var(--_control-border);
    border-radius: var(--_radius-mark);
    color: var(--_muted);
    font-size: var(--_smallest);
    white-space: nowrap;
  }
  .automatic::before {
    content: '\\2699\\FE0E\\00A0' / '';
  }
  .disclosure {
    position: absolute;
    width: 1.71em;
    height: 1.71em;
    inset-block-start: 0.14em;
    inset-inline-start: 0;
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
    content: var(--_icon-warn) '\\00A0' / '';
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

/** Wide enough for columns. */
const roomy = css`59.43em`;

const narrow = css`
  @container (width < ${roomy}) {
    tbody tr.details {
      padding: 0;
    }
    .reason {
      display: -webkit-inline-box;
      min-width: 0;
      vertical-align: top;
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
    .details > td {
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

export const styles = [
  filters,
  tableStyles,
  disclosureStyles,
  table,
  marks,
  details,
  blocksBelow(roomy, css`2em`),
  narrow,
];
