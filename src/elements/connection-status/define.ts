import { ComisConnectionStatus } from './connection-status.js';

ComisConnectionStatus.define();

declare global {
  interface HTMLElementTagNameMap {
    'comis-connection-status': ComisConnectionStatus;
  }
}
