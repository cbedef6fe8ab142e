import type { ApprovalRequest } from '../../../protocol/index.js';

/** What the card of a request is known by. @param number - which one it is of those that share its id, from 1. */
export const cardKey = (approvalId: string, number = 1): string =>
  JSON.stringify(number === 1 ? [approvalId] : [approvalId, number]);

/** The requests by what their cards are known by: the id, and for one that shares it with others also which one it is. */
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
