import { css } from 'lit';

/** How one request looks: who asks, what must be read, what it would do. */
export const requestStyles = css`
  .must-read {
    display: grid;
    gap: 0.25rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--_warn);
    border-inline-start-width: 4px;
    border-radius: var(--_radius);
    overflow-wrap: anywhere;
  }
  .must-read strong {
    color: var(--_warn);
  }
  .must-read strong::before {
    content: '\\25B2\\00A0' / '';
  }
`;
