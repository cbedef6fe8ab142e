import { css } from 'lit';

/** The styles of untrusted text: tokens, boxes, masked values. Nothing can overflow its box. */
export const untrustedStyles = css`
  /* Two names that differ in the number of their spaces are two names. Whether lines wrap is for the place to say. */
  bdi {
    white-space-collapse: preserve;
  }
  /* What a gateway notes in one long word stays in its line, where no table breaks it. */
  li > bdi {
    overflow-wrap: anywhere;
  }
  .token,
  .masked,
  .deep {
    margin: 0 1px;
    padding: 0 0.25em;
    border: 1px solid var(--_warn);
    border-radius: calc(var(--_radius) / 2);
    color: var(--_warn);
    font: 600 var(--_smallest) var(--_font-mono);
    overflow-wrap: anywhere;
    /* One piece: broken at the end of a line, its border would stand beyond it. */
    display: inline-block;
    max-inline-size: calc(100% - 2px);
    unicode-bidi: isolate;
    user-select: all;
    white-space: pre-wrap;
  }
  .masked {
    border-style: dashed;
    border-color: var(--_control-border);
    color: var(--_muted);
  }
  .suspicion {
    color: var(--_warn);
  }
  .suspicion::before {
    content: var(--_icon-warn) '\\00A0' / '';
  }
  .checking {
    color: var(--_muted);
    font-style: italic;
  }
  .token.many {
    display: inline;
    white-space: pre-wrap;
    user-select: auto;
  }
  bdi.long {
    display: block;
    max-block-size: 10lh;
    min-inline-size: 0;
    overflow: auto;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .text-blocks,
  .text-block,
  .more-text,
  .suspicion-line {
    display: block;
  }
  /* Laid out by itself, and only near the screen. */
  .text-block {
    contain-intrinsic-block-size: auto 40lh;
    content-visibility: auto;
  }
  .text-block.continues::after {
    color: var(--_muted);
    content: '\\21A9' / '';
  }
  .more-text {
    position: sticky;
    inset-inline-start: 0;
    margin-block-start: 0.25em;
    font-family: var(--_font);
    white-space: normal;
  }
  .suspicion-line {
    min-block-size: 1lh;
  }
  .risk-from {
    font-size: var(--_small);
  }
  .label {
    color: var(--_muted);
    font-size: var(--_smallest);
  }
  .extent {
    font-size: var(--_smallest);
    font-variant-numeric: tabular-nums;
  }
  .json-head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.86em;
    min-height: 1.71em;
  }
  pre.untrusted {
    text-align: start;
    max-height: 18.29em;
    margin: 0;
    padding: 0.57em 0.86em;
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_raised);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
`;
