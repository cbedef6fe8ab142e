import { css } from 'lit';

/** How a card's context looks. */
export const storyStyles = css`
  .story > summary {
    color: var(--_muted);
    cursor: pointer;
  }
  .past {
    width: 100%;
    margin-block: 0.25rem 0.5rem;
    border-collapse: collapse;
  }
  .past td {
    padding: 0.125rem 0.75rem 0.125rem 0;
    border-block-end: 1px solid var(--_border);
    overflow-wrap: anywhere;
    vertical-align: baseline;
  }
  .past time {
    white-space: nowrap;
  }
`;
