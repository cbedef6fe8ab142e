import { ComisGateway } from './gateway.js';

ComisGateway.define();

declare global {
  interface HTMLElementTagNameMap {
    'comis-gateway': ComisGateway;
  }
}
