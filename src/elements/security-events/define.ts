import { ComisSecurityEvents } from './security-events.js';

ComisSecurityEvents.define();

declare global {
  interface HTMLElementTagNameMap {
    'comis-security-events': ComisSecurityEvents;
  }
}
