/** Requests that wait for a person, and past decisions. */
import * as z from 'zod/mini';
import { Digest, digestToApprove } from '../digest-schema.js';
import { ApprovalRequest, Decision, Timestamp } from '../domain.js';
import { open } from '../open.js';
import { outcomes, verdicts } from '../words.js';
import { cursor, limit, method, nextCursor, result, text } from './method.js';

export const approvalMethods = {
  'approvals.list': method({
    summary: 'The requests that wait for a person, and the time on the server clock.',
    scope: 'rpc',
    params: z.object({}),
    sample: {},
    result: result({
      /** Every request that waits, in any order; no page. */
      requests: z.array(ApprovalRequest),
      /** How many wait: the number of `requests`. */
      total: z.number(),
      /** The gateway's clock: deadlines are counted by it. */
      now: Timestamp,
    }),
  }),
  'approvals.respond': method({
    summary:
      'Approves or denies one request. To approve takes the digest of what was shown; to deny does not. The token says who decided.',
    scope: 'admin',
    restsOn: 'approvals.list',
    errors: ['notFound', 'alreadyResolved', 'stale'],
    params: z
      .object({
        /** The request. */
        approvalId: text,
        /** What the person chose. */
        decision: z.enum(verdicts),
        /** The reason; the agent gets it, and the history shows it. */
        comment: z.optional(text),
        digest: z.optional(Digest),
      })
      .check(digestToApprove),
    sample: { approvalId: 'apr_1', decision: 'deny', comment: 'Not today' },
    result: result({
      /** The request. */
      approvalId: text,
      /** What became of it. */
      outcome: open(outcomes),
      /** Who decided, by the name of the token. */
      resolvedBy: text,
      /** When it was decided. */
      resolvedAt: Timestamp,
    }),
  }),
  'approvals.history': method({
    summary: 'Past decisions, newest first.',
    scope: 'rpc',
    params: z.object({
      /** Only decisions with this outcome. */
      outcome: z.optional(z.enum(outcomes)),
      /** Only requests of this agent, by its whole name. */
      agentId: z.optional(text),
      /** Only requests for this action, by its whole name. */
      action: z.optional(text),
      /** Only decisions of this person or token, by the whole name. */
      resolvedBy: z.optional(text),
      /** Not resolved before this time; inclusive. */
      from: z.optional(Timestamp),
      /** Not resolved after this time; inclusive. */
      to: z.optional(Timestamp),
      cursor,
      limit,
    }),
    sample: { outcome: 'denied', limit: 100 },
    result: result({
      /** By `resolvedAt`, newest first. */
      decisions: z.array(Decision),
      nextCursor,
      /** How many decisions all filters together admit. */
      total: z.optional(z.number()),
    }),
  }),
  'approvals.forgetDenials': method({
    summary:
      'Forgets the denials that the gateway remembers for a session, so that it asks again. True also where it remembered none.',
    scope: 'admin',
    restsOn: 'approvals.history',
    params: z.object({
      /** The session whose denials are forgotten. */
      sessionKey: text,
    }),
    sample: { sessionKey: 'acme:maria:telegram' },
    result: result({
      /** Also where nothing was remembered. */
      cleared: z.literal(true),
    }),
  }),
} as const;
