import { ComisApprovalRules } from './approval-rules.js';

ComisApprovalRules.define();

declare global {
  interface HTMLElementTagNameMap {
    'comis-approval-rules': ComisApprovalRules;
  }
}
