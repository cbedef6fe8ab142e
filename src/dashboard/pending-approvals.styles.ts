import { css } from 'lit';

export const styles = css`
  .history {
    margin-block-start: 2rem;
  }
  .history h2 {
    padding-block-end: 0.25rem;
    border-block-end: 1px solid var(--_border);
    font-size: 1.15em;
  }
`;
