import { css } from 'lit';

export const styles = css`
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 0.86em;
    min-height: 2.29em;
  }
  .line > .held {
    flex: none;
  }
  @container (max-width: 38.86em) {
    .next {
      display: none;
    }
  }
  @container (max-width: 50.29em) {
    /* One line, in which two of words fit: what is said when the connection drops must not push down what stands below. */
    .line {
      flex-wrap: nowrap;
      overflow-x: auto;
      line-height: 1.2;
      scrollbar-width: none;
    }
    .line > * {
      flex: none;
    }
    .line > .connection {
      flex: 0 1 auto;
      font-size: var(--_small);
    }
    .line > .connection:not(.ok) {
      min-width: min(20em, 70%);
    }
    .line > button {
      padding: 0.29em 0.46em;
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
    content: var(--_icon-idle) / '';
  }
  .connection.ok::before {
    color: var(--_ok);
    content: var(--_icon-live) / '';
  }
  .connection.warn {
    color: var(--_warn);
  }
  .connection.warn::before {
    content: var(--_icon-warn) / '';
  }
  .connection.bad {
    color: var(--_danger);
  }
  .connection.bad::before {
    content: var(--_icon-error) / '';
  }
  summary {
    min-height: var(--_target);
    color: var(--_muted);
    cursor: pointer;
  }
  .problems summary {
    color: var(--_warn);
  }
  ul {
    margin: 0.29em 0 0;
    padding-inline-start: 1.43em;
    overflow-wrap: anywhere;
  }
`;
