/** The API tokens of a gateway, and what can be done to them. No secret is ever kept here. */
import type { RpcClient } from '../client/rpc-client.js';
import type { ParamsOf, ResultOf, Token } from '../protocol/index.js';
import { Collection } from './collection.js';
import { perClient } from './per-client.js';

/** The tokens of a client, in the gateway's order, shared by all who show them. */
export const tokensOf = perClient(
  (client) =>
    new Collection<readonly Token[]>(client, {
      load: async (from, signal) => (await from.call('tokens.list', {}, { signal })).tokens,
      updates: {},
      rereadOn: ['tokens:changed'],
    }),
);

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
  return thenReread(client, () => client.call('tokens.create', params));
}

/**
 * Revokes a token at once.
 *
 * @throws {GatewayError} `not-found` when it is no longer in force, and whatever else a call may fail with.
 */
export async function revokeToken(client: RpcClient, id: string): Promise<void> {
  await thenReread(client, () => client.call('tokens.revoke', { id }));
  markRevoked(client, id);
}

/**
 * Replaces a token by a new one with the same name and scopes; the old secret stops working at once.
 *
 * @returns what the gateway answered, with the new secret: whoever asked is the only one to hold it.
 * @throws {GatewayError} `not-found` when it is no longer in force, and whatever else a call may fail with.
 */
export async function rotateToken(client: RpcClient, id: string): Promise<ResultOf<'tokens.rotate'>> {
  const rotated = await thenReread(client, () => client.call('tokens.rotate', { id }));
  markRevoked(client, id);
  return rotated;
}

/** Whether a token still opens anything. @param now epoch ms on the gateway's clock. */
export function isInForce({ revokedAt, expiresAt }: Token, now: number): boolean {
  return revokedAt === undefined && (expiresAt ?? Infinity) > now;
}

/** Reads the tokens again whatever came of an action: a call that failed may have been carried out all the same. */
async function thenReread<T>(client: RpcClient, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } finally {
    tokensOf(client).invalidate();
  }
}

/** Shows at once what the gateway confirmed; when exactly it happened comes with the next read. */
function markRevoked(client: RpcClient, id: string): void {
  const revokedAt = client.now();
  tokensOf(client).apply((tokens) => tokens.map((token) => (token.id === id ? { revokedAt, ...token } : token)));
}
