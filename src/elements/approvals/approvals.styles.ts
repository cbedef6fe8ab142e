import { css } from 'lit';

export const styles = css`
  section + section {
    margin-block-start: 2.29em;
  }
  h2 {
    padding-block-end: 0.25em;
    border-block-end: 1px solid var(--_border);
    font-size: 1.15em;
  }
`;
