/** What time it is at the daemon, which tells it to everybody, but answers pings only to some. */
import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import type { ClientOptions, RpcClient } from '../../../src/client/index.js';
import type { Replay, ReplayOptions } from '../../replay/replay.js';
import { start } from '../../replay/support.js';
import { eventually, until } from '../support/setup.js';
import { adminOnly, connect } from './support.js';

const behind = -600_000;

/** A client whose token answers no pings, at a daemon whose clock is ten minutes behind. */
async function connected(
  t: TestContext,
  replayOptions: Partial<ReplayOptions> = {},
  options: Partial<ClientOptions> = {},
) {
  const replay = await start(t, { file: 'tokens', secretsIn: 'environment', aheadMs: behind, ...replayOptions });
  const token = await adminOnly(t, replay);
  const client = connect(t, replay, { getToken: () => token, ...options });
  await until(client, () => client.connection.status === 'connected' && client.live.status === 'live');
  await assert.rejects(client.call('system.ping', {}), { kind: 'not-allowed' });
  return { replay, client, ahead: () => client.now() - Date.now() };
}

/** Resolves when the client has noticed that the daemon was away, and is back. */
async function restarted(replay: Replay, client: RpcClient): Promise<void> {
  const lost = until(client, () => client.connection.status !== 'connected');
  await replay.restart();
  await lost;
  await until(client, () => client.connection.status === 'connected');
}

const isRight = (ahead: number) => Math.abs(ahead - behind) < 3000;

const withoutHealth: Partial<ClientOptions> = {
  fetch: (input, init) =>
    String(input).endsWith('/health') ? Promise.reject(new TypeError('CORS')) : globalThis.fetch(input, init),
};

it('learns the time from the page that needs no scope, and again after each restart', async (t) => {
  const { replay, client, ahead } = await connected(t);
  await eventually(() => isRight(ahead()));
  await restarted(replay, client);
  await eventually(() => isRight(ahead()));
  const id = replay.request({ timeoutMs: 120_000 });
  const { requests, now } = await client.call('approvals.list', {});
  const [request] = requests;
  assert.equal(request?.approvalId, id);
  assert.ok(now < request.createdAt + 120_000, 'its time is not up');
});

it('learns the time from that page when it fails at first, before and after a restart', async (t) => {
  let left = 2;
  const failing: Partial<ClientOptions> = {
    fetch: (input, init) =>
      String(input).endsWith('/health') && left-- > 0
        ? Promise.reject(new TypeError('reset'))
        : globalThis.fetch(input, init),
  };
  const { replay, client, ahead } = await connected(t, {}, failing);
  await eventually(() => isRight(ahead()));
  left = 2;
  await restarted(replay, client);
  await eventually(() => left < 0 && isRight(ahead()));
});

it('learns the time from heartbeats where that page cannot be read', async (t) => {
  const { ahead } = await connected(t, { heartbeatMs: 50 }, withoutHealth);
  await eventually(() => isRight(ahead()));
});

it('does not take the time of a request that waits for up by a clock that nobody has set', async (t) => {
  const { replay, client, ahead } = await connected(t, {}, withoutHealth);
  assert.ok(!isRight(ahead()), 'nothing has told it');
  const shown: number[] = [];
  client.on('approval:requested', ({ createdAt, timeoutMs }) =>
    shown.push(createdAt + (timeoutMs ?? 0) - client.now()),
  );
  replay.request({ timeoutMs: 120_000 });
  await eventually(() => shown.length === 1);
  assert.ok(shown[0]! > 0, `${shown[0]} ms left`);

  const late = connect(t, replay, { getToken: () => replay.secrets['ws-only'], ...withoutHealth });
  await until(late, () => late.connection.status === 'connected');
  assert.ok(Math.abs(late.now() - Date.now()) < 1000, 'nothing contradicts this machine’s own clock');
});
