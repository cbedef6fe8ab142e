import { css } from 'lit';

const toolbar = css`
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    grid-area: toolbar;
    align-items: center;
    gap: 0 0.86em;
    min-block-size: 3.14em;
    padding-inline: 0.57em;
    font-variant-numeric: tabular-nums;
  }
  .toolbar button,
  .waiting > * {
    white-space: nowrap;
  }
  .pause {
    min-inline-size: 6.86em;
  }
  .pause::before {
    display: inline-block;
    block-size: 0.75em;
    margin-inline-end: 0.5em;
    border-inline: 0.2em solid currentcolor;
    padding-inline: 0.09em;
    content: '';
  }
  :host([paused]) .pause::before {
    block-size: auto;
    border: 0;
    padding: 0;
    content: '\\25B6' / '';
    font-size: 0.8em;
  }
  .count {
    grid-area: count;
    align-self: center;
    padding-inline: 0.57em;
    font-variant-numeric: tabular-nums;
  }
  :host([paused]) .pause {
    border-color: var(--_accent);
    color: var(--_accent);
  }
  .waiting {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 0.57em;
    font-weight: 600;
  }
  .fresh {
    border-color: var(--_accent);
    color: var(--_accent);
    font-weight: 600;
  }
  .fresh::before {
    content: '\\2191\\00A0' / '';
  }
  .cut {
    color: var(--_warn);
  }
`;

/** The line of notes about the whole log. */
const about = css`
  .about {
    display: flex;
    flex-wrap: wrap;
    grid-area: about;
    gap: 0 1.84em;
    max-block-size: 6.76em;
    margin: 0 0 0.46em;
    padding: 0 0.92em 0 0.61em;
    overflow: hidden auto;
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
    line-height: 1.84em;
    list-style: none;
  }
  /* Sentences that begin with a number keep their order in a page that is written from right to left. */
  .count,
  .about li {
    unicode-bidi: plaintext;
  }
  .about li {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .about:focus-visible {
    outline-offset: -2px;
  }
  .count .link,
  .about .link {
    min-block-size: var(--_target);
    padding: 0;
  }
`;

const filters = css`
  .filter[aria-expanded='true'] {
    background: var(--_raised);
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    grid-area: filters;
    gap: 0.29em 0.86em;
    padding: 0.29em 0.57em 0.57em;
  }
  .filters[hidden] {
    display: none;
  }
  .filters label {
    flex: 1 1 11.06em;
    max-inline-size: 29.49em;
    color: var(--_muted);
    font-size: var(--_small);
  }
  .filters label:last-child {
    flex-grow: 2;
  }
  .filters input,
  .filters select {
    color: var(--_text);
  }
  .filters ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
`;

export const toolbarStyles = [toolbar, about, filters];
