/** Requests that wait and cannot be decided like any other: they are shown all the same, as their agents wait. */
import type { ApprovalRequest, Unreadable } from '../../protocol/index.js';

/**
 * Why a request cannot be decided like any other. `unreadable`: it can be denied at most, and only where its id can be
 * read. `duplicate`: several requests have its id, so that nobody knows which one a decision would be about.
 */
export type Fault =
  | {
      readonly kind: 'unreadable';
      readonly issues: readonly string[];
      readonly readable: Unreadable<ApprovalRequest>['readable'];
    }
  | { readonly kind: 'duplicate' };

/** The faults of requests, by their ids. */
export type Faults = ReadonlyMap<string, Fault>;

/** What waits, with what keeps some of it from being decided. */
export interface Faulty {
  readonly requests: readonly ApprovalRequest[];
  readonly faults: Faults;
}

/** Puts those that can be read and those that cannot together: each of the latter has a request that stands for it. */
export function withFaults(readable: readonly ApprovalRequest[], unreadable: readonly Unreadable[]): Faulty {
  const faults = new Map<string, Fault>();
  const standIns = unreadable.map((each, index) => standInFor(each, index + 1));
  for (const { request, fault } of standIns) faults.set(request.approvalId, fault);
  const requests = [...readable, ...standIns.map(({ request }) => request)];
  const seen = new Set<string>();
  for (const { approvalId } of requests) {
    if (seen.has(approvalId)) faults.set(approvalId, { kind: 'duplicate' });
    seen.add(approvalId);
  }
  return { requests, faults };
}

/** Adds one that came by itself and cannot be read. */
export function withUnreadable({ requests, faults }: Faulty, unreadable: Unreadable): Faulty {
  const { request, fault } = standInFor(unreadable, faults.size + 1);
  const { approvalId } = request;
  if (faults.get(approvalId)?.kind === 'duplicate') return { requests, faults };
  return {
    requests: [...requests.filter((each) => each.approvalId !== approvalId), request],
    faults: new Map([...faults, [approvalId, fault]]),
  };
}

/** Without the fault of an id, once it is known again what it is. */
export function withoutFault(faults: Faults, approvalId: string): Faults {
  if (!faults.has(approvalId)) return faults;
  return new Map([...faults].filter(([id]) => id !== approvalId));
}

/** A request made of what can be read. It is marked as cut short, so that nothing takes it for all of it. */
function standInFor(unreadable: Unreadable, number: number): { request: ApprovalRequest; fault: Fault } {
  const { issues, readable } = unreadable as Unreadable<ApprovalRequest>;
  const { createdAt, timeoutMs, ...rest } = readable;
  const request: ApprovalRequest = {
    action: notRead,
    params: {},
    risk: 'unknown',
    approvalId: `(id not readable, ${number})`,
    ...rest,
    createdAt: createdAt ?? 0,
    // Without the time at which it began nobody knows when it ends.
    ...(createdAt === undefined || timeoutMs === undefined ? {} : { timeoutMs }),
    truncated: true,
  };
  return { request, fault: { kind: 'unreadable', issues, readable } };
}

const notRead = '(not readable)';
