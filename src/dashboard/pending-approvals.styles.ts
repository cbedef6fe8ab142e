import { css } from 'lit';

export const styles = css`
  .policy {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 0.75rem;
    min-height: 2.25rem;
    color: var(--_muted);
    font-size: 0.93em;
  }
  .policy.loud {
    gap: 0.5rem 0.75rem;
    margin-block: 0.5rem;
    padding: 0.5rem 0.75rem;
    border: 2px solid var(--_danger);
    border-radius: var(--_radius);
    color: var(--_danger);
    font-size: 1em;
    font-weight: 600;
  }
  .policy.loud p::before {
    content: '\\26A0\\FE0E\\00A0' / '';
  }
  .history {
    margin-block-start: 2rem;
  }
  .history h2 {
    padding-block-end: 0.25rem;
    border-block-end: 1px solid var(--_border);
    font-size: 1.15em;
  }
`;
