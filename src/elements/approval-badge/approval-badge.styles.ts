import { css } from 'lit';

export const styles = css`
  :host {
    display: inline-block;
  }
  /* As wide as its text, and on the colour of the bar that it stands in. */
  .root {
    display: inline-block;
    container-type: normal;
    inline-size: auto;
    min-block-size: 0;
    background: none;
  }
  .badge {
    display: inline-flex;
    align-items: baseline;
    padding: 0 0.5em;
    border: 1px solid currentcolor;
    border-radius: var(--_radius-mark);
    font-size: var(--_smallest);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .none,
  .unknown {
    color: var(--_muted);
  }
  .stale {
    border-style: dashed;
  }
`;
