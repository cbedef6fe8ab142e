import { css } from 'lit';

export const styles = css`
  .history[hidden] {
    display: none;
  }
  .history {
    margin-block-start: 2.29em;
  }
  .history h2 {
    padding-block-end: 0.25em;
    border-block-end: 1px solid var(--_border);
    font-size: 1.15em;
  }
`;
