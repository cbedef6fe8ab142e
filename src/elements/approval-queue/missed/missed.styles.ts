import { css } from 'lit';

export const missedStyles = css`
  :host {
    background: none;
  }
  section {
    margin-block-end: 0.5rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--_border);
    border-inline-start: 3px solid var(--_warn);
    border-radius: var(--_radius);
    background: var(--_raised);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 1rem;
  }
  .head h3 {
    font-weight: 600;
  }
  .head button {
    margin-inline-start: auto;
  }
  .rows {
    max-height: 12rem;
    margin-block-start: 0.25rem;
    overflow: auto;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.93em;
  }
  th {
    color: var(--_muted);
    font-weight: 400;
    text-align: start;
  }
  td,
  th {
    padding: 0.125rem 0.75rem 0.125rem 0;
    overflow-wrap: anywhere;
    vertical-align: top;
  }
  .expired,
  .denied {
    color: var(--_danger);
  }
  @container (max-width: 30rem) {
    thead {
      position: absolute;
      clip-path: inset(50%);
    }
    tr {
      display: flex;
      flex-wrap: wrap;
      gap: 0 0.75rem;
      padding-block: 0.25rem;
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
