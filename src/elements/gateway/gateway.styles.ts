import { css } from 'lit';

/** The provider renders nothing and does not affect the host's layout. */
export const styles = css`
  :host {
    display: contents;
  }
`;
