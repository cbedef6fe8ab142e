/** API tokens. */
import * as z from 'zod/mini';
import { Timestamp, Token } from '../domain.js';
import { scopes } from '../words.js';
import { method, name, result, text } from './method.js';

/**
 * The environment variable of the gateway that must contain a new token's secret before the token works. Absent: it
 * works immediately.
 */
const environmentVariable = z.optional(text);

/**
 * The ids of other tokens that may stop working with a change of tokens. A gateway where others would stop working does
 * nothing and names them: the client then fails the call as `unconfirmed`. Others ignore it.
 */
const acceptLoss = z.optional(z.array(text));

export const tokenMethods = {
  'tokens.list': method({
    summary: 'All API tokens, never with their secrets.',
    scope: 'admin',
    params: z.object({}),
    sample: {},
    result: result({
      /** Those in force; revoked ones may follow, with `revokedAt`. */
      tokens: z.array(Token),
      /** False: tokens of this gateway do not expire, and it takes no `expiresAt`. Absent: they may. */
      expiry: z.optional(z.boolean()),
      /** What each scope allows on this gateway, by name. Absent: as documented. */
      scopesAllow: z.optional(z.record(text, text)),
    }),
  }),
  'tokens.create': method({
    summary: 'Creates a token. The answer holds its secret, this once.',
    scope: 'admin',
    restsOn: 'tokens.list',
    params: z.object({
      /** What people call it; a decision is recorded by it. */
      name,
      /** What it may do; none includes another. */
      scopes: z.array(z.enum(scopes)).check(z.minLength(1)),
      /** When it ends. Absent: never. */
      expiresAt: z.optional(Timestamp),
      acceptLoss,
    }),
    sample: { name: 'status-page', scopes: ['rpc'] },
    result: result({
      /** Names the token in calls. */
      id: text,
      /** As it was given. */
      name: text,
      /** As they were given. */
      scopes: z.array(text),
      /** The token itself: random, at least 43 characters, shown this once. */
      secret: text,
      /** When it was made. */
      createdAt: Timestamp,
      /** When it ends. Absent: never. */
      expiresAt: z.optional(Timestamp),
      environmentVariable,
    }),
  }),
  'tokens.revoke': method({
    summary: 'Revokes a token at once: its sockets close with 4001 and its streams end.',
    scope: 'admin',
    restsOn: 'tokens.list',
    errors: ['notFound'],
    params: z.object({
      /** The token. */
      id: text,
      acceptLoss,
    }),
    sample: { id: 'tok_1' },
    result: result({
      /** The token. */
      id: text,
      /** It is refused from now on. */
      revoked: z.literal(true),
    }),
  }),
  'tokens.rotate': method({
    summary: 'Replaces a token by a new one with the same name and scopes. The answer holds the new secret, this once.',
    scope: 'admin',
    restsOn: 'tokens.list',
    errors: ['notFound'],
    params: z.object({
      /** The token. */
      id: text,
      acceptLoss,
    }),
    sample: { id: 'tok_1' },
    result: result({
      /** The token that was replaced; it is refused from now on. */
      oldId: text,
      /** The token that replaces it. */
      newId: text,
      /** The new token itself, shown this once. */
      secret: text,
      /** As before. */
      scopes: z.array(text),
      /** When it was made. */
      createdAt: Timestamp,
      environmentVariable,
    }),
  }),
} as const;
