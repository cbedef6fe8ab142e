/** Requests that wait for a person, and past decisions. */
import * as z from 'zod/mini';
import { Digest, digestToApprove } from '../digest-schema.js';
import { ApprovalRequest, Decision, Timestamp } from '../domain.js';
import { open } from '../open.js';
import { outcomes, verdicts } from '../words.js';
import { cursor, limit, method, result, text } from './method.js';

export const approvalMethods = {
  'approvals.list': method({
    summary: 'The requests that wait for a person, and the time on the server clock.',
    scope: 'rpc',
    params: z.object({}),
    sample: {},
    result: result({ requests: z.array(ApprovalRequest), total: z.number(), now: Timestamp }),
  }),
  'approvals.respond': method({
    summary:
      'Approves or denies one request. To approve takes the digest of what was shown; to deny does not. The token says who decided.',
    scope: 'admin',
    restsOn: 'approvals.list',
    params: z
      .object({
        approvalId: text,
        decision: z.enum(verdicts),
        comment: z.optional(text),
        digest: z.optional(Digest),
      })
      .check(digestToApprove),
    sample: { approvalId: 'apr_1', decision: 'deny', comment: 'Not today' },
    result: result({ approvalId: text, outcome: open(outcomes), resolvedBy: text, resolvedAt: Timestamp }),
  }),
  'approvals.history': method({
    summary: 'Past decisions, newest first.',
    scope: 'rpc',
    params: z.object({
      outcome: z.optional(z.enum(outcomes)),
      agentId: z.optional(text),
      action: z.optional(text),
      resolvedBy: z.optional(text),
      from: z.optional(Timestamp),
      to: z.optional(Timestamp),
      cursor,
      limit,
    }),
    sample: { outcome: 'denied', limit: 100 },
    result: result({ decisions: z.array(Decision), nextCursor: cursor, total: z.optional(z.number()) }),
  }),
  'approvals.forgetDenials': method({
    summary:
      'Forgets the denials that the gateway remembers for a session, so that it asks again. True also where it remembered none.',
    scope: 'admin',
    restsOn: 'approvals.history',
    params: z.object({ sessionKey: text }),
    sample: { sessionKey: 'acme:maria:telegram' },
    result: result({ cleared: z.literal(true) }),
  }),
} as const;
