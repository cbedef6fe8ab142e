import { css } from 'lit';

export const styles = css`
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 0.75rem;
    min-height: 2rem;
  }
  .line > .held {
    flex: none;
  }
  @container (max-width: 34rem) {
    .next {
      display: none;
    }
  }
  @container (max-width: 44rem) {
    /* Two lines: what is said when the connection drops must not push down what stands below. */
    .line {
      flex-wrap: nowrap;
      min-height: 3.5rem;
      overflow-x: auto;
    }
    .line > * {
      flex: none;
    }
    .line > .connection {
      flex: 0 1 auto;
      min-width: 12.5rem;
    }
    .line > button {
      padding: 0.25rem 0.4rem;
    }
    /* What was asked for may push: it is read from side to side. */
    .line:has(details[open]) {
      flex-wrap: wrap;
    }
    .line > details[open] {
      flex: 1 1 100%;
    }
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
    color: var(--_muted);
    cursor: pointer;
  }
  .problems summary {
    color: var(--_warn);
  }
  ul {
    margin: 0.25rem 0 0;
    padding-inline-start: 1.25rem;
    overflow-wrap: anywhere;
  }
`;
