import { css } from 'lit';

export const bannerStyles = css`
  .policy {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.31em 0.92em;
    box-sizing: border-box;
    min-height: 3.38em;
    padding-block: 0.31em;
    padding-inline: 0.92em;
    border-inline-start: 3px solid var(--_border);
    color: var(--_muted);
    font-size: var(--_small);
  }
  .words {
    flex: 1 1 22.86em;
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
    margin: 0.57em 0 0;
    padding-inline-start: 1.43em;
  }
  .automatic li + li {
    margin-block-start: 0.29em;
  }
  .automatic code {
    overflow-wrap: anywhere;
  }
  .again {
    margin-block-start: 0.86em;
    font-weight: 600;
  }
  @container (max-width: 45.71em) {
    .policy {
      min-height: 5.43em;
    }
    .words {
      flex-basis: 100%;
    }
    button {
      white-space: normal;
    }
  }
`;
