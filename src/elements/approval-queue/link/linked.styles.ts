import { css } from 'lit';

/** The styles of the line about a linked request without a card. */
export const linkedStyles = css`
  :host {
    margin-block: 0.29em;
  }
  .root {
    padding-block: 0.46em;
    padding-inline: 0.92em;
    border-inline-start: 3px solid var(--_accent);
    font-size: var(--_small);
  }
  p {
    overflow-wrap: anywhere;
  }
  .acts {
    display: flex;
    gap: 0.57em;
  }
  .acts button {
    padding-inline: 0;
  }
`;
