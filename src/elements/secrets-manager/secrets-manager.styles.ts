import { css } from 'lit';

const store = css`
  dl {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 0.25rem 1rem;
    margin: 0;
  }
  dt {
    color: var(--_muted);
  }
  dd {
    min-width: 0;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .store {
    padding-block-end: 0.5rem;
  }
  .enabled,
  .disabled {
    font-weight: 600;
  }
  .enabled {
    color: var(--_ok);
  }
  .enabled::before {
    content: '\\25CF\\00A0' / '';
  }
  .disabled {
    color: var(--_warn);
  }
  .disabled::before {
    content: '\\25A1\\00A0' / '';
  }
  .off {
    max-width: 44rem;
    margin-block: 0.5rem 1rem;
  }
  .notes {
    max-width: 44rem;
    margin: 0 0 0.5rem;
    padding: 0;
    list-style: none;
  }
  .read-only {
    padding-block: 0.25rem;
  }
`;

const tables = css`
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    height: var(--_row-height);
    padding: 0.125rem 0.75rem 0.125rem 0;
    border-block-end: 1px solid var(--_border);
    font-weight: 400;
    text-align: start;
    vertical-align: middle;
    overflow-wrap: anywhere;
  }
  thead th {
    color: var(--_muted);
    font-size: 0.93em;
    white-space: nowrap;
  }
  tbody tr:hover {
    background: var(--_raised);
  }
  tbody th {
    min-width: 10rem;
  }
  .name {
    font-weight: 600;
  }
  .description {
    font-size: 0.93em;
  }
  td time,
  dd time {
    font-family: inherit;
    white-space: nowrap;
  }
  .uses {
    white-space: nowrap;
  }
  .uses::before {
    content: '\\00B7\\00A0' / '';
  }
  .buttons {
    position: relative;
    padding-inline-end: 0;
    text-align: end;
    white-space: nowrap;
  }
  .buttons button {
    min-height: 1.5rem;
    padding-block: 0;
  }
  .buttons button + button {
    margin-inline-start: 0.75rem;
  }
`;

/** Below this width a row becomes a block of labelled lines. */
const narrow = css`
  @container (max-width: 55.99rem) {
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
    thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    table {
      position: relative;
    }
    tbody tr {
      padding-block: 0.5rem;
      border-block-end: 1px solid var(--_border);
    }
    td[data-label] {
      padding-inline-start: 6rem;
    }
    td[data-label]::before {
      display: inline-block;
      margin-inline-start: -6rem;
      width: 6rem;
      color: var(--_muted);
      content: attr(data-label) / '';
    }
    .buttons {
      margin-block-start: 0.5rem;
      text-align: start;
    }
    .buttons button {
      min-height: 2rem;
    }
  }
  @container (max-width: 30rem) {
    .store {
      grid-template-columns: 1fr;
      gap: 0;
    }
    .store dd + dt {
      margin-block-start: 0.25rem;
    }
  }
`;

const form = css`
  h2 {
    font-size: 1.08em;
  }
  .secrets ~ h2 {
    margin-block: 1.5rem 0.5rem;
  }
  form {
    max-width: 40rem;
  }
  form > * + * {
    margin-block-start: 0.75rem;
  }
  .field > label {
    display: block;
    color: var(--_muted);
  }
  .field > input,
  .field > textarea {
    max-width: 32rem;
  }
  textarea {
    display: block;
    min-height: 2rem;
    resize: vertical;
    line-height: 1.4;
    overflow-wrap: anywhere;
  }
  .masked {
    -webkit-text-security: disc;
  }
  /* A browser that cannot mask text shows none at all. */
  @supports not (-webkit-text-security: disc) {
    .masked {
      color: transparent;
      caret-color: var(--_text);
    }
    .masked::selection {
      color: transparent;
    }
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
    font-size: 0.93em;
  }
  .facts > :first-child {
    font-variant-numeric: tabular-nums;
  }
  .warning {
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--_warn);
    color: var(--_warn);
  }
  .field .warning {
    margin-block-start: 0.25rem;
  }
  .replaced dl {
    margin-block-start: 0.5rem;
  }
  .submit {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
  }
  .outcome {
    min-height: 1.5em;
    overflow-wrap: anywhere;
  }
`;

const dialogs = css`
  dialog h2 {
    overflow-wrap: anywhere;
  }
  dialog dl,
  dialog .error,
  dialog .warning,
  dialog .field {
    margin-block-start: 0.75rem;
  }
`;

export const styles = [store, tables, narrow, form, dialogs];
