/** Which of the requests that wait are similar: of the same agent, for the same action, of the same risk. */
import type { ApprovalRequest } from '../../../protocol/index.js';

/** Worked out once for each request: many arrive at once. */
const likenesses = new WeakMap<ApprovalRequest, string>();
const groupings = new WeakMap<readonly ApprovalRequest[], ReadonlyMap<string, readonly ApprovalRequest[]>>();

/**
 * What a request has in common with those that are similar to it; the same text for all of them. Where the gateway does not
 * say which agent asks, the requesting user counts; where it says neither, nothing tells that the same one asks, and the
 * request is similar to none.
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

/** Requests by what they have in common, in the order given. */
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
 * The groups of similar requests, each of two at least and in the order given, by the `approvalId` of each member. Worked out
 * once for a list: the same list gives the same groups.
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

/** Puts similar requests next to each other: a group stands where its first stood, its members in the order given. */
export function groupSimilar(requests: readonly ApprovalRequest[]): ApprovalRequest[] {
  return [...byLikeness(requests).values()].flat();
}

/** Whether two lists hold the same objects in the same order. */
export function isSameList(a: readonly object[], b: readonly object[]): boolean {
  return a === b || (a.length === b.length && a.every((each, index) => each === b[index]));
}
