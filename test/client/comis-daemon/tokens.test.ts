import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { HeldCall, RpcClient } from '../../../src/client/index.js';
import { start, connect as connectPeer } from '../../replay/support.js';
import type { Replay } from '../../replay/replay.js';
import { eventually, until } from '../support/setup.js';
import { adminOnly, assertOnlyRead, connect, replayed } from './support.js';

const list = async (client: RpcClient) => (await client.call('tokens.list', {})).tokens;
const idsOf = async (client: RpcClient) => (await list(client)).map(({ id }) => id);

/** The changes that reached the daemon, each with the id that it was about. */
const changesAt = (replay: Replay) =>
  replay.calls
    .filter(({ method }) => /^tokens\.(create|revoke|rotate)$/.test(method))
    .map(({ method, params }) => `${method} ${(params as { id: string }).id}`);

/** Everything that was ever held, in the order in which it was told first. */
function heldBy(client: RpcClient): HeldCall[][] {
  const seen: HeldCall[][] = [];
  client.subscribe(() => {
    if (client.held.length > 0) seen.push([...client.held]);
  });
  return seen;
}

const backIn = (client: RpcClient, replay: Replay, run: string) =>
  until(client, () => replay.instanceId !== run && client.connection.status === 'connected', 'back after a restart');

it('lists the tokens without the times that the daemon made up at its start', async (t) => {
  const { replay, client } = await replayed(t, { file: 'tokens' });
  const answer = await client.call('tokens.list', {});
  assert.deepEqual(answer.tokens, [
    { id: 'admin', scopes: ['rpc', 'ws', 'admin'] },
    { id: 'viewer', scopes: ['rpc'] },
    { id: 'ws-only', scopes: ['ws'] },
    { id: 'root', scopes: ['*'] },
  ]);
  assert.equal(answer.expiry, false);
  assert.match(answer.scopesAllow?.['ws'] ?? '', /Allows nothing more/);
  assert.match(answer.notes?.join(' ') ?? '', /loses the creation times of its tokens with each restart/);
  assertOnlyRead(replay);
});

it('says before a change what comes of it', async (t) => {
  const { client } = await replayed(t, { file: 'tokens' });
  const notes = (method: 'tokens.create' | 'tokens.revoke' | 'tokens.rotate') => {
    const capability = client.capability(method);
    assert.ok(capability.status === 'offered');
    return capability.notes?.join(' ') ?? '';
  };
  for (const method of ['tokens.create', 'tokens.revoke', 'tokens.rotate'] as const) {
    assert.match(notes(method), /two seconds later the gateway restarts: all clients are disconnected/);
    assert.match(notes(method), /lock everyone out/);
    assert.match(notes(method), /one change is made per restart/);
  }
  for (const method of ['tokens.create', 'tokens.rotate'] as const) {
    assert.match(notes(method), /works only once its secret is in the environment .* GATEWAY_TOKEN_/);
  }
  assert.match(notes('tokens.create'), /any token receives all live events.* whatever its scopes/);
  assert.match(notes('tokens.revoke'), /works until the restart/);
  assert.doesNotMatch(notes('tokens.revoke'), /GATEWAY_TOKEN_/);
  assert.match(notes('tokens.rotate'), /old secret works until the restart.*/);
});

it('creates a token, and names the variable that has to hold its secret', async (t) => {
  const { replay, client } = await replayed(t, { file: 'tokens', restartAfterMs: 400 });
  const changed: unknown[] = [];
  client.on('tokens:changed', (payload) => changed.push(payload));
  const run = replay.instanceId;
  const before = Date.now();
  const created = await client.call('tokens.create', { name: 'grafana-2', scopes: ['rpc', 'ws'] });
  const { secret, createdAt, ...rest } = created;
  assert.deepEqual(rest, {
    id: 'grafana-2',
    name: 'grafana-2',
    scopes: ['rpc', 'ws'],
    environmentVariable: 'GATEWAY_TOKEN_GRAFANA_2',
  });
  assert.equal(secret.length, 64);
  assert.ok(createdAt >= before && createdAt <= Date.now());
  assert.deepEqual(changed[0], { id: 'grafana-2', change: 'created' });
  const listed = (await list(client)).find(({ id }) => id === 'grafana-2');
  assert.equal(listed?.createdAt, createdAt, 'seen being made');

  replay.setSecret(created.id, secret);
  await backIn(client, replay, run);
  const after = (await list(client)).find(({ id }) => id === 'grafana-2');
  assert.deepEqual(after, { id: 'grafana-2', scopes: ['rpc', 'ws'] }, 'as old as the daemon, by its own words');
  const own = connect(t, replay, { getToken: () => secret });
  await until(own, () => own.connection.status === 'connected', 'the secret works, now that it stands there');
});

