import { css } from 'lit';

/** The styles of a card's context. */
export const contextStyles = css`
  .context > summary {
    color: var(--_muted);
    cursor: pointer;
  }
  .past {
    width: 100%;
    margin-block: 0.29em 0.57em;
    border-collapse: collapse;
  }
  .past td {
    padding: 0.14em 0.86em 0.14em 0;
    border-block-end: 1px solid var(--_border);
    overflow-wrap: anywhere;
    vertical-align: baseline;
  }
  .past time {
    white-space: nowrap;
  }
`;
