/** The API tokens of a gateway, and what can be done to them. No secret is ever kept here. */
import type { HeldCall, RpcClient } from '../client/rpc-client.js';
import { hasPassed, type ParamsOf, type ResultOf, type RpcMethod, type Token } from '../protocol/index.js';
import { collectionOf } from './stores/collection.js';
import { withFirstRows } from './stores/page-limits.js';
import { perClient } from './stores/per-client.js';
import { repeatedIn } from './stores/repeats.js';

/** What a gateway says of its tokens: each of them, whether they can expire, and where the answer comes from. */
export type TokenList = ResultOf<'tokens.list'>;

/** The tokens of a client, in the gateway's order, shared by all who show them. */
export const tokensOf = collectionOf<TokenList>({
  method: 'tokens.list',
  load: async (client, signal) => withFirstRows(await client.call('tokens.list', {}, { signal }), 'tokens'),
  rereadOn: ['tokens:changed'],
});

/** The ids that several tokens have: nobody knows which of them an act would be about. */
export const ambiguousIds = (tokens: readonly Token[]): ReadonlySet<string> => repeatedIn(tokens.map(({ id }) => id));

/** The methods that change tokens. */
export type TokenMethod = 'tokens.create' | 'tokens.revoke' | 'tokens.rotate';

/** A change that was asked for and has not ended. */
interface Change {
  readonly method: TokenMethod;
  /** The id of a token that there is, the name of a new one. */
  readonly target: string;
}

/** The changes under way, in the order in which they were asked for. */
const changesOf = perClient(() => new Set<Change>());

/**
 * Creates a token.
 *
 * @returns what the gateway answered, with the secret: whoever asked is the only one to hold it.
 * @throws {GatewayError} `invalid-params` when, for one, the name is taken, and whatever else a call may fail with.
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
 * @throws {GatewayError} `unconfirmed` when others would stop working, `not-found` when it is no longer in force, and whatever else a call may fail with.
 */
export async function revokeToken(client: RpcClient, id: string, acceptLoss?: readonly string[]): Promise<void> {
  const params = { id, ...accepting(acceptLoss) };
  await carryOut(client, { method: 'tokens.revoke', target: id }, () => client.call('tokens.revoke', params));
  markRevoked(client, id);
}

/**
 * Replaces a token by a new one with the same scopes.
 *
 * @param acceptLoss the ids of other tokens that may stop working with it.
 * @returns what the gateway answered, with the new secret: whoever asked is the only one to hold it.
 * @throws {GatewayError} `unconfirmed` when others would stop working, `not-found` when it is no longer in force, and whatever else a call may fail with.
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

/** Whether a token still opens anything. @param now epoch ms on the gateway's clock. */
export function isInForce({ revokedAt, expiresAt }: Token, now: number): boolean {
  return revokedAt === undefined && (expiresAt === undefined || !hasPassed(expiresAt, now));
}

/** That a change waits in the client, as which of those that do, and why. */
export interface Wait extends HeldCall {
  /** Its place among the changes to tokens that wait, from 1. */
  readonly position: number;
  /** How many changes to tokens wait. */
  readonly count: number;
}

/**
 * What holds back a change that was asked for; undefined when nothing does.
 *
 * @param target the id of a token that there is, the name of a new one.
 */
export function waitOf(client: RpcClient, method: TokenMethod, target: string): Wait | undefined {
  const waiting = client.held.filter((held) => isTokenMethod(held.method));
  if (waiting.length === 0) return undefined;
  const asked = [...changesOf(client)].filter((change) => change.method === method);
  const index = asked.findIndex((change) => change.target === target);
  // They go on in the order in which they were asked for, so that those that wait are the last ones.
  const held = index < 0 ? undefined : waiting.filter((each) => each.method === method).at(index - asked.length);
  return held && { ...held, position: waiting.indexOf(held) + 1, count: waiting.length };
}

function isTokenMethod(method: RpcMethod): method is TokenMethod {
  return method === 'tokens.create' || method === 'tokens.revoke' || method === 'tokens.rotate';
}

const accepting = (losses: readonly string[] | undefined) => (losses ? { acceptLoss: [...losses] } : {});

/** Reads the tokens again whatever came of a change: a call that failed may have been carried out all the same. */
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

/** Shows at once what the gateway confirmed; when exactly it happened comes with the next read. */
function markRevoked(client: RpcClient, id: string): void {
  const revokedAt = client.now();
  tokensOf(client).apply((list) => ({
    ...list,
    tokens: list.tokens.map((token) => (token.id === id ? { revokedAt, ...token } : token)),
  }));
}
