import { css } from 'lit';

/** The styles of a linked card and its link button. */
export const linkStyles = css`
  .card.linked {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .linking {
    display: inline-flex;
    align-items: center;
    gap: 0.61em;
    margin-inline-start: auto;
    font-size: var(--_small);
  }
  .linked-mark {
    color: var(--_accent);
    font-weight: 600;
  }
  .linked-mark::before {
    content: '\\25B6\\FE0E\\00A0' / '';
  }
  .linking button {
    min-width: 0;
  }
  @container (max-width: 41.14em) {
    /* A line of its own, always: that its words change moves nothing. */
    .linking {
      flex-basis: 100%;
      justify-content: flex-end;
    }
  }
  @media (forced-colors: active) {
    .card.linked {
      outline: 3px solid Highlight;
      outline-offset: -3px;
    }
  }
`;
