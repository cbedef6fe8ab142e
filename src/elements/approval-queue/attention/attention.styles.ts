import { css } from 'lit';

export const attentionStyles = css`
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.31em 0.92em;
    box-sizing: border-box;
    min-block-size: 3.07em;
    padding-block: 0.31em;
    color: var(--_muted);
    font-size: var(--_small);
  }
  button[aria-pressed]::before {
    display: inline-block;
    inline-size: 1.3em;
    content: '\\2610' / '';
  }
  button[aria-pressed='true'] {
    border-color: var(--_accent);
    color: var(--_accent);
  }
  button[aria-pressed='true']::before {
    content: '\\2611' / '';
  }
`;

/** The flood banner in the queue's status line, whose height must not change under the pointer. */
export const rateStyles = css`
  :host {
    flex: 1 1 0;
    min-inline-size: 11.43em;
    min-block-size: 1.5em;
  }
  /* It takes no room in the line while there is nothing to say, but a listener must find it there before. */
  :host([calm]) {
    position: absolute;
    min-inline-size: 0;
  }
  p {
    color: var(--_high);
    font-weight: 600;
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }
  .flood::before {
    content: var(--_icon-warn) '\\00A0' / '';
  }
  .fallen {
    font-weight: 400;
  }
`;
