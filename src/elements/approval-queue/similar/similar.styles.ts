import { css } from 'lit';

/** The styles of the table on a card and of grouped cards. */
export const similarStyles = css`
  .similar {
    border-block-start: 1px solid var(--_border);
    padding-block-start: 0.61em;
    font-size: var(--_small);
  }
  .similar > summary {
    width: fit-content;
    min-height: var(--_target);
    cursor: pointer;
  }
  .similar-rows {
    max-height: min(50vh, 27.43em);
    margin-block: 0.43em;
  }
  .similar-rows table {
    width: 100%;
    border-collapse: separate;
    border-spacing: 0;
  }
  .similar-rows caption {
    padding: 0.29em 0.57em;
    color: var(--_muted);
    text-align: start;
  }
  /* The table may be wider than its box: what it is stays in view. */
  .similar-rows caption span {
    position: sticky;
    inset-inline-start: 0.57em;
    display: inline-block;
    max-inline-size: calc(100cqi - 5.71em);
  }
  .similar-rows th,
  .similar-rows td {
    padding: 0.29em 0.57em;
    border-block-start: 1px solid var(--_border);
    font-weight: 400;
    text-align: start;
    vertical-align: top;
  }
  .similar-rows thead th {
    position: sticky;
    top: 0;
    z-index: 1;
    background: var(--_raised);
    color: var(--_muted);
  }
  .similar-rows .param {
    min-width: 9.14em;
    max-width: 27.43em;
    overflow-wrap: anywhere;
  }
  .similar-rows td.param {
    font-family: var(--_font-mono);
  }
  .similar-rows td.param pre.untrusted,
  .similar-rows td.param bdi.long {
    max-block-size: 9.14em;
  }
  /* Below what stays on the screen, and below the table's head. */
  .similar-rows :is(input, button) {
    scroll-margin-block-start: 6.86em;
  }
  .similar-rows .pick {
    width: 2.86em;
    padding: 0;
  }
  .pick label {
    display: grid;
    place-items: center;
    min-width: 2.29em;
    /* As high as a row with a button: one that ends loses its button and must not shrink. */
    min-height: calc(var(--_target) + 0.58em);
  }
  .similar-rows tbody th {
    white-space: nowrap;
  }
  .similar-rows .own {
    display: block;
    color: var(--_accent);
    font-weight: 600;
  }
  .similar-rows tr[aria-current] {
    background: var(--_raised);
  }
  .similar-rows .over > * {
    color: var(--_muted);
  }
  .similar-rows .open {
    width: 1%;
    text-align: end;
    white-space: nowrap;
  }
  .similar-acts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.29em 0.86em;
    min-height: 2.46em;
  }
  .group-similar {
    display: inline-flex;
    align-items: center;
    gap: 0.57em;
    min-height: var(--_target);
  }
  /* Those of a group after its first. */
  .card.grouped {
    margin-inline-start: 1.14em;
    border-inline-start: 4px solid var(--_accent);
  }
  @container (max-width: 34.29em) {
    .card.grouped {
      margin-inline-start: 0;
    }
  }
`;
