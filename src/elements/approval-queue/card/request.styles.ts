import { css } from 'lit';
import { previewStyles } from '../../../ui/previews/preview.styles.js';

const cardStyles = css`
  .extent {
    margin-inline-start: 0;
  }
  .head bdi.long {
    max-block-size: 4lh;
  }
  /* However much is asked for, the buttons stay beside it. */
  .request {
    display: grid;
    gap: 0.57em;
    align-content: start;
    min-width: 0;
    max-block-size: max(27.43em, 72vh);
    margin: -4px;
    padding: 4px;
    overflow: hidden auto;
  }
  /* In one layer with what lies over it: only what covers both hides the text. */
  .params {
    position: relative;
    isolation: isolate;
  }
  .read-probe {
    position: absolute;
    z-index: 1;
    inset: 0;
    pointer-events: none;
  }
  .request > * {
    min-width: 0;
  }
  .must-read {
    display: grid;
    gap: 0.29em;
    max-block-size: 13.71em;
    overflow: auto;
    padding: 0.57em 0.86em;
    border: 1px solid var(--_warn);
    border-inline-start-width: 4px;
    border-radius: var(--_radius);
    overflow-wrap: anywhere;
  }
  .must-read strong {
    color: var(--_warn);
  }
  .must-read strong::before {
    content: var(--_icon-warn) '\\00A0' / '';
  }
  .gate:empty {
    display: none;
  }
  .gate {
    display: grid;
    gap: 0.57em;
    min-width: 0;
  }
  .review {
    display: grid;
    justify-items: start;
    gap: 0.57em;
    min-width: 0;
    padding: 0.57em 0.86em;
    border: 1px solid var(--_warn);
    border-radius: var(--_radius);
  }
  .changes {
    display: grid;
    gap: 0.43em;
    width: 100%;
    max-height: 18.29em;
    margin: 0;
    overflow: auto;
  }
  .changes dd {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 0 1.14em;
    margin: 0;
  }
  .changes dt,
  .was,
  .now {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .changes del,
  .changes ins {
    font-family: var(--_font-mono);
    font-size: var(--_small);
    text-decoration: none;
  }
  .was {
    padding-inline-start: 0.57em;
    border-inline-start: 3px dashed var(--_danger);
  }
  .now {
    padding-inline-start: 0.57em;
    border-inline-start: 3px solid var(--_ok);
  }
  .comparison summary {
    cursor: pointer;
  }
  .differs {
    color: var(--_warn);
    font-weight: 600;
  }
  .differs::before {
    content: '\\2260\\00A0' / '';
  }
  .as-approved::before {
    content: '=\\00A0' / '';
  }
  .comparison {
    overflow-wrap: anywhere;
    font-size: var(--_small);
  }
  .reading {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.31em 0.92em;
    font-size: var(--_small);
  }
  .unread {
    color: var(--_warn);
  }
  .read {
    color: var(--_muted);
  }
  .read::before {
    content: var(--_icon-ok) '\\00A0' / '';
  }
  .unread::before {
    content: '\\25CB\\00A0' / '';
  }
  .unneeded {
    visibility: hidden;
  }
  @container (max-width: 34.29em) {
    .changes dd {
      grid-template-columns: minmax(0, 1fr);
      gap: 0.29em;
    }
  }
`;

/** The styles of one request. */
export const requestStyles = [cardStyles, previewStyles];
