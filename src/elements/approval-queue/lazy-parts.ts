/** What a queue loads when it is needed: nothing here is needed to read, approve or deny a request. */
import type { LazyPart } from '../../ui/base/register.js';

/** Draws attention to what waits, where the page asks for it. */
export const approvalAttention: LazyPart = {
  elementName: 'approval-attention',
  load: async () => (await import('./attention/approval-attention.js')).ApprovalAttention,
};

/** Names agents that ask too often: needed as soon as more than a few requests are known. */
export const approvalRate: LazyPart = {
  elementName: 'approval-rate',
  load: async () => (await import('./attention/approval-rate.js')).ApprovalRate,
};

/** Says what became of a linked request that does not wait. */
export const linkedRequest: LazyPart = {
  elementName: 'linked-request',
  load: async () => (await import('./link/linked-request.js')).LinkedRequest,
};

/** Lists what ended while nobody could see it. */
export const approvalMissed: LazyPart = {
  elementName: 'approval-missed',
  load: async () => (await import('./missed/approval-missed.js')).ApprovalMissed,
};

/** Makes a rule from a request. */
export const rememberDialog: LazyPart = {
  elementName: 'remember-dialog',
  load: async () => (await import('../../ui/remember-rule/remember-dialog.js')).RememberDialog,
};
