import { ComisAuditLog } from './audit-log.js';

ComisAuditLog.define();

declare global {
  interface HTMLElementTagNameMap {
    'comis-audit-log': ComisAuditLog;
  }
}
