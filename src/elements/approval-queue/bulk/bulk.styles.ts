import { css } from 'lit';

export const bulkStyles = css`
  .triage {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.31em 0.92em;
    min-height: 3.07em;
    padding-block: 0.15em;
    font-size: var(--_small);
  }
  .triage .tools {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 0.29em 0.86em;
    margin-inline-start: auto;
  }
  .select-all {
    display: inline-flex;
    align-items: center;
    gap: 0.57em;
  }
  .selected {
    font-weight: 600;
  }
  .selected:empty {
    display: none;
  }
  .card {
    /* Below what stays on the screen. */
    scroll-margin-block-start: 6.86em;
    grid-template-columns: auto minmax(0, 1fr);
  }
  .card :is(button, input, textarea, summary) {
    scroll-margin-block-start: 6.86em;
  }
  .card > * {
    grid-column: 1 / -1;
    min-width: 0;
  }
  .card > .select {
    grid-column: 1;
    align-self: start;
    margin-block-start: 0.29em;
  }
  .card > .select + .head {
    grid-column: 2;
  }
  .select.over {
    visibility: hidden;
  }
  #bulk {
    width: min(59.43em, calc(100vw - 2.29em));
  }
  dialog .must-read {
    margin-block: 0.57em;
  }
  .bulk-rows {
    max-height: min(40vh, 27.43em);
    margin-block: 0.86em;
  }
  .bulk-rows table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--_small);
  }
  .bulk-rows th,
  .bulk-rows td {
    padding: 0.29em 0.86em;
    border-block-end: 1px solid var(--_border);
    overflow-wrap: anywhere;
    text-align: start;
    vertical-align: top;
  }
  .bulk-rows th {
    position: sticky;
    top: 0;
    background: var(--_raised);
    color: var(--_muted);
    font-weight: 400;
    white-space: nowrap;
  }
  /* Names break where they must, and not to single letters. */
  .bulk-rows td {
    min-width: 6.29em;
  }
  .bulk-rows pre.untrusted {
    max-height: 6.86em;
    padding: 0.29em 0.57em;
  }
  .bulk-rows .link {
    white-space: nowrap;
  }
  .bulk-rows .all-params pre.untrusted {
    max-height: 18.29em;
  }
  .bulk-rows tr:last-child td {
    border: 0;
  }
  .bulk-rows .failed td:last-child,
  .bulk-rows .not-sent td:last-child {
    color: var(--_danger);
  }
  .bulk-rows .omitted {
    color: var(--_muted);
  }
  .help {
    width: min(29.71em, calc(100vw - 2.29em));
    padding: 1.14em 1.43em;
  }
  .help:focus {
    outline: none;
  }
  .help table {
    margin-block: 0.57em;
    border-collapse: collapse;
  }
  .help th {
    padding-inline-end: 1.71em;
    font-weight: 400;
    text-align: start;
    white-space: nowrap;
  }
  .help td,
  .help th {
    padding-block: 0.14em;
  }
  .help .actions {
    align-items: center;
    justify-content: space-between;
  }
  kbd {
    padding: 0 0.46em;
    border: 1px solid var(--_control-border);
    border-radius: calc(var(--_radius) / 2);
    background: var(--_raised);
    font: var(--_small) var(--_font-mono);
  }
  progress {
    display: block;
    width: 100%;
    height: 0.57em;
    margin-block: 0.57em;
    accent-color: var(--_accent);
  }
`;
