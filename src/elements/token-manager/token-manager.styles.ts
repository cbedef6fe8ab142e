import { css } from 'lit';
import { capabilityStyles } from '../shared/capability.js';
import { blocksBelow, tableStyles } from '../shared/table.styles.js';

const tables = css`
  td .muted {
    white-space: nowrap;
  }
  tbody th {
    min-width: 8rem;
    font-weight: 600;
  }
  .id,
  .prefix {
    display: inline-block;
  }
  /* A long name must not squeeze the id. */
  td:nth-child(2) {
    min-width: 9.5rem;
  }
  td .prefix {
    margin-inline-start: 0.5rem;
    overflow-wrap: anywhere;
    white-space: normal;
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

/** From this width on there is room for columns. */
const roomy = css`62rem`;

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
  th .refusal {
    max-width: 26rem;
    font-weight: 400;
  }
  .waits {
    max-width: 26rem;
    color: var(--_warn);
    font-weight: 400;
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
  dialog .warning,
  dialog .waits {
    margin-block-start: 0.75rem;
  }
  dialog .actions > .muted {
    margin-inline-end: auto;
    align-self: center;
  }
  dd > .warning {
    margin-block: 0 0.5rem;
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

export const styles = [tableStyles, tables, blocksBelow(roomy), capabilityStyles, form, dialogs];
