import { css } from 'lit';

export const noticeStyles = css`
  .policy {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
    box-sizing: border-box;
    min-height: 2.75rem;
    padding-block: 0.25rem;
    padding-inline: 0.75rem;
    border-inline-start: 3px solid var(--_border);
    color: var(--_muted);
    font-size: 0.93em;
  }
  .words {
    flex: 1 1 20rem;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .policy.loud {
    border-color: var(--_danger);
    background: color-mix(in srgb, var(--_danger) 9%, var(--_surface));
    color: var(--_danger);
    font-weight: 600;
  }
  .loud [role='status'] > p:first-child::before {
    content: '\\26A0\\FE0E\\00A0' / '';
  }
  /* Red on its own tint would read worse than red on the surface. */
  .loud button {
    background: var(--_surface);
  }
  .loud .more {
    color: var(--_text);
    font-weight: 400;
  }
  .more:empty {
    display: none;
  }
  button {
    white-space: nowrap;
  }
  .automatic {
    margin: 0.5rem 0 0;
    padding-inline-start: 1.25rem;
  }
  .automatic li + li {
    margin-block-start: 0.25rem;
  }
  .automatic code {
    overflow-wrap: anywhere;
  }
  .again {
    margin-block-start: 0.75rem;
    font-weight: 600;
  }
  @container (max-width: 40rem) {
    .policy {
      min-height: 4.75rem;
    }
    .words {
      flex-basis: 100%;
    }
    button {
      white-space: normal;
    }
  }
`;
