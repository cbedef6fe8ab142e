import { ComisSecretsManager } from './secrets-manager.js';

ComisSecretsManager.define();

declare global {
  interface HTMLElementTagNameMap {
    'comis-secrets-manager': ComisSecretsManager;
  }
}
