/** The API tokens of a gateway and their operations. Secrets are never kept. */
import type { HeldCall, RpcClient } from '../client/rpc-client.js';
import { hasPassed, type ParamsOf, type ResultOf, type RpcMethod, type Token } from '../protocol/index.js';
import { collectionOf } from './stores/collection.js';
import { withFirstRows } from './stores/page-limits.js';
import { perClient } from './stores/per-client.js';
import { repeatedIn } from './stores/repeats.js';

/** The gateway's tokens, whether they can expire, and what the answer was derived from. */
export type TokenList = ResultOf<'tokens.list'>;

/** The tokens of a client, in the gateway's order; one shared store each. */
export const tokensOf = collectionOf<TokenList>({
  method: 'tokens.list',
  load: async (client, signal) => withFirstRows(await client.call('tokens.list', {}, { signal }), 'tokens'),
  rereadOn: ['tokens:changed'],
});

/** The ids shared by several tokens, so that an operation would be ambiguous. */
export const ambiguousIds = (tokens: readonly Token[]): ReadonlySet<string> => repeatedIn(tokens.map(({ id }) => id));

/** The methods that change tokens. */
export type TokenMethod = 'tokens.create' | 'tokens.revoke' | 'tokens.rotate';

/** A pending change. */
interface Change {
  readonly method: TokenMethod;
  /** The id of an existing token, or the name of a new one. */
  readonly target: string;
}

/** The pending changes, in the order of their calls. */
const changesOf = perClient(() => new Set<Change>());

/**
 * Creates a token.
 *
 * @returns the gateway's answer with the secret, which only the caller holds.
 * @throws {GatewayError} `invalid-params` when, for example, the name is taken, and as a call does.
 */
export async function createToken(
  client: RpcClient,
  params: ParamsOf<'tokens.create'>,
): Promise<ResultOf<'tokens.create'>> {
  const change: Change = { method: 'tokens.create', target: params.name };
  return carryOut(client, change, () => client.call('tokens.create', params));
}

/**
 * Revokes a token.
 *
 * @param acceptLoss the ids of other tokens that may stop working with it.
 * @throws {GatewayError} `unconfirmed` when others would stop working, `not-found` when it is no longer valid, and as a
 *   call does.
 */
export async function revokeToken(client: RpcClient, id: string, acceptLoss?: readonly string[]): Promise<void> {
  const params = { id, ...accepting(acceptLoss) };
  await carryOut(client, { method: 'tokens.revoke', target: id }, () => client.call('tokens.revoke', params));
  markRevoked(client, id);
}

/**
 * Replaces a token with a new one of the same scopes.
 *
 * @param acceptLoss the ids of other tokens that may stop working with it.
 * @returns the gateway's answer with the new secret, which only the caller holds.
 * @throws {GatewayError} `unconfirmed` when others would stop working, `not-found` when it is no longer valid, and as a
 *   call does.
 */
export async function rotateToken(
  client: RpcClient,
  id: string,
  acceptLoss?: readonly string[],
): Promise<ResultOf<'tokens.rotate'>> {
  const change: Change = { method: 'tokens.rotate', target: id };
  const params = { id, ...accepting(acceptLoss) };
  const rotated = await carryOut(client, change, () => client.call('tokens.rotate', params));
  markRevoked(client, id);
  return rotated;
}

/** Whether a token is valid: neither revoked nor expired. @param now the gateway's time (epoch ms). */
export function isInForce({ revokedAt, expiresAt }: Token, now: number): boolean {
  return revokedAt === undefined && (expiresAt === undefined || !hasPassed(expiresAt, now));
}

/** A change that is queued in the client: its position and the reason. */
export interface Wait extends HeldCall {
  /** Its position among the queued changes, from 1. */
  readonly position: number;
  /** The number of queued changes. */
  readonly count: number;
}

/**
 * Why a change is queued; undefined when it is not.
 *
 * @param target the id of an existing token, or the name of a new one.
 */
export function waitOf(client: RpcClient, method: TokenMethod, target: string): Wait | undefined {
  const waiting = client.held.filter((held) => isTokenMethod(held.method));
  if (waiting.length === 0) return undefined;
  const asked = [...changesOf(client)].filter((change) => change.method === method);
  const index = asked.findIndex((change) => change.target === target);
  // Changes are sent in order, so the queued ones are the last.
  const held = index < 0 ? undefined : waiting.filter((each) => each.method === method).at(index - asked.length);
  return held && { ...held, position: waiting.indexOf(held) + 1, count: waiting.length };
}

function isTokenMethod(method: RpcMethod): method is TokenMethod {
  return method === 'tokens.create' || method === 'tokens.revoke' || method === 'tokens.rotate';
}

const accepting = (losses: readonly string[] | undefined) => (losses ? { acceptLoss: [...losses] } : {});

/** Runs a change and reads the tokens again in any case: a failed call may have been carried out. */
async function carryOut<T>(client: RpcClient, change: Change, call: () => Promise<T>): Promise<T> {
  const changes = changesOf(client);
  changes.add(change);
  try {
    return await call();
  } finally {
    changes.delete(change);
    tokensOf(client).invalidate();
  }
}

/** Applies what the gateway confirmed; the exact time follows with the next read. */
function markRevoked(client: RpcClient, id: string): void {
  const revokedAt = client.now();
  tokensOf(client).apply((list) => ({
    ...list,
    tokens: list.tokens.map((token) => (token.id === id ? { revokedAt, ...token } : token)),
  }));
}
