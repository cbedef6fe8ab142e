import { css } from 'lit';

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
    min-width: 8rem;
    font-weight: 600;
  }
  td time {
    font-family: inherit;
    white-space: nowrap;
  }
  .id,
  .prefix {
    display: inline-block;
  }
  /* A long name must not squeeze the id. */
  td:nth-child(2) {
    min-width: 9.5rem;
  }
  .prefix {
    margin-inline-start: 0.5rem;
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
  .badge {
    display: inline-block;
    padding: 0 0.4em;
    border: 1px solid var(--_accent);
    border-radius: 1em;
    color: var(--_accent);
    font-size: 0.86em;
    font-weight: 400;
    white-space: nowrap;
  }
  details {
    margin-block-start: 0.5rem;
  }
  summary {
    min-height: 1.75rem;
    color: var(--_muted);
    cursor: pointer;
  }
`;

/** Below this width a row becomes a block of labelled lines. */
const narrow = css`
  @container (max-width: 61.99rem) {
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
      display: grid;
      grid-template-columns: 6rem 1fr;
      justify-items: start;
    }
    td[data-label]::before {
      color: var(--_muted);
      content: attr(data-label) / '';
    }
    td > .prefix {
      grid-column: 2;
      margin-inline-start: 0;
    }
    .buttons {
      margin-block-start: 0.5rem;
      text-align: start;
    }
    .buttons button {
      min-height: 2rem;
    }
  }
`;

const form = css`
  .read-only {
    padding-block: 0.25rem;
  }
  h2 {
    font-size: 1.08em;
  }
  .active ~ h2 {
    margin-block: 1.5rem 0.5rem;
  }
  form {
    max-width: 40rem;
  }
  form > * + * {
    margin-block-start: 0.75rem;
  }
  fieldset {
    margin-inline: 0;
    padding: 0;
    border: 0;
  }
  .field > label,
  legend {
    display: block;
    padding: 0;
    color: var(--_muted);
  }
  .field > input {
    max-width: 24rem;
  }
  .scope {
    display: grid;
    grid-template-columns: 1.5rem 3.5rem 1fr;
    align-items: start;
    min-height: 1.75rem;
    padding-block: 0.25rem;
  }
  .scope input {
    margin-block-start: 0.2em;
  }
  .scope label {
    font-family: var(--_font-mono);
  }
  .warning {
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--_warn);
    color: var(--_warn);
  }
  .submit {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
  }
`;

const dialogs = css`
  dialog h2 {
    overflow-wrap: anywhere;
  }
  dl {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 0.25rem 1rem;
    margin: 0.75rem 0 0;
  }
  dt {
    color: var(--_muted);
  }
  dd {
    min-width: 0;
    margin: 0;
    overflow-wrap: anywhere;
  }
  dialog .error,
  dialog .warning {
    margin-block-start: 0.75rem;
  }
  .secret {
    display: block;
    padding: 0.25rem 0.5rem;
    border: 1px solid var(--_control-border);
    border-radius: var(--_radius);
    background: var(--_raised);
    direction: ltr;
    overflow-wrap: anywhere;
    user-select: all;
  }
  .note {
    min-height: 1.5em;
    margin-block-start: 0.5rem;
  }
`;

export const styles = [tables, narrow, form, dialogs];
