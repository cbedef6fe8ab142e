import { css } from 'lit';

/** The calls that wait: in the line that they stand in, they take the room that is left, and wrap only when opened. */
export const heldStyles = css`
  .held {
    flex: 1 1 8rem;
    min-width: 0;
    color: var(--_text);
  }
  .held[open] {
    flex-basis: 100%;
  }
  .held summary {
    min-height: 1.5rem;
    overflow: hidden;
    cursor: pointer;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .held[open] summary {
    white-space: normal;
  }
  .held ul {
    margin: 0.25rem 0 0;
    padding-inline-start: 1.25rem;
    overflow-wrap: anywhere;
  }
`;
