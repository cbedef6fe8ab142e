/** Pending requests that cannot be decided normally. They are shown, because their agents wait. */
import type { ApprovalRequest, Unreadable } from '../../protocol/index.js';

/**
 * Why a request cannot be decided normally. `unreadable`: it can only be denied, and only if its id is readable.
 * `duplicate`: several requests have its id, so a decision would be ambiguous.
 */
export type Fault =
  | {
      readonly kind: 'unreadable';
      readonly issues: readonly string[];
      readonly readable: Unreadable<ApprovalRequest>['readable'];
    }
  | { readonly kind: 'duplicate' };

/** Faults by request id. */
export type Faults = ReadonlyMap<string, Fault>;

/** Pending requests and their faults. */
export interface Faulty {
  readonly requests: readonly ApprovalRequest[];
  readonly faults: Faults;
}

/** Merges readable and unreadable requests: each unreadable one gets a stand-in request. */
export function withFaults(readable: readonly ApprovalRequest[], unreadable: readonly Unreadable[]): Faulty {
  const faults = new Map<string, Fault>();
  const placeholders = unreadable.map((each, index) => placeholderFor(each, index + 1));
  for (const { request, fault } of placeholders) faults.set(request.approvalId, fault);
  const requests = [...readable, ...placeholders.map(({ request }) => request)];
  const seen = new Set<string>();
  for (const { approvalId } of requests) {
    if (seen.has(approvalId)) faults.set(approvalId, { kind: 'duplicate' });
    seen.add(approvalId);
  }
  return { requests, faults };
}

/** Adds an unreadable request from an event. */
export function withUnreadable({ requests, faults }: Faulty, unreadable: Unreadable): Faulty {
  const { request, fault } = placeholderFor(unreadable, faults.size + 1);
  const { approvalId } = request;
  if (faults.get(approvalId)?.kind === 'duplicate') return { requests, faults };
  return {
    requests: [...requests.filter((each) => each.approvalId !== approvalId), request],
    faults: new Map([...faults, [approvalId, fault]]),
  };
}

/** Removes the fault of an id. */
export function withoutFault(faults: Faults, approvalId: string): Faults {
  if (!faults.has(approvalId)) return faults;
  return new Map([...faults].filter(([id]) => id !== approvalId));
}

/** Builds a request from the readable fields, marked as truncated so that it is not mistaken for the whole. */
function placeholderFor(unreadable: Unreadable, number: number): { request: ApprovalRequest; fault: Fault } {
  const { issues, readable } = unreadable as Unreadable<ApprovalRequest>;
  const { createdAt, timeoutMs, ...rest } = readable;
  const request: ApprovalRequest = {
    action: notRead,
    params: {},
    risk: 'unknown',
    approvalId: `(id not readable, ${number})`,
    ...rest,
    createdAt: createdAt ?? 0,
    // Without `createdAt` there is no deadline.
    ...(createdAt === undefined || timeoutMs === undefined ? {} : { timeoutMs }),
    truncated: true,
  };
  return { request, fault: { kind: 'unreadable', issues, readable } };
}

const notRead = '(not readable)';
