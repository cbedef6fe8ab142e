/** The backlog of security events. */
import * as z from 'zod/mini';
import { SecurityEvent, Timestamp } from '../domain.js';
import { risks } from '../words.js';
import { cursor, limit, method, nextCursor, result, text } from './method.js';

export const eventMethods = {
  'security.events': method({
    summary: 'The backlog behind the live stream of security events, newest first.',
    scope: 'rpc',
    params: z.object({
      limit,
      /** The `nextCursor` of the page before. Absent: the newest events. */
      before: cursor,
      /** Not before this time; inclusive. */
      since: z.optional(Timestamp),
      /** Only events of this agent, by its whole name. */
      agentId: z.optional(text),
      /** Only events of this risk. */
      risk: z.optional(z.enum(risks)),
      /** Only events of this type, by its whole name. */
      type: z.optional(text),
      /** Only events of this trace. */
      traceId: z.optional(text),
    }),
    sample: { limit: 100, risk: 'high' },
    result: result({
      /** Newest first. */
      events: z.array(SecurityEvent),
      nextCursor,
    }),
  }),
} as const;
