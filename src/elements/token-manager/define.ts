import { ComisTokenManager } from './token-manager.js';

ComisTokenManager.define();

declare global {
  interface HTMLElementTagNameMap {
    'comis-token-manager': ComisTokenManager;
  }
}
