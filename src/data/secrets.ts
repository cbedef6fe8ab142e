/** The secret store of a gateway, and what can be done to it. No value is ever kept here. */
import type { RpcClient } from '../client/rpc-client.js';
import { GatewayError, type ParamsOf, type ResultOf, type Secret, toGatewayError } from '../protocol/index.js';
import { collectionOf, pollMs } from './stores/collection.js';
import { withFirstRows } from './stores/page-limits.js';
import { repeatedIn } from './stores/repeats.js';

/** What a gateway says of its store: whether it is enabled, where it lies, and the names in it. */
export type SecretStore = ResultOf<'secrets.list'>;

/** The secret store of a client, shared by all who show it. Secrets are used without an event. */
export const secretsOf = collectionOf<SecretStore>({
  method: 'secrets.list',
  load: async (client, signal) => withFirstRows(await client.call('secrets.list', {}, { signal }), 'secrets'),
  rereadOn: ['secrets:changed', 'config:patched'],
  pollMs,
});

/** The names that several secrets have: nobody knows which of them an act would be about. */
export const ambiguousNames = (secrets: readonly Secret[]): ReadonlySet<string> =>
  repeatedIn(secrets.map(({ name }) => name));

/** The longest value that the documented RPC takes, in UTF-16 code units. */
export const maxValueLength = 65_536;

/**
 * Stores a value under a name, new or not.
 *
 * @returns what the gateway answered: `created` is false when the name was there and its old value is gone.
 * @throws {GatewayError} `immutable` when the store is turned off, and whatever else a call may fail with. Never with
 *   the value in it, whatever the gateway put into its message.
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
      // Until its stack is written out, an error holds the functions that it passed through, and they hold the value.
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
 * @throws {GatewayError} `not-found` when it is gone already, and whatever else a call may fail with.
 */
export async function deleteSecret(client: RpcClient, name: string): Promise<void> {
  await thenReread(client, () => client.call('secrets.delete', { name }));
  secretsOf(client).apply((store) => ({ ...store, secrets: store.secrets.filter((secret) => secret.name !== name) }));
}

/** The secret of a name; undefined when the store, or what is known of it, has none. */
export function secretNamed(store: SecretStore | undefined, name: string): Secret | undefined {
  return store?.secrets.find((secret) => secret.name === name);
}

/** Reads the store again whatever came of an action: a call that failed may have been carried out all the same. */
async function thenReread<T>(client: RpcClient, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } finally {
    secretsOf(client).invalidate();
  }
}

/** Shows at once what the gateway confirmed; what else it knows of the secret comes with the next read. */
function withUpdate(secrets: readonly Secret[], name: string, updatedAt: number): Secret[] {
  const known = secrets.find((secret) => secret.name === name);
  if (known) return secrets.map((secret) => (secret === known ? { ...secret, updatedAt } : secret));
  return [...secrets, { name, createdAt: updatedAt, updatedAt }];
}

/** Shorter values are in many messages by chance, and hiding those would tell more than it hides. */
const shortestToHide = 4;

/** An error that a gateway built from what it was sent must not carry the value to the screen or to a log. */
function withoutValue(error: GatewayError, value: string): GatewayError {
  if (value.length < shortestToHide) return error;
  const { kind, code, method, message } = error;
  const shown = message.includes(value) ? 'The reason is not shown, as it repeats the value.' : message;
  return new GatewayError(kind, shown, {
    ...(code === undefined ? {} : { code }),
    ...(method === undefined ? {} : { method }),
  });
}
