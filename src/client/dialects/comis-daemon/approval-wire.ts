/** What the daemon says of approvals (`admin.approval.*`, `approval:requested`, `approval:resolved`). */
import * as z from 'zod/mini';
import { Timestamp } from '../../../protocol/index.js';

/** A request that waits. */
export const DaemonRequest = z.looseObject({
  requestId: z.string(),
  toolName: z.string(),
  action: z.string(),
  params: z.record(z.string(), z.unknown()),
  /** Not the agent's id, whatever it is called: the id of the user for whom the agent acts. */
  agentId: z.string(),
  sessionKey: z.string(),
  trustLevel: z.string(),
  createdAt: Timestamp,
  timeoutMs: z.number().check(z.gte(0)),
  /** Only in the event. */
  channelType: z.optional(z.string()),
});
/** A request that waits. */
export type DaemonRequest = z.infer<typeof DaemonRequest>;

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

/** The answer to `admin.approval.pending`. */
export const PendingAnswer = z.looseObject({ requests: z.array(DaemonRequest), total: z.number() });

/** The answer to `admin.approval.resolve`. */
export const ResolveAnswer = z.looseObject({ requestId: z.string(), approved: z.boolean(), approvedBy: z.string() });
