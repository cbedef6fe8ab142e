/** The audit log. */
import * as z from 'zod/mini';
import { AuditEntry, Timestamp } from '../domain.js';
import { auditOutcomes, classifications } from '../words.js';
import { cursor, limit, method, nextCursor, result, text } from './method.js';

export const auditMethods = {
  'security.audit': method({
    summary: 'The audit log, newest first. `search` covers agent, user, action, comment and details.',
    scope: 'rpc',
    params: z.object({
      /** Not before this many days ago. `from` takes precedence. */
      days: z.optional(z.number().check(z.gt(0), z.lte(36_500))),
      /** Not before this time; inclusive. */
      from: z.optional(Timestamp),
      /** Not after this time; inclusive. */
      to: z.optional(Timestamp),
      /** Only entries of this action, by its whole name. */
      action: z.optional(text),
      /** Only entries of this agent, by its whole name. */
      agentId: z.optional(text),
      /** Only entries of this user, by the whole name. */
      user: z.optional(text),
      /** Only entries of this kind. */
      classification: z.optional(z.enum(classifications)),
      /** Only entries with this outcome. */
      outcome: z.optional(z.enum(auditOutcomes)),
      /** Only entries of this trace. */
      traceId: z.optional(text),
      /** Only entries that hold this text in agent, user, action, comment or details, keys included; case does not count. */
      search: z.optional(text),
      cursor,
      limit,
    }),
    sample: { days: 7, search: 'deploy' },
    result: result({
      /** Newest first. */
      entries: z.array(AuditEntry),
      nextCursor,
      /** How many entries all filters together admit. */
      total: z.optional(z.number()),
      /** The time of the oldest entry kept. */
      oldest: z.optional(Timestamp),
    }),
  }),
} as const;
