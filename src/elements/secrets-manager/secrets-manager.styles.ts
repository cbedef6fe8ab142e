import { css } from 'lit';
import { capabilityStyles } from '../../ui/base/capability.js';
import { blocksBelow, tableStyles } from '../../ui/table/table.styles.js';

const store = css`
  dl {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 0.29em 1.14em;
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
    padding-block-end: 0.57em;
  }
  .enabled,
  .disabled {
    font-weight: 600;
  }
  .enabled {
    color: var(--_ok);
  }
  .enabled::before {
    content: var(--_icon-live) '\\00A0' / '';
  }
  .disabled {
    color: var(--_warn);
  }
  .disabled::before {
    content: '\\25A1\\00A0' / '';
  }
  .off {
    max-width: 50.29em;
    margin-block: 0.57em 1.14em;
  }
  .read-only {
    padding-block: 0.29em;
  }
`;

const tables = css`
  caption {
    padding-block-end: 0.29em;
    font-weight: 600;
    text-align: start;
  }
  tbody th {
    min-width: 11.43em;
  }
  .name {
    font-weight: 600;
  }
  .description {
    font-size: var(--_small);
  }
  th .refusal {
    max-width: 29.71em;
  }
  .uses {
    white-space: nowrap;
  }
  .uses::before {
    content: '\\00B7\\00A0' / '';
  }
`;

/** Wide enough for columns. */
const roomy = css`64em`;

const narrow = css`
  @container (width < ${roomy}) {
    caption {
      display: block;
    }
  }
  @container (max-width: 34.29em) {
    .store {
      grid-template-columns: 1fr;
      gap: 0;
    }
    .store dd + dt {
      margin-block-start: 0.29em;
    }
  }
`;

const form = css`
  h2 {
    font-size: 1.08em;
  }
  .secrets ~ h2 {
    margin-block: 1.71em 0.57em;
  }
  form {
    max-width: 45.71em;
  }
  form > * + * {
    margin-block-start: 0.86em;
  }
  .field > label {
    display: block;
    color: var(--_muted);
  }
  .field > input,
  .field > textarea {
    max-width: 36.57em;
  }
  textarea {
    display: block;
    min-height: 2.29em;
    resize: vertical;
    line-height: 1.4;
    overflow-wrap: anywhere;
  }
  .concealed {
    -webkit-text-security: disc;
  }
  /* A browser that cannot mask text shows none at all. */
  @supports not (-webkit-text-security: disc) {
    .concealed {
      color: transparent;
      caret-color: var(--_text);
    }
    .concealed::selection {
      color: transparent;
    }
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.23em;
    font-size: var(--_small);
  }
  .facts > :first-child {
    font-variant-numeric: tabular-nums;
  }
  .warning {
    padding-inline-start: 0.86em;
    border-inline-start: 3px solid var(--_warn);
    color: var(--_warn);
  }
  .field .warning {
    margin-block-start: 0.29em;
  }
  .replaced dl {
    margin-block-start: 0.57em;
  }
  .field .suspicion,
  .shown-name {
    overflow-wrap: anywhere;
  }
  .submit {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.29em 0.86em;
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
  dialog .actions > .muted {
    margin-inline-end: auto;
    align-self: center;
  }
  dialog dl,
  dialog .error,
  dialog .warning,
  dialog .field {
    margin-block-start: 0.86em;
  }
`;

export const styles = [tableStyles, store, tables, blocksBelow(roomy), narrow, capabilityStyles, form, dialogs];
