import { css } from 'lit';

export const styles = css`
  :host {
    block-size: calc(45.714 * var(--_font-size));
    min-block-size: 0;
  }
  .root {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    min-block-size: 0;
  }
  .top {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 1.14em;
  }
  .top > slot {
    flex: none;
  }
  .top > slot + * {
    flex: 1 1 18.29em;
    min-inline-size: 0;
  }
  /* It says so above: in the panels only what differs from it is seen. */
  .panel {
    --_live-size: 1px;
  }
  .related {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.14em;
  }
  @container (max-width: 50.29em) {
    /* One line, read from side to side. */
    .top {
      flex-wrap: nowrap;
      overflow: auto hidden;
      scrollbar-width: none;
    }
    .top > slot + * {
      flex: 1 0 15.5em;
    }
    .top.trouble > slot + * {
      flex-basis: 100%;
      order: -1;
    }
    .related {
      flex: none;
      flex-wrap: nowrap;
    }
    .related a {
      white-space: nowrap;
    }
  }
  .related a {
    color: var(--_accent);
    font-size: var(--_small);
    line-height: 2.15em;
    text-underline-offset: 2px;
  }
  .policy {
    flex: none;
  }
  .policy[hidden] {
    display: none;
  }
  .tabs {
    display: flex;
    flex: none;
    overflow: auto hidden;
    border-bottom: 1px solid var(--_border);
    overscroll-behavior-x: contain;
    scrollbar-width: none;
  }
  .tabs button {
    flex: none;
    min-height: 2.57em;
    padding: 0 0.86em;
    border: 0;
    border-bottom: 2px solid transparent;
    border-radius: 0;
    background: none;
    color: var(--_muted);
    white-space: nowrap;
  }
  .tabs button:hover {
    color: var(--_text);
  }
  .tabs button[aria-selected='true'] {
    border-bottom-color: var(--_accent);
    color: var(--_text);
  }
  .tabs button:focus-visible {
    /* Inside: the row clips what stands out of it. */
    outline-offset: -3px;
  }
  .count {
    color: var(--_text);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .panel {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
  }
  .panel > * {
    min-block-size: 100%;
  }
  .panel.filled > * {
    block-size: 100%;
    min-block-size: 13.71em;
  }
  .panel[hidden] {
    display: none;
  }
  @media print {
    .root,
    .panel {
      display: block;
      overflow: visible;
    }
    .panel.filled > * {
      block-size: auto;
    }
    .tabs button:not([aria-selected='true']) {
      display: none;
    }
  }
  @media (forced-colors: active) {
    /* What is transparent elsewhere would be drawn here, below every tab. */
    .tabs button {
      border-bottom-color: Canvas;
    }
    .tabs button[aria-selected='true'] {
      border-bottom-color: Highlight;
    }
  }
`;
