/** The audit log. */
import * as z from 'zod/mini';
import { AuditEntry, Timestamp } from '../domain.js';
import { auditOutcomes, classifications } from '../words.js';
import { cursor, limit, method, result, text } from './method.js';

export const auditMethods = {
  'security.audit': method({
    summary: 'The audit log, newest first. `search` covers agent, user, action, comment and details.',
    scope: 'rpc',
    params: z.object({
      /** The number of past days; `from` takes precedence. */
      days: z.optional(z.number().check(z.gt(0), z.lte(36_500))),
      from: z.optional(Timestamp),
      to: z.optional(Timestamp),
      action: z.optional(text),
      agentId: z.optional(text),
      user: z.optional(text),
      classification: z.optional(z.enum(classifications)),
      outcome: z.optional(z.enum(auditOutcomes)),
      traceId: z.optional(text),
      search: z.optional(text),
      cursor,
      limit,
    }),
    sample: { days: 7, search: 'deploy' },
    result: result({
      entries: z.array(AuditEntry),
      nextCursor: cursor,
      /** How many match. */
      total: z.optional(z.number()),
      /** The time of the oldest entry kept. */
      oldest: z.optional(Timestamp),
    }),
  }),
} as const;
