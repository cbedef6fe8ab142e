/**
 * The RPC methods: one row each. Adding a method is adding a row; the typed `call()`, the simulated gateway's duty to
 * answer and openrpc.json follow from this table.
 */
import * as z from 'zod/mini';
import {
  ApprovalRequest,
  AuditEntry,
  auditOutcomes,
  classifications,
  Decision,
  JsonObject,
  outcomes,
  Permissions,
  ProviderHealth,
  risks,
  type Scope,
  Secret,
  SecurityEvent,
  Timestamp,
  Token,
  scopes,
  verdicts,
} from './domain.js';
import type { Unreadable } from './issues.js';
import { Digest, digestToApprove } from './digest.js';
import { open } from './open.js';
import { RememberedRule, SettingFacts } from './policy.js';

const text = z.string();
const name = z.string().check(z.minLength(1), z.maxLength(256));
const cursor = z.optional(z.string());
/** A page holds 1 to 1000 rows. */
const limit = z.optional(z.int().check(z.gte(1), z.lte(1000)));

/** Which state of a section something is of: opaque. */
const revision = z.union([z.string(), z.number()]);
/** 1 to 65 536 characters: keys and certificates fit, files do not. */
const secretValue = z.string().check(z.minLength(1), z.maxLength(65_536));

/** What any result may carry beside its own fields: where a dialect worked it out from, and what to show with it. */
const provenance = {
  derived: z.optional(z.looseObject({ from: z.string(), since: Timestamp })),
  notes: z.optional(z.array(z.string())),
};
const result = <S extends z.core.$ZodLooseShape>(shape: S) => z.looseObject({ ...shape, ...provenance });

/**
 * The variable of the gateway's environment that has to hold a new token's secret before the token works. Absent: it
 * works at once.
 */
const environmentVariable = z.optional(text);

/**
 * The ids of other tokens that may stop working with a change of tokens. A gateway where others would stop working does
 * nothing and names them: the client then fails the call as `unconfirmed`. Others ignore it.
 */
const acceptLoss = z.optional(z.array(text));

/** The longest that a remembered rule may last, in ms: thirty days. */
export const longestRule = 30 * 86_400_000;
const ruleDuration = z.int().check(z.gte(1000), z.lte(longestRule));

interface MethodRow<P, R> {
  /** One sentence for openrpc.json. */
  readonly summary: string;
  /** The scope that a token needs. */
  readonly scope: Scope;
  /**
   * The method that must have been answered before this one can be used with sense. Where a gateway does not have that
   * one, this one is not offered either.
   */
  readonly restsOn?: string;
  readonly params: P;
  readonly result: R;
}
const method = <P extends z.core.$ZodType, R extends z.core.$ZodType>(row: MethodRow<P, R>) => row;

