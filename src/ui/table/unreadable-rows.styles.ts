import { css } from 'lit';

/** For every element that shows a list. */
export const unreadableStyles = css`
  .unreadable {
    max-block-size: 10em;
    margin: 0;
    padding-block: 0.5em;
    padding-inline: 1.5em 0.75em;
    border-block-end: 1px solid var(--_border);
    border-inline-start: 3px solid var(--_warn);
    overflow: auto;
    overflow-wrap: anywhere;
  }
  .repeated-id {
    color: var(--_warn);
    font-size: var(--_smallest);
    font-weight: 600;
  }
  .unreadable li > * {
    margin-inline-end: 0.5em;
  }
`;
