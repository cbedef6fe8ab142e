/** Bounds the list of pending requests: a gateway, or an agent that floods it, may send any number. */
import type { ApprovalRequest } from '../../protocol/index.js';
import { mostRows } from '../stores/page-limits.js';
import type { Faults } from './waiting-faults.js';

/** The requests kept, and the ids of those left out. */
export interface KeptRequests {
  readonly requests: readonly ApprovalRequest[];
  readonly leftOut: readonly string[];
}

/**
 * Keeps {@link mostRows} requests: critical ones and those with a fault first, then those with the nearest deadline.
 *
 * @param requests nearest deadline first.
 * @param leftOut the ids left out earlier that are still pending.
 */
export function withinLimit(
  requests: readonly ApprovalRequest[],
  faults: Faults,
  leftOut: readonly string[] = [],
): KeptRequests {
  if (requests.length <= mostRows) return { requests, leftOut };
  const isUrgent = ({ risk, approvalId }: ApprovalRequest) => risk === 'critical' || faults.has(approvalId);
  const urgent = requests.filter(isUrgent);
  const others = requests.filter((request) => !isUrgent(request));
  const kept = new Set([...urgent, ...others].slice(0, mostRows));
  const dropped = requests.filter((request) => !kept.has(request)).map(({ approvalId }) => approvalId);
  return { requests: requests.filter((request) => kept.has(request)), leftOut: [...leftOut, ...dropped] };
}

/** Removes an id from those left out. */
export function withoutLeftOut(leftOut: readonly string[], approvalId: string): readonly string[] {
  return leftOut.includes(approvalId) ? leftOut.filter((id) => id !== approvalId) : leftOut;
}
