/** The secret store of a gateway and its operations. Values are never kept. */
import type { RpcClient } from '../client/rpc-client.js';
import { GatewayError, type ParamsOf, type ResultOf, type Secret, toGatewayError } from '../protocol/index.js';
import { collectionOf, pollMs } from './stores/collection.js';
import { withFirstRows } from './stores/page-limits.js';
import { repeatedIn } from './stores/repeats.js';

/** The secret store: whether it is enabled, its location, and its names. */
export type SecretStore = ResultOf<'secrets.list'>;

/** The secret store of a client; one shared store each. Polled, because uses of secrets have no event. */
export const secretsOf = collectionOf<SecretStore>({
  method: 'secrets.list',
  load: async (client, signal) => withFirstRows(await client.call('secrets.list', {}, { signal }), 'secrets'),
  rereadOn: ['secrets:changed', 'config:patched'],
  pollMs,
});

/** The names shared by several secrets, so that an operation would be ambiguous. */
export const ambiguousNames = (secrets: readonly Secret[]): ReadonlySet<string> =>
  repeatedIn(secrets.map(({ name }) => name));

/** The maximum length of a value in the documented RPC, in UTF-16 code units. */
export const maxValueLength = 65_536;

/**
 * Stores a value under a new or existing name.
 *
 * @returns the gateway's answer: `created` is false when an existing value was replaced.
 * @throws {GatewayError} `immutable` when the store is turned off, and as a call does. Never contains the value, even
 *   if the gateway's message does.
 */
export async function setSecret(
  client: RpcClient,
  params: Pick<ParamsOf<'secrets.set'>, 'name' | 'value'>,
): Promise<ResultOf<'secrets.set'>> {
  const answer = await thenReread(client, async () => {
    try {
      return await client.call('secrets.set', params);
    } catch (thrown) {
      const error = withoutValue(toGatewayError(thrown), params.value);
      // Reading `stack` materializes it: until then an error retains its stack frames, and with them the value.
      String(error.stack);
      throw error;
    }
  });
  const { name, updatedAt } = answer;
  secretsOf(client).apply((store) => ({ ...store, secrets: withUpdate(store.secrets, name, updatedAt) }));
  return answer;
}

/**
 * Deletes a secret for good.
 *
 * @throws {GatewayError} `not-found` when it no longer exists, and as a call does.
 */
export async function deleteSecret(client: RpcClient, name: string): Promise<void> {
  await thenReread(client, () => client.call('secrets.delete', { name }));
  secretsOf(client).apply((store) => ({ ...store, secrets: store.secrets.filter((secret) => secret.name !== name) }));
}

/** The secret of a name; undefined when there is none or the store has not been read. */
export function secretNamed(store: SecretStore | undefined, name: string): Secret | undefined {
  return store?.secrets.find((secret) => secret.name === name);
}

/** Runs an action and reads the store again in any case: a failed call may have been carried out. */
async function thenReread<T>(client: RpcClient, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } finally {
    secretsOf(client).invalidate();
  }
}

/** Applies what the gateway confirmed; the other fields follow with the next read. */
function withUpdate(secrets: readonly Secret[], name: string, updatedAt: number): Secret[] {
  const known = secrets.find((secret) => secret.name === name);
  if (known) return secrets.map((secret) => (secret === known ? { ...secret, updatedAt } : secret));
  return [...secrets, { name, createdAt: updatedAt, updatedAt }];
}

/** Shorter values occur in messages by chance, and hiding those messages would reveal the value. */
const shortestToHide = 4;

/** Removes the value from an error in which the gateway repeats it, so that it reaches neither screen nor log. */
function withoutValue(error: GatewayError, value: string): GatewayError {
  if (value.length < shortestToHide) return error;
  const { kind, code, method, message } = error;
  const shown = message.includes(value) ? 'The reason is hidden because it contains the value.' : message;
  return new GatewayError(kind, shown, {
    ...(code === undefined ? {} : { code }),
    ...(method === undefined ? {} : { method }),
  });
}
