import { css } from 'lit';
import { capabilityStyles } from '../../ui/base/capability.js';
import { blocksBelow, tableStyles } from '../../ui/table/table.styles.js';

const tables = css`
  td .muted {
    white-space: nowrap;
  }
  tbody th {
    min-width: 9.14em;
    font-weight: 600;
  }
  .id,
  .prefix {
    display: inline-block;
  }
  /* A long name must not squeeze the id. */
  td.col-id {
    min-width: 10.86em;
  }
  td .prefix {
    margin-inline-start: 0.57em;
    overflow-wrap: anywhere;
    white-space: normal;
  }
  .arrived {
    border-color: var(--_accent);
    color: var(--_accent);
    font-weight: 600;
  }
  .badge {
    display: inline-block;
    padding: 0 0.4em;
    border: 1px solid var(--_accent);
    border-radius: var(--_radius-mark);
    color: var(--_accent);
    font-size: var(--_smallest);
    font-weight: 400;
    white-space: nowrap;
  }
  details {
    margin-block-start: 0.57em;
  }
  summary {
    min-height: 2em;
    color: var(--_muted);
    cursor: pointer;
  }
`;

/** Wide enough for columns. */
const roomy = css`70.86em`;

const form = css`
  .read-only {
    padding-block: 0.29em;
  }
  h2 {
    font-size: 1.08em;
  }
  .active ~ h2 {
    margin-block: 1.71em 0.57em;
  }
  form {
    max-width: 45.71em;
  }
  form > * + * {
    margin-block-start: 0.86em;
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
    max-width: 27.43em;
  }
  .scope {
    display: grid;
    grid-template-columns: 1.71em 4em 1fr;
    align-items: start;
    min-height: 2em;
    padding-block: 0.29em;
  }
  .scope input {
    margin-block-start: 0.2em;
  }
  .scope label {
    font-family: var(--_font-mono);
  }
  th .refusal {
    max-width: 29.71em;
    font-weight: 400;
  }
  .losses > * + * {
    margin-block-start: 0.5rem;
  }
  .losses ul {
    margin: 0.25rem 0 0;
    padding-inline-start: 1.5rem;
    overflow-wrap: anywhere;
  }
  .waits {
    max-width: 29.71em;
    color: var(--_warn);
    font-weight: 400;
  }
  .warning {
    padding-inline-start: 0.86em;
    border-inline-start: 3px solid var(--_warn);
    color: var(--_warn);
  }
  .lost .warning {
    margin-block-end: 0.86em;
    overflow-wrap: anywhere;
  }
  .lost ul {
    margin: 0.43em 0;
    padding: 0;
    list-style: none;
  }
  .lost li + li {
    margin-block-start: 0.43em;
  }
  .field .suspicion {
    overflow-wrap: anywhere;
  }
  .submit {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.29em 0.86em;
  }
`;

const dialogs = css`
  dialog h2 {
    overflow-wrap: anywhere;
  }
  dl {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 0.29em 1.14em;
    margin: 0.86em 0 0;
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
  dialog .warning,
  dialog .waits {
    margin-block-start: 0.86em;
  }
  dialog .actions > .muted {
    margin-inline-end: auto;
    align-self: center;
  }
  dd > .warning {
    margin-block: 0 0.57em;
  }
  .secret {
    display: block;
    padding: 0.29em 0.57em;
    border: 1px solid var(--_control-border);
    border-radius: var(--_radius);
    background: var(--_raised);
    direction: ltr;
    overflow-wrap: anywhere;
    user-select: all;
  }
  .note {
    min-height: 1.5em;
    margin-block-start: 0.57em;
  }
`;

export const styles = [tableStyles, tables, blocksBelow(roomy), capabilityStyles, form, dialogs];
