import { ComisApprovalHistory } from './approval-history.js';

ComisApprovalHistory.define();

declare global {
  interface HTMLElementTagNameMap {
    'comis-approval-history': ComisApprovalHistory;
  }
}
