import { ComisApprovalBadge } from './approval-badge.js';

ComisApprovalBadge.define();

declare global {
  interface HTMLElementTagNameMap {
    'comis-approval-badge': ComisApprovalBadge;
  }
}
