import { css } from 'lit';

export const bannerStyles = css`
  .policy {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.31em 0.92em;
    box-sizing: border-box;
    min-height: 2.64em;
    padding-inline: 0.46em;
    border-inline-start: 3px solid var(--_border);
    color: var(--_muted);
    font-size: var(--_small);
  }
  .words {
    line-height: 1.2;
    flex: 1 1 5.71em;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .loud .words {
    flex-basis: 22.86em;
  }
  summary {
    display: flex;
    gap: 0.31em;
    cursor: pointer;
  }
  summary::before {
    content: '\\25B8' / '';
  }
  [open] > summary::before {
    content: '\\25BE' / '';
  }
  .brief {
    min-width: 0;
  }
  details:not([open]) .brief {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .policy.loud {
    padding-block: 0.31em;
    border-color: var(--_danger);
    background: color-mix(in srgb, var(--_danger) 9%, var(--_surface));
    color: var(--_danger);
    font-weight: 600;
  }
  .loud [role='status'] > p:first-child::before {
    content: var(--_icon-error) '\\00A0' / '';
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
  /* The rest of the words on the button is in its name alone there. */
  @container (max-width: 41em) {
    .tail {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  }
  @container (max-width: 30em) {
    .policy {
      gap: 0.31em;
      padding-inline-end: 0;
    }
    button {
      padding-inline: 0.46em;
      line-height: 1.2;
      white-space: normal;
    }
    .link {
      inline-size: min-content;
      text-align: start;
    }
  }
`;
