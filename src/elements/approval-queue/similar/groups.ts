/** Groups pending requests of the same agent, action and risk. */
import type { ApprovalRequest } from '../../../protocol/index.js';

/** Cached by request: many arrive at once. */
const likenesses = new WeakMap<ApprovalRequest, string>();
const groupings = new WeakMap<readonly ApprovalRequest[], ReadonlyMap<string, readonly ApprovalRequest[]>>();

/**
 * The group key of a request. Where the gateway does not report the agent, the requesting user counts; without either,
 * the request is similar to none.
 */
export function likenessOf(request: ApprovalRequest): string {
  let likeness = likenesses.get(request);
  if (likeness === undefined) {
    const { approvalId, agentId, user, action, risk } = request;
    const asker =
      agentId !== undefined ? ['agent', agentId] : user !== undefined ? ['user', user] : ['one', approvalId];
    likeness = JSON.stringify([...asker, action, risk]);
    likenesses.set(request, likeness);
  }
  return likeness;
}

/** Requests by group key, in the order given. */
function byLikeness(requests: readonly ApprovalRequest[]): Map<string, ApprovalRequest[]> {
  const groups = new Map<string, ApprovalRequest[]>();
  for (const request of requests) {
    const likeness = likenessOf(request);
    const group = groups.get(likeness);
    if (group) group.push(request);
    else groups.set(likeness, [request]);
  }
  return groups;
}

/**
 * The groups of similar requests, each of two at least and in the order given, by the `approvalId` of each member.
 * Cached by list.
 */
export function groupsOf(requests: readonly ApprovalRequest[]): ReadonlyMap<string, readonly ApprovalRequest[]> {
  const known = groupings.get(requests);
  if (known) return known;
  const groups = new Map<string, readonly ApprovalRequest[]>();
  for (const group of byLikeness(requests).values()) {
    if (group.length > 1) for (const { approvalId } of group) groups.set(approvalId, group);
  }
  groupings.set(requests, groups);
  return groups;
}

/** Sorts similar requests together: a group takes the place of its first member. */
export function groupSimilar(requests: readonly ApprovalRequest[]): ApprovalRequest[] {
  return [...byLikeness(requests).values()].flat();
}

/** Shallow equality of lists. */
export function isSameList(a: readonly object[], b: readonly object[]): boolean {
  return a === b || (a.length === b.length && a.every((each, index) => each === b[index]));
}
