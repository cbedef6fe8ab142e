/**
 * Shapes of the daemon's approval methods and events (`admin.approval.*`, `approval:requested`, `approval:resolved`).
 */
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

/** A pending request. Fields that are not needed to decide it are optional. */
export const DaemonRequest = z.looseObject({
  requestId: z.string(),
  toolName: maybe,
  action: z.string(),
  params: JsonObject,
  /** Despite its name, the id of the user for whom the agent acts. */
  agentId: maybe,
  sessionKey: maybe,
  trustLevel: maybe,
  createdAt: Timestamp,
  timeoutMs,
  /** Only in the event. */
  channelType: maybe,
});
/** A pending request. */
export interface DaemonRequest extends Partial<
  Readonly<Record<'toolName' | 'agentId' | 'sessionKey' | 'trustLevel' | 'channelType', string | null | undefined>>
> {
  readonly requestId: string;
  readonly action: string;
  readonly params: Record<string, unknown>;
  /** Epoch ms, the daemon's time. */
  readonly createdAt: number;
  /** Undefined when unreadable. */
  readonly timeoutMs?: number | undefined;
}

const nothing = z.catch(maybe, undefined);
/** The fields of a damaged request, each read separately. */
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

/** The result of reading a request. */
export type ReadRequest =
  | {
      readonly request: DaemonRequest;
      /** Which part is unreadable, without quoting it; undefined when none is. */
      readonly issue?: string;
    }
  /** It cannot even be said which one it is. */
  | { readonly request: undefined; readonly issue: string; readonly readable: Unreadable<ApprovalRequest>['readable'] };

/**
 * Reads one request as far as possible: a damaged one is pending, too, and must not hide the others.
 *
 * @param now - replaces an unreadable `createdAt` (epoch ms, the daemon's time).
 */
export function readRequest(payload: unknown, now: number): ReadRequest {
  const parsed = z.safeParse(DaemonRequest, payload);
  if (parsed.success) return { request: parsed.data };
  const issue = describeIssues(parsed.error, payload).join('; ');
  const damaged = z.safeParse(DamagedRequest, payload);
  if (!damaged.success) return { request: undefined, issue, readable: {} };
  const { requestId, action, params, createdAt } = damaged.data;
  if (requestId === undefined) return { request: undefined, issue, readable: readableOf(damaged.data) };
  const known = { requestId, action: action ?? '(not reported)', params: params ?? {}, createdAt: createdAt ?? now };
  return { request: { ...damaged.data, ...known }, issue };
}

/** The readable fields of a request without an id, under the documented names. */
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

/** How a request ended; also one never announced, when the cache decided it. */
export const DaemonResolution = z.looseObject({
  requestId: z.string(),
  approved: z.boolean(),
  /** Any name sent by the client, or one of the daemon's own `system:` names. */
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

/** The answer to `admin.approval.clearDenialCache`, the same when the cache was empty. */
export const ClearAnswer = z.object({ cleared: z.literal(true) });
