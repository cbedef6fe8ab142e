/** What the daemon says of approvals (`admin.approval.*`, `approval:requested`, `approval:resolved`). */
import * as z from 'zod/mini';
import {
  type ApprovalRequest,
  describeIssues,
  JsonObject,
  Timestamp,
  type Unreadable,
} from '../../../../protocol/index.js';

const maybe = z.optional(z.nullable(z.string()));
const timeoutMs = z.number().check(z.gte(0));

/** A request that waits. What only says more about it may be missing: it can be decided without. */
export const DaemonRequest = z.looseObject({
  requestId: z.string(),
  toolName: maybe,
  action: z.string(),
  params: JsonObject,
  /** Not the agent's id, whatever it is called: the id of the user for whom the agent acts. */
  agentId: maybe,
  sessionKey: maybe,
  trustLevel: maybe,
  createdAt: Timestamp,
  timeoutMs,
  /** Only in the event. */
  channelType: maybe,
});
/** A request that waits. */
export interface DaemonRequest extends Partial<
  Readonly<Record<'toolName' | 'agentId' | 'sessionKey' | 'trustLevel' | 'channelType', string | null | undefined>>
> {
  readonly requestId: string;
  readonly action: string;
  readonly params: Record<string, unknown>;
  /** Epoch ms on the daemon's clock. */
  readonly createdAt: number;
  /** Undefined where it cannot be read. */
  readonly timeoutMs?: number | undefined;
}

const nothing = z.catch(maybe, undefined);
/** What can be read of one by itself, whatever else is wrong with it. */
const DamagedRequest = z.looseObject({
  requestId: z.catch(z.optional(z.string()), undefined),
  toolName: nothing,
  action: z.catch(z.optional(z.string()), undefined),
  params: z.catch(z.optional(JsonObject), undefined),
  agentId: nothing,
  sessionKey: nothing,
  trustLevel: nothing,
  createdAt: z.catch(z.optional(Timestamp), undefined),
  timeoutMs: z.catch(z.optional(timeoutMs), undefined),
  channelType: nothing,
});

/** What could be read of a request. */
export type ReadRequest =
  | {
      readonly request: DaemonRequest;
      /** What could not be read, without quoting it; undefined when all could. */
      readonly issue?: string;
    }
  /** It cannot even be said which one it is. */
  | { readonly request: undefined; readonly issue: string; readonly readable: Unreadable<ApprovalRequest>['readable'] };

/**
 * Reads one request, as far as it can be read: one that is damaged waits all the same, and must not hide the others.
 *
 * @param now - stands for when it was made, where that cannot be read (epoch ms on the daemon's clock).
 */
export function readRequest(payload: unknown, now: number): ReadRequest {
  const parsed = z.safeParse(DaemonRequest, payload);
  if (parsed.success) return { request: parsed.data };
  const issue = describeIssues(parsed.error, payload).join('; ');
  const damaged = z.safeParse(DamagedRequest, payload);
  if (!damaged.success) return { request: undefined, issue, readable: {} };
  const { requestId, action, params, createdAt } = damaged.data;
  if (requestId === undefined) return { request: undefined, issue, readable: readableOf(damaged.data) };
  const known = { requestId, action: action ?? '(not told)', params: params ?? {}, createdAt: createdAt ?? now };
  return { request: { ...damaged.data, ...known }, issue };
}

/** What of a request without an id can be shown, under the names of the documented RPC. */
function readableOf({ action, params, agentId, sessionKey, createdAt, timeoutMs }: z.infer<typeof DamagedRequest>) {
  return {
    ...(action === undefined ? {} : { action }),
    ...(params === undefined ? {} : { params }),
    ...(agentId ? { user: agentId } : {}),
    ...(sessionKey ? { sessionKey } : {}),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  };
}

/** How a request ended; also of one that was never announced, when an earlier decision decided it. */
export const DaemonResolution = z.looseObject({
  requestId: z.string(),
  approved: z.boolean(),
  /** Whatever the client said, or one of the daemon's own `system:` names. */
  approvedBy: z.string(),
  reason: z.optional(z.nullable(z.string())),
  resolvedAt: Timestamp,
});
/** How a request ended. */
export type DaemonResolution = z.infer<typeof DaemonResolution>;

/** The answer to `admin.approval.pending`: each request is read by itself. */
export const PendingAnswer = z.looseObject({ requests: z.array(z.unknown()), total: z.number() });

/** The answer to `admin.approval.resolve`. */
export const ResolveAnswer = z.looseObject({ requestId: z.string(), approved: z.boolean(), approvedBy: z.string() });

/** `admin.approval.clearDenialCache`, which says so too when it had remembered nothing. */
export const ClearAnswer = z.object({ cleared: z.literal(true) });
