import { css } from 'lit';

export const rememberStyles = css`
  dialog {
    width: min(45.71em, calc(100vw - 2.29em));
  }
  .field {
    display: grid;
    gap: 0.14em;
    margin-block-start: 0.86em;
    overflow-wrap: anywhere;
  }
  .name,
  legend {
    font-weight: 600;
  }
  fieldset {
    min-width: 0;
    margin: 0.86em 0 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
  }
  .choice {
    display: flex;
    align-items: baseline;
    gap: 0.57em;
    min-height: 2em;
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
    gap: 0 1.14em;
  }
  .pair > .field {
    flex: 1 1 13.71em;
    align-content: start;
  }
  .findings {
    margin: 0.86em 0 0;
    padding: 0;
    list-style: none;
  }
  .warning-mark {
    color: var(--_warn);
  }
  .warning-mark::before {
    content: var(--_icon-warn) '\\00A0' / '';
  }
  .proof {
    margin-block-start: 0.86em;
  }
  .actions {
    align-items: center;
  }
  .reason {
    flex: 1 1 11.43em;
  }
`;
