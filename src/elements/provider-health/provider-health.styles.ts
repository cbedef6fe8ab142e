import { css } from 'lit';
import { sortStyles } from '../../ui/table/table.styles.js';

const layout = css`
  .providers {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 29.71em), 1fr));
    gap: calc(2 * var(--_space));
  }
  article {
    min-width: 0;
    padding: calc(1.5 * var(--_space)) calc(2 * var(--_space));
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 1.14em;
    margin-block-end: 0.57em;
  }
  h2 {
    min-width: 0;
    font-size: 1.08em;
    overflow-wrap: anywhere;
  }
  .age {
    font-size: var(--_small);
  }
  .notes {
    max-width: 73.73em;
    margin: 0 0 0.92em;
    font-size: var(--_small);
    text-wrap: pretty;
    padding: 0;
    list-style: none;
  }
  dl {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 0.29em 1.14em;
    margin: 0;
  }
  dt {
    color: var(--_muted);
  }
  dd {
    min-width: 0;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .col-next-probe,
  .percentile {
    font-variant-numeric: tabular-nums;
  }
  .percentile {
    margin-inline-end: 0.86em;
    white-space: nowrap;
  }
  .failing {
    font-weight: 600;
  }
`;

/** A state has a word, a shape and a colour. */
const breakers = css`
  .breaker {
    font-weight: 600;
    white-space: nowrap;
  }
  .breaker::before {
    display: inline-block;
    width: 1.3em;
    content: '?' / '';
  }
  .degraded {
    color: var(--_warn);
    font-weight: 600;
  }
  .degraded::before {
    display: inline-block;
    width: 1.3em;
    content: '\\25BC' / '';
  }
  header + p {
    margin-block-end: 0.43em;
    overflow-wrap: anywhere;
  }
  /* The name of a provider, with all of its spaces. */
  caption.visually-hidden {
    white-space: pre;
  }
  .unreported {
    color: var(--_muted);
  }
  .closed {
    color: var(--_ok);
  }
  .closed::before {
    content: var(--_icon-live) / '';
  }
  .idle {
    color: var(--_muted);
  }
  .idle::before {
    content: '\\25CB' / '';
  }
  .half-open {
    color: var(--_warn);
  }
  .half-open::before {
    content: '\\25D0' / '';
  }
  .open {
    color: var(--_danger);
  }
  .open::before {
    content: '\\25A0' / '';
  }
`;

const drawings = css`
  svg {
    display: block;
    width: 100%;
  }
  path {
    fill: none;
    stroke-linecap: round;
    stroke-linejoin: round;
    stroke-width: 1.5;
    vector-effect: non-scaling-stroke;
  }
  .chart {
    height: 4em;
    margin-block-start: 0.86em;
  }
  .base {
    stroke: var(--_border);
    stroke-width: 1;
  }
  .p50 {
    stroke: var(--_accent);
  }
  .p95 {
    stroke: var(--_medium);
    stroke-dasharray: 4 3;
  }
  .errors {
    stroke: var(--_danger);
    stroke-linecap: butt;
    stroke-width: 3;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.33em;
    font-size: var(--_smallest);
  }
  .legend > [class]::before {
    display: inline-block;
    width: 1.25em;
    margin-inline-end: 0.375em;
    border-block-start: 2px solid var(--_accent);
    vertical-align: middle;
    content: '' / '';
  }
  .legend > .key-p95::before {
    border-block-start: 2px dashed var(--_medium);
  }
  .legend > .key-errors::before {
    width: 3px;
    height: 0.6em;
    border: 0;
    background: var(--_danger);
  }
  .lane {
    height: 0.43em;
    margin-block-start: 0.86em;
  }
  .lane-closed {
    fill: var(--_control-border);
  }
  .lane-half-open {
    fill: var(--_warn);
  }
  .lane-open {
    fill: var(--_danger);
  }
  .states {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.23em;
    margin: 0.31em 0 0;
    padding: 0;
    font-size: var(--_small);
    list-style: none;
  }
  /* A closed breaker needs no attention; it may simply have had no calls. */
  .states .closed {
    color: var(--_muted);
  }
  @media (forced-colors: active) {
    path {
      stroke: CanvasText;
    }
    rect {
      fill: CanvasText;
    }
    .lane-closed {
      fill: GrayText;
    }
  }
`;

const samples = css`
  summary {
    min-height: 2em;
    color: var(--_muted);
    cursor: pointer;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 0.14em 0.57em 0.14em 0;
    border-block-end: 1px solid var(--_border);
    font-weight: 400;
    text-align: end;
  }
  th:first-child {
    text-align: start;
  }
  thead th {
    color: var(--_muted);
    font-size: var(--_small);
  }
`;

export const styles = [sortStyles, layout, breakers, drawings, samples];
