import { ComisApprovalQueue } from './approval-queue.js';

ComisApprovalQueue.define();

declare global {
  interface HTMLElementTagNameMap {
    'comis-approval-queue': ComisApprovalQueue;
  }
}
