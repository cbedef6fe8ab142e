/** What the daemon says of tokens (`tokens.*`, and of them in `audit:event`), and what it calls their variables. */
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
/** What becomes of a token, as `tokens:changed` says it. */
export type TokenChange = (typeof changes)[TokenMethod];

const TokenAudit = z.looseObject({
  timestamp: Timestamp,
  actionType: z.enum(Object.keys(changes) as TokenMethod[]),
  outcome: z.literal('success'),
  metadata: z.optional(z.looseObject({ entityId: z.optional(z.string()) })),
});

/** A change of tokens that the audit told of. */
export interface AuditedChange {
  readonly change: TokenChange;
  /** The token's id; empty when it was not told. */
  readonly id: string;
  /** The id of the token that is new with it. */
  readonly newId: string | undefined;
  /** When it was told, epoch ms on the daemon's clock. */
  readonly at: number;
}

/** What joins the ids of a rotated token and of its successor. */
const becomes = ' -> ';

/** The change of tokens that an `audit:event` tells of; undefined when it tells of something else. */
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

/** An id may hold anything, also what joins it to the next; but the new one begins with the old one. */
function successionIn(entity: string): { id: string; newId: string | undefined } {
  for (let end = entity.indexOf(becomes); end >= 0; end = entity.indexOf(becomes, end + 1)) {
    const [id, newId] = [entity.slice(0, end), entity.slice(end + becomes.length)];
    if (newId.startsWith(`${id}-`)) return { id, newId };
  }
  return { id: entity, newId: undefined };
}

/** The last change of tokens among what audit events carry. */
export function lastChangeIn(audited: readonly unknown[]): AuditedChange | undefined {
  return audited.flatMap((payload) => changeIn(payload) ?? []).at(-1);
}

/** The variable of its environment where the daemon looks for the secret of a token. */
export function variableOf(id: string): string {
  return `GATEWAY_TOKEN_${id.toUpperCase().replaceAll('-', '_')}`;
}

/** Whether a variable can be named after a token of this id: shells and service managers take no other characters. */
export function canHaveVariable(id: string): boolean {
  return /^[A-Za-z0-9_-]+$/.test(id);
}
