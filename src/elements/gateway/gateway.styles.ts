import { css } from 'lit';

/** The provider draws nothing of its own and takes no part in the host's layout. */
export const styles = css`
  :host {
    display: contents;
  }
`;