it('rotates a token, and names the variable after the new id', async (t) => {
  const { replay, client } = await replayed(t, { file: 'tokens', restartAfterMs: 400 });
  const changed: unknown[] = [];
  client.on('tokens:changed', (payload) => changed.push(payload));
  const { oldId, newId, secret, scopes, createdAt, environmentVariable } = await client.call('tokens.rotate', {
    id: 'ws-only',
  });
  assert.equal(oldId, 'ws-only');
  assert.match(newId, /^ws-only-[A-Za-z0-9_-]{11}$/);
  assert.deepEqual(scopes, ['ws']);
  assert.equal(secret.length, 64);
  assert.equal(environmentVariable, `GATEWAY_TOKEN_${newId.toUpperCase().replaceAll('-', '_')}`);
  assert.deepEqual(changed[0], { id: 'ws-only', change: 'rotated' });
  const tokens = await list(client);
  assert.ok(!tokens.some(({ id }) => id === 'ws-only'));
  assert.equal(tokens.find(({ id }) => id === newId)?.createdAt, createdAt);
  assert.ok(replay.failures.length === 0);
});

it('revokes a token, and keeps the words of the daemon when there is none', async (t) => {
  const { replay, client } = await replayed(t, { file: 'tokens', restartAfterMs: 400 });
  const run = replay.instanceId;
  await assert.rejects(client.call('tokens.revoke', { id: 'nobody' }), {
    kind: 'not-found',
    message: 'Token not found or already revoked',
    method: 'tokens.revoke',
  });
  // Nothing was changed, so that nothing has to wait.
  assert.deepEqual(await client.call('tokens.revoke', { id: 'viewer' }), { id: 'viewer', revoked: true });
  assert.ok(!(await idsOf(client)).includes('viewer'));
  assert.deepEqual(changesAt(replay), ['tokens.revoke nobody', 'tokens.revoke viewer']);
  await backIn(client, replay, run);
});

for (const [what, params, message] of [
  ['an expiry', { name: 'ci', expiresAt: Date.now() + 86_400_000 }, /do not expire: omit expiresAt/],
  ['a name that no variable can have', { name: 'ci bot' }, /only the letters A to Z/],
  ['a name with other letters', { name: 'büro' }, /only the letters A to Z/],
  ['a name that is taken', { name: 'viewer' }, /A token named viewer already exists/],
  ['a name whose variable is taken', { name: 'WS_only' }, /GATEWAY_TOKEN_WS_ONLY, which is .* the token ws-only/],
] as const) {
  it(`does not create a token with ${what}`, async (t) => {
    const { replay, client } = await replayed(t, { file: 'tokens' });
    await assert.rejects(client.call('tokens.create', { scopes: ['rpc'], ...params }), {
      kind: 'invalid-params',
      method: 'tokens.create',
      message,
    });
    assertOnlyRead(replay);
    assert.deepEqual(client.held, []);
  });
}

it('does not rotate a token whose successor could never work', async (t) => {
  const { replay, client } = await replayed(t, { file: 'tokens' });
  await assert.rejects(client.call('tokens.rotate', { id: 'odd id <b>' }), {
    kind: 'invalid-params',
    message: /would never work/,
  });
  assertOnlyRead(replay);
});

it('makes several changes one per restart, so that all of them last, and says what waits', async (t) => {
  const { replay, client } = await replayed(t, { file: 'tokens' });
  const seen = heldBy(client);
  const runs: string[] = [];
  const noted = <T>(call: Promise<T>) => call.then((result) => (runs.push(replay.instanceId), result));
  const created = noted(client.call('tokens.create', { name: 'one', scopes: ['rpc'] }));
  const [, rotated] = await Promise.all([
    created,
    noted(client.call('tokens.rotate', { id: 'viewer' })),
    noted(client.call('tokens.revoke', { id: 'ws-only' })),
  ]);
  assert.equal(new Set(runs).size, 3, 'each in a run of the daemon of its own');
  assert.deepEqual(changesAt(replay), ['tokens.create one', 'tokens.rotate viewer', 'tokens.revoke ws-only']);
  const both = seen.find(({ length }) => length === 2);
  assert.deepEqual(
    both?.map(({ method }) => method),
    ['tokens.rotate', 'tokens.revoke'],
  );
  assert.match(both[0]?.reason ?? '', /restarts after each change .* it is made after the restart\.$/);
  assert.match(both[1]?.reason ?? '', /it is made after 2 restarts/);
  assert.ok(Math.abs(Date.now() - (both[0]?.since ?? 0)) < 10_000);
  assert.deepEqual(client.held, []);
  await backIn(client, replay, runs[2]!);
  assert.deepEqual(await idsOf(client), ['admin', 'root', 'one', rotated.newId]);
});

