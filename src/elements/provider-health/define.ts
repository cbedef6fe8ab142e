import { ComisProviderHealth } from './provider-health.js';

ComisProviderHealth.define();

declare global {
  interface HTMLElementTagNameMap {
    'comis-provider-health': ComisProviderHealth;
  }
}
