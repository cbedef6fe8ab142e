import type { ApprovalRequest } from '../../../protocol/index.js';

/** The key of a card. @param number - its number among requests that share the id, from 1. */
export const cardKey = (approvalId: string, number = 1): string =>
  JSON.stringify(number === 1 ? [approvalId] : [approvalId, number]);

/** The requests by the key of their cards: the id, with a number where several share it. */
export function keyed(requests: readonly ApprovalRequest[]): ReadonlyMap<string, ApprovalRequest> {
  const all = new Map<string, ApprovalRequest>();
  const counts = new Map<string, number>();
  for (const request of requests) {
    const count = (counts.get(request.approvalId) ?? 0) + 1;
    counts.set(request.approvalId, count);
    all.set(cardKey(request.approvalId, count), request);
  }
  return all;
}