it('waits for the restart that somebody else has caused, seen on the stream', async (t) => {
  const { replay, client } = await replayed(t, { file: 'tokens', restartAfterMs: 300 });
  const changed: unknown[] = [];
  client.on('tokens:changed', (payload) => changed.push(payload));
  const run = replay.instanceId;
  const peer = await connectPeer(t, replay);
  const { createdAt } = await peer.result('tokens.create', { id: 'theirs', scopes: ['rpc'] });
  await eventually(() => changed.length === 1);
  assert.deepEqual(changed, [{ id: 'theirs', change: 'created' }]);
  assert.equal((await list(client)).find(({ id }) => id === 'theirs')?.createdAt, createdAt);
  const revoking = client.call('tokens.revoke', { id: 'ws-only' });
  await until(client, () => client.held.length === 1);
  assert.equal(replay.instanceId, run);
  await revoking;
  assert.notEqual(replay.instanceId, run);
  await backIn(client, replay, replay.instanceId);
  assert.deepEqual(await idsOf(client), ['admin', 'viewer', 'root', 'theirs']);
});

it('waits for the restart that somebody has caused before this page was there', async (t) => {
  const replay = await start(t, { file: 'tokens', restartAfterMs: 1000 });
  const run = replay.instanceId;
  const peer = await connectPeer(t, replay);
  await peer.result('tokens.rotate', { id: 'viewer' });
  const client = connect(t, replay);
  await until(client, () => client.connection.status === 'connected');
  const creating = client.call('tokens.create', { name: 'mine', scopes: ['rpc'] });
  await until(client, () => client.held.length === 1);
  assert.equal(replay.instanceId, run);
  await creating;
  assert.notEqual(replay.instanceId, run);
});

it('does not lose a change from before it was loaded, though the daemon tells it to other tokens only', async (t) => {
  const replay = await start(t, { file: 'tokens', restartAfterMs: 2000 });
  const token = await adminOnly(t, replay);
  const run = replay.instanceId;
  const before = connect(t, replay, { getToken: () => token });
  await until(before, () => before.connection.status === 'connected');
  await (await connectPeer(t, replay)).result('tokens.revoke', { id: 'viewer' });
  before.close();
  const client = connect(t, replay, { getToken: () => token });
  await until(client, () => client.connection.status === 'connected');
  const revoking = client.call('tokens.revoke', { id: 'ws-only' });
  await until(client, () => client.held.length === 1);
  assert.match(
    client.held[0]?.reason ?? '',
    /^The gateway does not report whether its tokens were changed just before this page connected/,
  );
  await revoking;
  assert.notEqual(replay.instanceId, run);
  assert.deepEqual(await idsOf(client), ['admin', 'root', 'adm']);
});

it('lets go of a change that waits when it is aborted, and of all when the client is closed', async (t) => {
  const { replay, client } = await replayed(t, { file: 'tokens', restartAfterMs: 60_000 });
  await client.call('tokens.revoke', { id: 'viewer' });
  const abort = new AbortController();
  const first = client.call('tokens.revoke', { id: 'ws-only' }, { signal: abort.signal });
  const second = client.call('tokens.revoke', { id: 'root' });
  await until(client, () => client.held.length === 2);
  abort.abort(new Error('changed my mind'));
  await assert.rejects(first, /changed my mind/);
  assert.equal(client.held.length, 1);
  assert.match(client.held[0]?.reason ?? '', /after the restart\.$/);
  client.close();
  await assert.rejects(second, { kind: 'closed', method: 'tokens.revoke', message: /Nothing was changed/ });
  assert.deepEqual(changesAt(replay), ['tokens.revoke viewer']);
});

it('fails what waits when the restart has locked everybody out', async (t) => {
  const { replay, client } = await replayed(t, { file: 'tokens', secretsIn: 'environment' });
  // The environment was changed since the start: nothing tells that beforehand.
  replay.setSecret('admin', 'another-secret-that-nobody-here-knows-0123456789');
  const first = client.call('tokens.create', { name: 'new', scopes: ['rpc'] });
  const second = client.call('tokens.revoke', { id: 'viewer' });
  await first;
  await assert.rejects(second, {
    kind: 'token-refused',
    message: /does not take the token\..* as GATEWAY_TOKEN_.*\. Nothing was changed\./,
  });
  assert.equal(client.connection.status, 'refused');
  assert.deepEqual(client.held, []);
  assert.deepEqual(changesAt(replay), ['tokens.create new']);
});

it('is refused with what the daemon says when the token may not administer', async (t) => {
  const replay = await start(t, { file: 'tokens' });
  const client = connect(t, replay, { getToken: () => replay.secrets.viewer });
  await until(client, () => client.connection.status === 'connected');
  for (const call of [
    () => client.call('tokens.list', {}),
    () => client.call('tokens.revoke', { id: 'admin' }),
    () => client.call('tokens.create', { name: 'x', scopes: ['admin'] }),
  ]) {
    await assert.rejects(call(), {
      kind: 'not-allowed',
      message: "Insufficient scope: requires 'admin'",
      requiredScope: 'admin',
    });
  }
});
