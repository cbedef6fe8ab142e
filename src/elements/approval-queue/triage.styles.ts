import { css } from 'lit';

export const triageStyles = css`
  .triage {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
    min-height: 2.5rem;
    padding-block: 0.125rem;
    font-size: 0.93em;
  }
  .triage .tools {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
    margin-inline-start: auto;
  }
  .select-all {
    display: inline-flex;
    align-items: center;
    gap: 0.5rem;
  }
  .selected {
    font-weight: 600;
  }
  .selected:empty {
    display: none;
  }
  .card {
    /* Below what stays on the screen. */
    scroll-margin-block-start: 6rem;
    grid-template-columns: auto minmax(0, 1fr);
  }
  .card :is(button, input, textarea, summary) {
    scroll-margin-block-start: 6rem;
  }
  .card > * {
    grid-column: 1 / -1;
    min-width: 0;
  }
  .card > .select {
    grid-column: 1;
    align-self: start;
    margin-block-start: 0.25rem;
  }
  .card > .select + .head {
    grid-column: 2;
  }
  .select.over {
    visibility: hidden;
  }
  #bulk {
    width: min(52rem, calc(100vw - 2rem));
  }
  dialog .must-read {
    margin-block: 0.5rem;
  }
  .bulk-rows {
    max-height: min(40vh, 24rem);
    margin-block: 0.75rem;
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .bulk-rows table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.93em;
  }
  .bulk-rows th,
  .bulk-rows td {
    padding: 0.25rem 0.75rem;
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
    min-width: 5.5rem;
  }
  .bulk-rows pre.untrusted {
    max-height: 6rem;
    padding: 0.25rem 0.5rem;
  }
  .bulk-rows .link {
    white-space: nowrap;
  }
  .bulk-rows .all-params pre.untrusted {
    max-height: 16rem;
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
    width: min(26rem, calc(100vw - 2rem));
    max-height: calc(100dvh - 2rem);
    padding: 1rem 1.25rem;
    overflow: auto;
    overscroll-behavior: contain;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.5);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: 0 12px 40px rgb(0 0 0 / 30%);
  }
  .help:focus {
    outline: none;
  }
  .help table {
    margin-block: 0.5rem;
    border-collapse: collapse;
  }
  .help th {
    padding-inline-end: 1.5rem;
    font-weight: 400;
    text-align: start;
    white-space: nowrap;
  }
  .help td,
  .help th {
    padding-block: 0.125rem;
  }
  .help .actions {
    align-items: center;
    justify-content: space-between;
  }
  kbd {
    padding: 0 0.375rem;
    border: 1px solid var(--_control-border);
    border-radius: 3px;
    background: var(--_raised);
    font: 0.93em var(--_font-mono);
  }
  progress {
    display: block;
    width: 100%;
    height: 0.5rem;
    margin-block: 0.5rem;
    accent-color: var(--_accent);
  }
`;
