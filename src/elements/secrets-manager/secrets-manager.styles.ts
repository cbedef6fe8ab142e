import { css } from 'lit';
import { capabilityStyles } from '../shared/capability.js';
import { blocksBelow, tableStyles } from '../shared/table.styles.js';

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
  .read-only {
    padding-block: 0.25rem;
  }
`;

const tables = css`
  caption {
    padding-block-end: 0.25rem;
    font-weight: 600;
    text-align: start;
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
  .uses {
    white-space: nowrap;
  }
  .uses::before {
    content: '\\00B7\\00A0' / '';
  }
`;

/** From this width on there is room for columns. */
const roomy = css`56rem`;

const narrow = css`
  @container (width < ${roomy}) {
    caption {
      display: block;
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
  dialog .actions > .muted {
    margin-inline-end: auto;
    align-self: center;
  }
  dialog dl,
  dialog .error,
  dialog .warning,
  dialog .field {
    margin-block-start: 0.75rem;
  }
`;

export const styles = [tableStyles, store, tables, blocksBelow(roomy), narrow, capabilityStyles, form, dialogs];
