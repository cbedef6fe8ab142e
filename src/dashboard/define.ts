import { ComisSecurityDashboard } from './security-dashboard.js';

ComisSecurityDashboard.define();

declare global {
  interface HTMLElementTagNameMap {
    'comis-security-dashboard': ComisSecurityDashboard;
  }
}
