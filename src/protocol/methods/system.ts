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
      pong: z.literal(true),
      ts: Timestamp,
      /** The scopes of the calling token. Absent: not said; then a refusal is how a client learns. */
      scopes: z.optional(z.array(text)),
      /**
       * The methods that the gateway has, so that no act is offered that it lacks. Absent: not said; then a client takes
       * them for there until one is answered with -32601, and those that rest on that one with it.
       */
      methods: z.optional(z.array(text)),
      /** The name of the calling token, by which it is known who decides. Absent: not said. */
      name: z.optional(text),
    }),
  }),
} as const;
