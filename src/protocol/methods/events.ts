/** The backlog of security events. */
import * as z from 'zod/mini';
import { SecurityEvent, Timestamp } from '../domain.js';
import { risks } from '../words.js';
import { cursor, limit, method, result, text } from './method.js';

export const eventMethods = {
  'security.events': method({
    summary: 'The backlog behind the live stream of security events, newest first.',
    scope: 'rpc',
    params: z.object({
      limit,
      before: cursor,
      since: z.optional(Timestamp),
      agentId: z.optional(text),
      risk: z.optional(z.enum(risks)),
      type: z.optional(text),
      traceId: z.optional(text),
    }),
    sample: { limit: 100, risk: 'high' },
    result: result({ events: z.array(SecurityEvent), nextCursor: cursor }),
  }),
} as const;
