import { css } from 'lit';

/** The held calls: they take the remaining room in their line, and wrap only when opened. */
export const heldStyles = css`
  .held {
    flex: 1 1 9.14em;
    min-width: 0;
    color: var(--_text);
  }
  .held[open] {
    flex-basis: 100%;
  }
  .held summary {
    min-height: var(--_target);
    overflow: hidden;
    cursor: pointer;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .held summary:dir(rtl) {
    text-align: right;
    unicode-bidi: plaintext;
  }
  .held[open] summary {
    white-space: normal;
  }
  .held ul {
    margin: 0.29em 0 0;
    padding-inline-start: 1.43em;
    overflow-wrap: anywhere;
  }
`;
