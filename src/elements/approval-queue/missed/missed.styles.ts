import { css } from 'lit';

export const missedStyles = css`
  .root {
    background: none;
  }
  section {
    margin-block-end: 0.57em;
    padding: 0.57em 0.86em;
    border: 1px solid var(--_border);
    border-inline-start: 3px solid var(--_warn);
    border-radius: var(--_radius);
    background: var(--_raised);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.29em 1.14em;
  }
  .head h3 {
    font-weight: 600;
  }
  .head button {
    margin-inline-start: auto;
  }
  .rows {
    max-height: 13.71em;
    margin-block-start: 0.29em;
    overflow: auto;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--_small);
  }
  th {
    color: var(--_muted);
    font-weight: 400;
    text-align: start;
  }
  td,
  th {
    padding: 0.14em 0.86em 0.14em 0;
    overflow-wrap: anywhere;
    vertical-align: top;
  }
  .expired,
  .denied {
    color: var(--_danger);
  }
  @container (max-width: 34.29em) {
    thead {
      position: absolute;
      clip-path: inset(50%);
    }
    tr {
      display: flex;
      flex-wrap: wrap;
      gap: 0 0.86em;
      padding-block: 0.29em;
      border-block-start: 1px solid var(--_border);
    }
    td {
      padding: 0;
    }
    td:last-child {
      flex-basis: 100%;
    }
  }
`;
