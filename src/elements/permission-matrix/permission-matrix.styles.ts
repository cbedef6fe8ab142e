import { css } from 'lit';

export const styles = css`
  .scroller {
    isolation: isolate;
    max-height: 36.57em;
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  table {
    width: 100%;
    border-spacing: 0;
    border-collapse: separate;
  }
  th,
  td {
    min-width: 8.57em;
    padding: 0.29em 0.86em;
    border-block-end: 1px solid var(--_border);
    background: var(--_surface);
    font-weight: 400;
    text-align: start;
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  th:focus-visible,
  td:focus-visible {
    outline-offset: -2px;
  }
  thead th {
    position: sticky;
    z-index: 2;
    inset-block-start: 0;
    background: var(--_raised);
    color: var(--_muted);
    font-size: var(--_small);
  }
  tr > th:first-child {
    position: sticky;
    z-index: 1;
    inset-inline-start: 0;
    min-width: 10.29em;
    border-inline-end: 1px solid var(--_border);
  }
  thead tr > th:first-child {
    z-index: 3;
  }
  tr.group > th:first-child {
    border-inline-end: 0;
    background: var(--_raised);
    font-weight: 600;
  }
  tbody:last-child tr:last-child > * {
    border-block-end: 0;
  }
  .id {
    display: block;
    color: var(--_muted);
  }
  .effect {
    white-space: nowrap;
  }
  .effect::before {
    display: inline-block;
    width: 1.3em;
  }
  .allowed {
    color: var(--_ok);
  }
  .allowed::before {
    content: var(--_icon-ok) / '';
  }
  .denied {
    color: var(--_danger);
    font-weight: 600;
  }
  .denied::before {
    content: var(--_icon-denied) / '';
  }
  .not-granted {
    color: var(--_muted);
  }
  .not-granted::before {
    content: '\\2013' / '';
  }
  .note {
    display: block;
    padding-inline-start: 1.3em;
    color: var(--_muted);
    font-size: var(--_smallest);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.31em 1.84em;
    margin: 0.61em 0 0;
    font-size: var(--_small);
  }
  .legend > div {
    display: flex;
    gap: 0.57em;
  }
  .legend dd {
    margin: 0;
    color: var(--_muted);
  }
  @container (max-width: 34.29em) {
    th,
    td {
      min-width: 7.43em;
      padding-inline: 0.57em;
    }
    tr > th:first-child {
      min-width: 8em;
      max-width: 9.14em;
    }
  }
`;
