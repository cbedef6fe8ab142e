/** A client of a replayed daemon. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { WebSocket } from 'ws';
import { type ClientOptions, createClient, type RpcClient } from '../../../src/client/index.js';
import type { Replay, ReplayOptions } from '../../replay/replay.js';
import { connect as connectPeer, start } from '../../replay/support.js';
import { until } from '../support/setup.js';

/** Starts a replay, paused, and a client that is connected to it and has read once. */
export async function replayed(
  t: TestContext,
  options: ReplayOptions,
  clientOptions: Partial<ClientOptions> = {},
): Promise<{ replay: Replay; client: RpcClient }> {
  const replay = await start(t, options);
  const client = connect(t, replay, clientOptions);
  await until(client, () => client.connection.status === 'connected' && client.live.status === 'live');
  return { replay, client };
}

/** A client, short of patience. */
export function connect(t: TestContext, replay: Replay, options: Partial<ClientOptions> = {}): RpcClient {
  const client = createClient({
    url: replay.url,
    getToken: () => replay.adminToken,
    WebSocket,
    backoff: { firstMs: 20, maxMs: 80 },
    ...options,
  });
  t.after(() => client.close());
  return client;
}

/** A token that administers, but may not call agents: made by an operator, with the restart that it takes. */
export async function adminOnly(t: TestContext, replay: Replay): Promise<string> {
  const peer = await connectPeer(t, replay);
  const { secret } = await peer.result('tokens.create', { id: 'adm', scopes: ['admin'] });
  replay.setSecret('adm', String(secret));
  await replay.restart();
  return String(secret);
}

/** The daemon's methods that change something: none of them may be called but by a person's action. */
export function assertOnlyRead(replay: Replay): void {
  const read = /^(system\.ping|admin\.approval\.pending|tokens\.list|config\.read)$/;
  assert.deepEqual(
    replay.calls.filter(({ method }) => !read.test(method)),
    [],
  );
}
