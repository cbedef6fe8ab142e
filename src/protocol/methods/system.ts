/** The gateway itself, and what the calling token may do there. */
import * as z from 'zod/mini';
import { Timestamp } from '../domain.js';
import { method, result, text } from './method.js';

export const systemMethods = {
  'system.ping': method({
    summary: 'Proof of life, the server clock, and what the calling token is and may do.',
    scope: 'rpc',
    params: z.object({}),
    sample: {},
    result: result({
      /** Proof of life. */
      pong: z.literal(true),
      /** The gateway's clock. */
      ts: Timestamp,
      /** The scopes of the calling token. Absent: unknown; the client learns them from refusals. */
      scopes: z.optional(z.array(text)),
      /**
       * The methods of the gateway, so that elements offer no others. Absent: unknown; then a method counts as offered
       * until it, or one that it depends on, is answered with -32601.
       */
      methods: z.optional(z.array(text)),
      /** The name of the calling token, which identifies who decides. Absent: unknown. */
      name: z.optional(text),
    }),
  }),
} as const;
