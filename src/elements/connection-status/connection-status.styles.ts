import { css } from 'lit';

export const styles = css`
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 0.75rem;
    min-height: 2rem;
  }
  .connection::before {
    display: inline-block;
    width: 1.4em;
    content: '\\25CB' / '';
  }
  .connection.ok::before {
    color: var(--_ok);
    content: '\\25CF' / '';
  }
  .connection.warn {
    color: var(--_warn);
  }
  .connection.warn::before {
    content: '\\25B2' / '';
  }
  .connection.bad {
    color: var(--_danger);
  }
  .connection.bad::before {
    content: '\\26A0' / '';
  }
  summary {
    min-height: 1.5rem;
    color: var(--_warn);
    cursor: pointer;
  }
  ul {
    margin: 0.25rem 0 0;
    padding-inline-start: 1.25rem;
    overflow-wrap: anywhere;
  }
`;
