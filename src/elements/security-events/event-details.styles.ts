import { css } from 'lit';

/** The button in each row that opens its details. */
const button = css`
  .open {
    inline-size: var(--_target);
    min-block-size: var(--_target);
    padding: 0;
    border: 0;
    background: none;
    color: var(--_muted);
    vertical-align: middle;
  }
  /* A letter and not a turned box: a transform in each row would cost more than its text. It mirrors by itself. */
  .open::before {
    content: '\\203A' / '';
    font-size: 1.43em;
    line-height: 1;
  }
  .open:focus-visible {
    outline-offset: -3px;
  }
`;

/** The panel with the details. */
const panel = css`
  .side {
    min-block-size: 0;
    border-inline-start: 1px solid var(--_border);
  }
  .details {
    block-size: 100%;
    overflow: auto;
    overscroll-behavior: contain;
  }
  .details:focus-visible {
    outline: none;
  }
  .details:focus-visible h3 {
    outline: 2px solid var(--_accent);
    outline-offset: 3px;
  }
  .details header {
    position: sticky;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.57em;
    padding: 0.57em 0.86em;
    inset-block-start: 0;
    border-block-end: 1px solid var(--_border);
    background: var(--_raised);
  }
  .details h3 {
    flex: 1 0 auto;
  }
  .details dl {
    display: grid;
    grid-template-columns: minmax(4.57em, max-content) minmax(0, 1fr);
    gap: 0.43em 0.86em;
    margin: 0;
    padding: 0.86em;
  }
  .details > .clock-off,
  .details > .reused-id {
    padding: 0.86em 0.86em 0;
  }
  .details dt {
    max-inline-size: 11.43em;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .details dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .details dd code {
    display: block;
    color: var(--_muted);
  }
`;

export const detailsStyles = [button, panel];
