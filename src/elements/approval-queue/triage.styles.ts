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
    grid-template-columns: auto minmax(0, 1fr);
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
    width: min(44rem, calc(100vw - 2rem));
  }
  .bulk-rows {
    max-height: min(40vh, 24rem);
    margin-block: 0.75rem;
    overflow: auto;
    overscroll-behavior: contain;
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
  progress {
    display: block;
    width: 100%;
    height: 0.5rem;
    margin-block: 0.5rem;
    accent-color: var(--_accent);
  }
`;