export const methods = {
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
    result: result({ events: z.array(SecurityEvent), nextCursor: cursor }),
  }),
  'security.audit': method({
    summary: 'The audit log, newest first. `search` covers agent, user, action, comment and details.',
    scope: 'rpc',
    params: z.object({
      /** The last so many days; `from` wins over it. */
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
    result: result({
      entries: z.array(AuditEntry),
      nextCursor: cursor,
      /** How many match. */
      total: z.optional(z.number()),
      /** The oldest entry that is kept: before it nothing is known. */
      oldest: z.optional(Timestamp),
    }),
  }),
  'security.permissions': method({
    summary: 'Roles, permissions and who is granted what: the table that the gateway enforces.',
    scope: 'rpc',
    params: z.object({}),
    result: z.looseObject({ ...Permissions.shape, ...provenance }),
  }),
  'security.providerHealth': method({
    summary: 'The circuit breaker, errors and latency of each AI provider.',
    scope: 'rpc',
    params: z.object({}),
    result: result({ providers: z.array(ProviderHealth), at: Timestamp }),
  }),
  'tokens.list': method({
    summary: 'All API tokens, never with their secrets.',
    scope: 'admin',
    params: z.object({}),
    result: result({
      tokens: z.array(Token),
      /** False: tokens of this gateway do not expire, and it takes no `expiresAt`. Absent: they may. */
      expiry: z.optional(z.boolean()),
      /** What each scope allows here, by its name. Absent: what the documented RPC says. */
      scopesAllow: z.optional(z.record(text, text)),
    }),
  }),
  'tokens.create': method({
    summary: 'Creates a token. The answer holds its secret, this once.',
    scope: 'admin',
    restsOn: 'tokens.list',
    params: z.object({
      name,
      scopes: z.array(z.enum(scopes)).check(z.minLength(1)),
      expiresAt: z.optional(Timestamp),
      acceptLoss,
    }),
    result: result({
      id: text,
      name: text,
      scopes: z.array(text),
      secret: text,
      createdAt: Timestamp,
      expiresAt: z.optional(Timestamp),
      environmentVariable,
    }),
  }),
  'tokens.revoke': method({
    summary: 'Revokes a token at once: its sockets close with 4001 and its streams end.',
    scope: 'admin',
    restsOn: 'tokens.list',
    params: z.object({ id: text, acceptLoss }),
    result: result({ id: text, revoked: z.literal(true) }),
  }),
  'tokens.rotate': method({
    summary: 'Replaces a token by a new one with the same name and scopes. The answer holds the new secret, this once.',
    scope: 'admin',
    restsOn: 'tokens.list',
    params: z.object({ id: text, acceptLoss }),
    result: result({
      oldId: text,
      newId: text,
      secret: text,
      scopes: z.array(text),
      createdAt: Timestamp,
      environmentVariable,
    }),
  }),
  'secrets.list': method({
    summary: 'The state of the encrypted store and the names of its secrets, never a value.',
    scope: 'admin',
    params: z.object({}),
    result: result({ enabled: z.boolean(), dbPath: text, secrets: z.array(Secret) }),
  }),
  'secrets.set': method({
    summary: 'Stores a secret: a new one, or a new value for one that there is.',
    scope: 'admin',
    restsOn: 'secrets.list',
    params: z.object({ name, value: secretValue, description: z.optional(text) }),
    result: result({ name: text, created: z.boolean(), updatedAt: Timestamp }),
  }),
  'secrets.delete': method({
    summary: 'Deletes a secret for good.',
    scope: 'admin',
    restsOn: 'secrets.list',
    params: z.object({ name: text }),
    result: result({ name: text, deleted: z.literal(true) }),
  }),
  'approvals.list': method({
    summary: 'The requests that wait for a person, and the time on the server clock.',
    scope: 'rpc',
    params: z.object({}),
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
    result: result({ decisions: z.array(Decision), nextCursor: cursor, total: z.optional(z.number()) }),
  }),
  'rules.create': method({
    summary:
      'Remembers a rule: what it covers is approved without asking until it ends. Requests that wait already go on waiting.',
    scope: 'admin',
    restsOn: 'config.read',
    params: z.object({
      action: name,
      /** Absent: any agent. */
      agentId: z.optional(name),
      /** Exactly these parameters. Absent: any. */
      params: z.optional(JsonObject),
      /** Covers risks up to this one; `unknown`, or absent, covers every risk. */
      upToRisk: z.optional(z.enum(risks)),
      durationMs: ruleDuration,
      comment: z.optional(text),
    }),
    result: result({ rule: RememberedRule, revision }),
  }),
  'approvals.forgetDenials': method({
    summary:
      'Forgets the denials that the gateway remembers for a session, so that it asks again. True also where it remembered none.',
    scope: 'admin',
    restsOn: 'approvals.history',
    params: z.object({ sessionKey: text }),
    result: result({ cleared: z.literal(true) }),
  }),
  'rules.revoke': method({
    summary: 'Ends a remembered rule at once.',
    scope: 'admin',
    restsOn: 'config.read',
    params: z.object({ id: text }),
    result: result({ id: text, revoked: z.literal(true), revision }),
  }),
  'config.read': method({
    summary: 'The configuration, or one section of it, with the revision to base a change on.',
    scope: 'rpc',
    params: z.object({ section: z.optional(text) }),
    result: result({
      value: z.unknown(),
      revision,
      /** What is true of single settings beyond their values. Absent: all are enforced and can be changed. */
      settings: z.optional(z.array(SettingFacts)),
    }),
  }),
  'config.patch': method({
    summary: 'Changes a section of the configuration: all of the changes or none.',
    scope: 'admin',
    restsOn: 'config.read',
    params: z.object({
      section: text,
      changes: z.array(z.object({ key: name, value: z.unknown() })).check(z.minLength(1)),
      /** What the change is based on: refused as stale when the section has changed since. */
      baseRevision: z.optional(revision),
    }),
    result: result({
      patched: z.literal(true),
      section: text,
      value: z.unknown(),
      revision,
      restarting: z.optional(z.boolean()),
    }),
  }),
  'system.ping': method({
    summary: 'Proof of life, the server clock, and what the calling token is and may do.',
    scope: 'rpc',
    params: z.object({}),
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

/** The name of a documented method. */
export type RpcMethod = keyof typeof methods;
/** What a method takes. */
export type ParamsOf<M extends RpcMethod> = z.infer<(typeof methods)[M]['params']>;
/** What a method answers. */
export type ResultOf<M extends RpcMethod> = z.infer<(typeof methods)[M]['result']> & {
  /** The entries of its lists that could not be read, as the client found. No gateway sends this. */
  readonly unreadable?: readonly Unreadable[];
};

/** The methods whose absence means that a method is not offered either: itself, and what it rests on. */
export function neededFor(method: RpcMethod): readonly RpcMethod[] {
  const row: MethodRow<unknown, unknown> = methods[method];
  return row.restsOn === undefined ? [method] : [method, row.restsOn as RpcMethod];
}

/** The names of all documented methods. */
export const methodNames = Object.keys(methods) as RpcMethod[];
