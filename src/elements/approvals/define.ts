import { ComisApprovals } from './approvals.js';

ComisApprovals.define();

declare global {
  interface HTMLElementTagNameMap {
    'comis-approvals': ComisApprovals;
  }
}
