import { css } from 'lit';

export const rememberStyles = css`
  dialog {
    width: min(40rem, calc(100vw - 2rem));
  }
  .field {
    display: grid;
    gap: 0.125rem;
    margin-block-start: 0.75rem;
    overflow-wrap: anywhere;
  }
  .name,
  legend {
    font-weight: 600;
  }
  fieldset {
    min-width: 0;
    margin: 0.75rem 0 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
  }
  .choice {
    display: flex;
    align-items: baseline;
    gap: 0.5rem;
    min-height: 1.75rem;
    overflow-wrap: anywhere;
  }
  input[type='radio'] {
    flex: none;
    width: auto;
    min-height: 0;
    accent-color: var(--_accent);
  }
  .pair {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
  }
  .pair > .field {
    flex: 1 1 12rem;
    align-content: start;
  }
  .findings {
    margin: 0.75rem 0 0;
    padding: 0;
    list-style: none;
  }
  .warning-mark {
    color: var(--_warn);
  }
  .warning-mark::before {
    content: '\\25B2\\00A0' / '';
  }
  .proof {
    margin-block-start: 0.75rem;
  }
  .actions {
    align-items: center;
  }
  #reason {
    flex: 1 1 10rem;
  }
`;
