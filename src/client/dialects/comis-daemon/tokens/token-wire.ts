/** Shapes of the daemon's token methods and of tokens in `audit:event`, and the names of their variables. */
import * as z from 'zod/mini';
import { Timestamp } from '../../../../protocol/index.js';

const id = z.string();
const secret = z.string().check(z.minLength(1));
const scopes = z.array(z.string());

/** The answer to `tokens.list`. */
export const TokenListAnswer = z.looseObject({
  tokens: z.array(z.looseObject({ id, scopes, createdAt: z.optional(Timestamp) })),
});
/** The answer to `tokens.create`. */
export const TokenCreateAnswer = z.looseObject({ id, secret, scopes, createdAt: Timestamp });
/** The answer to `tokens.revoke`. */
export const TokenRevokeAnswer = z.looseObject({ id, revoked: z.literal(true) });
/** The answer to `tokens.rotate`. */
export const TokenRotateAnswer = z.looseObject({
  oldId: id,
  newId: id,
  newSecret: secret,
  scopes,
  createdAt: Timestamp,
});

const changes = { 'tokens.create': 'created', 'tokens.revoke': 'revoked', 'tokens.rotate': 'rotated' } as const;
/** The methods that change tokens: the documented names are the daemon's. */
export type TokenMethod = keyof typeof changes;
/** The change of a token in `tokens:changed`. */
export type TokenChange = (typeof changes)[TokenMethod];

const TokenAudit = z.looseObject({
  timestamp: Timestamp,
  actionType: z.enum(Object.keys(changes) as TokenMethod[]),
  outcome: z.literal('success'),
  metadata: z.optional(z.looseObject({ entityId: z.optional(z.string()) })),
});

/** A change of tokens reported by the audit. */
export interface AuditedChange {
  readonly change: TokenChange;
  /** The token's id; empty when it was not reported. */
  readonly id: string;
  /** The id of the new token. */
  readonly newId: string | undefined;
  /** When it was reported (epoch ms, the daemon's time). */
  readonly at: number;
}

/** The separator between the ids of a rotated token and its successor. */
const becomes = ' -> ';

/** The change of tokens in an `audit:event`; undefined for other events. */
export function changeIn(payload: unknown): AuditedChange | undefined {
  const parsed = z.safeParse(TokenAudit, payload);
  if (!parsed.success) return undefined;
  const { timestamp: at, actionType, metadata } = parsed.data;
  const change = changes[actionType];
  const entity = metadata?.entityId ?? '';
  if (change !== 'rotated') return { change, id: entity, newId: change === 'created' ? entity : undefined, at };
  const { id, newId } = successionIn(entity);
  return { change, id, newId, at };
}

/** Ids may contain the separator, but the new id begins with the old one. */
function successionIn(entity: string): { id: string; newId: string | undefined } {
  for (let end = entity.indexOf(becomes); end >= 0; end = entity.indexOf(becomes, end + 1)) {
    const [id, newId] = [entity.slice(0, end), entity.slice(end + becomes.length)];
    if (newId.startsWith(`${id}-`)) return { id, newId };
  }
  return { id: entity, newId: undefined };
}

/** The last change of tokens among payloads of audit events. */
export function lastChangeIn(audited: readonly unknown[]): AuditedChange | undefined {
  return audited.flatMap((payload) => changeIn(payload) ?? []).at(-1);
}

/** The environment variable in which the daemon looks for the secret of a token. */
export function variableOf(id: string): string {
  return `GATEWAY_TOKEN_${id.toUpperCase().replaceAll('-', '_')}`;
}

/** Whether the id gives a valid variable name for shells and service managers. */
export function canHaveVariable(id: string): boolean {
  return /^[A-Za-z0-9_-]+$/.test(id);
}
