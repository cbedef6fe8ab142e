/**
 * The gateway's events on the stream: one row each. Adding an event is adding a row; the typed `on()`, the list of
 * names that the stream listens for and the simulated gateway's `publish()` follow from this table.
 */
import * as z from 'zod/mini';
import { ApprovalRequest, AuditEntry, Decision, ProviderHealth, SecurityEvent, Timestamp } from './domain.js';
import { isApprovalRequest, isAuditEntry, isDecision, isSecurityEvent } from './guards.js';

/** How one event is declared. */
export interface EventRow<S extends z.core.$ZodType> {
  /** One sentence for openrpc.json. */
  readonly summary: string;
  readonly payload: S;
  /** A faster check equivalent to the schema (tested), for frequent events. */
  readonly guard?: (value: unknown) => value is z.infer<S>;
  /** An example payload for openrpc.json and for tests of every event. */
  readonly sample: z.input<S>;
}

/** The time and the request of the samples. */
const at = Date.UTC(2025, 10, 30, 8);
const request = {
  approvalId: 'apr_1',
  agentId: 'deploy-bot',
  action: 'file.delete',
  params: { path: '/srv/old.log' },
  risk: 'high' as const,
  createdAt: at - 60_000,
  timeoutMs: 300_000,
};

const event = <S extends z.core.$ZodType>(row: EventRow<S>) => row;

export const gatewayEvents = {
  'security:event': event({
    summary: 'Something that concerns security happened.',
    payload: SecurityEvent,
    sample: {
      id: 'evt_1',
      timestamp: at,
      type: 'agent.action',
      agentId: 'deploy-bot',
      action: 'http.get',
      risk: 'low',
    },
    guard: isSecurityEvent,
  }),
  'audit:event': event({
    summary: 'The audit log grew by this entry.',
    payload: AuditEntry,
    sample: { id: 'aud_1', timestamp: at, action: 'tokens.create', classification: 'security', outcome: 'success' },
    guard: isAuditEntry,
  }),
  'approval:requested': event({
    summary: 'An agent waits for a decision.',
    payload: ApprovalRequest,
    sample: request,
    guard: isApprovalRequest,
  }),
  'approval:changed': event({
    summary: 'A waiting request is no longer what it was.',
    payload: ApprovalRequest,
    sample: { ...request, params: { path: '/srv/older.log' } },
    guard: isApprovalRequest,
  }),
  'approval:resolved': event({
    summary: 'A request ended: decided, expired or withdrawn.',
    payload: Decision,
    sample: { ...request, outcome: 'denied', resolvedBy: 'maria', resolvedAt: at },
    guard: isDecision,
  }),
  'provider:state': event({
    summary: 'A provider changed: its breaker, or what was measured of it.',
    payload: ProviderHealth,
    sample: { provider: 'openai', state: 'open', since: at },
  }),
  'config:patched': event({
    summary: 'A section of the configuration was changed.',
    payload: z.looseObject({
      /** The section, such as `security`. */
      section: z.string(),
      /** The state of the section now. */
      revision: z.union([z.string(), z.number()]),
      /** Who changed it: the name of the token. */
      by: z.string(),
    }),
    sample: { section: 'security', revision: 2, by: 'maria' },
  }),
  'secrets:changed': event({
    summary: 'A secret was created, updated or deleted.',
    payload: z.looseObject({
      /** The secret. */
      name: z.string(),
      /** What happened to it: `created`, `updated`, `deleted`. */
      change: z.string(),
    }),
    sample: { name: 'ACME_API_KEY', change: 'created' },
  }),
  'tokens:changed': event({
    summary: 'A token was created, revoked or rotated away.',
    payload: z.looseObject({
      /** The token. */
      id: z.string(),
      /** What happened to it: `created`, `revoked`, `rotated`. */
      change: z.string(),
    }),
    sample: { id: 'tok_1', change: 'revoked' },
  }),
  'stream:gap': event({
    summary: 'The stream cannot replay what happened between two moments.',
    payload: z.looseObject({
      /** When the last event happened that the client has; where that is not known, the earliest time that it can be. */
      from: Timestamp,
      /** From when on everything is replayed. */
      to: Timestamp,
    }),
    sample: { from: at, to: at },
  }),
} as const;

/** The name of a documented event. `ping`, which only keeps the stream alive, is none. */
export type GatewayEventName = keyof typeof gatewayEvents;
/** The payload of an event. */
export type PayloadOf<E extends GatewayEventName> = z.infer<(typeof gatewayEvents)[E]['payload']>;
