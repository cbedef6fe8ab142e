import { css } from 'lit';
import { heldStyles } from '../views/held-calls.styles.js';
import { printStyles } from '../table/print.styles.js';
import { tokens } from './tokens.styles.js';
import { unreadableStyles } from '../table/unreadable-rows.styles.js';
import { untrustedStyles } from '../text-safety/untrusted.styles.js';

const host = css`
  /* What a page may size. It may also undo all of this: what matters stands on the wrapper. */
  :host {
    display: block;
    box-sizing: border-box;
  }
  :host([density='compact']) {
    --comis-density: 0.6;
  }
  :host([density='comfortable']) {
    --comis-density: 1;
  }
  :host([hidden]) {
    display: none !important;
  }
  /*
   * The wrapper around everything (see createRenderRoot): nothing is inherited from the page but what is named here,
   * direction and custom properties (which all leaves alone).
   */
  .root {
    all: initial;
    color-scheme: inherit;
    cursor: inherit;
    pointer-events: inherit;
    visibility: inherit;
    display: block;
    /* What is hidden by its place stays inside: it would make a page longer in which the element scrolls. */
    position: relative;
    container-type: inline-size;
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 100%;
    background: var(--_surface);
    color: var(--_text);
    font: var(--_weight) var(--_font-size) / var(--_leading) var(--_font);
    text-align: start;
    /* auto would follow a page that forbids selecting. */
    user-select: text;
  }
  /* Left-to-right words in a right-to-left page: their numbers and full stops must not wander. Words of the other
     direction have a wrapper with dir. */
  :host(:dir(rtl))
    :where(.root:not([dir]))
    :is(
      p,
      li,
      dt,
      dd,
      label,
      legend,
      button,
      h2,
      h3,
      blockquote,
      .status > span,
      .triage > span,
      .time-left,
      .extent,
      .read,
      .unread
    ) {
    unicode-bidi: plaintext;
  }
  :host(:dir(rtl)) :where(.root:not([dir])) :is(p, li, dt, dd, label, legend, h2, h3, blockquote):not(.state *) {
    text-align: right;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
  }
  h2,
  h3,
  p {
    margin: 0;
    font-size: inherit;
  }
  .mono,
  time,
  code,
  pre {
    font-family: var(--_font-mono);
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
  }
  .muted {
    color: var(--_muted);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

const controls = css`
  button {
    min-height: max(24px, 1.7em, 1.15em + 2 * var(--_space));
    padding: calc(var(--_space) / 2) calc(1.5 * var(--_space));
    border: 1px solid var(--_control-border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    cursor: pointer;
  }
  button:hover {
    background: var(--_raised);
  }
  button.primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  button.danger {
    border-color: var(--_danger);
    color: var(--_danger);
  }
  dialog button.danger:not([aria-disabled='true']) {
    background: var(--_danger);
    color: var(--_on-danger);
  }
  button.link {
    min-height: var(--_target);
    padding: 0 0.29em;
    border-color: transparent;
    background: none;
    color: var(--_accent);
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  button:disabled,
  button[aria-disabled='true'] {
    border-color: var(--_border);
    background: var(--_raised);
    color: var(--_muted);
    cursor: not-allowed;
  }
  input:not([type='checkbox']),
  textarea,
  select {
    width: 100%;
    min-height: max(24px, 1.7em, 1.15em + 2 * var(--_space));
    padding: calc(var(--_space) / 2) var(--_space);
    border: 1px solid var(--_control-border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
  input[type='checkbox'] {
    font: inherit;
    width: 1.14em;
    height: 1.14em;
    margin: 0;
    accent-color: var(--_accent);
  }
`;

const states = css`
  .status {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 1.23em;
    min-height: calc(1.84em + 2.16 * var(--_space));
    color: var(--_muted);
    font-size: var(--_small);
  }
  .freshness {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 0.57em;
    margin-inline-start: auto;
  }
  /* Where the state of the connection is said above, only what differs from it is seen. */
  .live {
    max-inline-size: var(--_live-size);
    max-block-size: var(--_live-size);
    overflow: clip;
    white-space: nowrap;
  }
  .live::before {
    color: var(--_ok);
    content: var(--_icon-live) '\\00A0' / '';
  }
  .not-live::before {
    content: var(--_icon-idle) '\\00A0' / '';
  }
  .stale {
    color: var(--_warn);
    font-weight: 600;
  }
  .stale::before {
    content: var(--_icon-warn) '\\00A0' / '';
  }
  @container (max-width: 34.29em) {
    /* Two lines: what is said when the connection drops must not push the content down. */
    .status {
      min-height: 4em;
    }
  }
  .state {
    padding: calc(4 * var(--_space)) calc(2 * var(--_space));
    color: var(--_muted);
    text-align: center;
  }
  .state > * + * {
    margin-top: 0.57em;
  }
  /* The line of the status, and rows: what is loaded takes their place. */
  .state.loading {
    padding: 0;
    font-size: var(--_small);
    text-align: start;
  }
  .loading > p {
    min-height: 3.07em;
    padding-block: 0.86em;
  }
  .loading::after {
    display: block;
    block-size: 20em;
    background: repeating-linear-gradient(var(--_raised) 0 1em, transparent 1em calc(1em + var(--_row-height)));
    content: '';
  }
  .state.problem,
  .error {
    color: var(--_danger);
  }
  .error::before,
  .state.problem > p:first-child::before {
    content: var(--_icon-error) '\\00A0' / '';
  }
`;

const marks = css`
  .risk {
    white-space: nowrap;
  }
  .risk::before {
    display: inline-block;
    width: 1.3em;
    content: '?' / '';
  }
  .risk-low {
    color: var(--_low);
  }
  .risk-low::before {
    content: var(--_icon-low) / '';
  }
  .risk-medium {
    color: var(--_medium);
  }
  .risk-medium::before {
    content: var(--_icon-medium) / '';
  }
  .risk-high {
    color: var(--_high);
    font-weight: 600;
  }
  .risk-high::before {
    content: var(--_icon-high) / '';
  }
  .risk-critical {
    color: var(--_critical);
    font-weight: 700;
  }
  .risk-critical::before {
    content: var(--_icon-critical) / '';
  }
`;

/** Dialogs, and popovers that look like one. */
const dialogs = css`
  dialog,
  .popup {
    width: min(36.57em, calc(100vw - 2.29em));
    max-height: calc(100dvh - 2.29em);
    padding: calc(2.5 * var(--_space));
    overflow: auto;
    overscroll-behavior: contain;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.5);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
  }
  dialog::backdrop {
    background: rgb(10 14 22 / 50%);
  }
  dialog h2 {
    margin-bottom: 0.5em;
    font-size: 1.15em;
  }
  dialog p + p {
    margin-top: 0.57em;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--_space);
    margin-top: calc(2 * var(--_space));
  }
  /* A line of its own, always there: the button must not move when it arms. */
  dialog .actions > .guard {
    flex-basis: 100%;
    min-height: 1.5em;
  }
`;

const preferences = css`
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0s !important;
      transition-duration: 0s !important;
    }
  }
  @media (forced-colors: active) {
    button:disabled,
    button[aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
    }
  }
`;

/** The base styles of every element: tokens, type, controls, states, marks, dialogs. */
export const baseStyles = [
  tokens,
  host,
  controls,
  states,
  heldStyles,
  marks,
  untrustedStyles,
  unreadableStyles,
  dialogs,
  preferences,
  printStyles,
];
