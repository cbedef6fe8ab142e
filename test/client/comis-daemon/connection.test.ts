import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import { inspect } from 'node:util';
import type { ClientOptions, ConnectionState, RpcClient } from '../../../src/client/index.js';
import { methodNames, methods, type PayloadOf, type RpcMethod } from '../../../src/protocol/index.js';
import type { Replay } from '../../replay/replay.js';
import { recording } from '../../replay/recording.js';
import { start } from '../../replay/support.js';
import { eventually, pause, until } from '../support/setup.js';
import { assertOnlyRead, connect, replayed } from './support.js';

/** The sockets that were asked for, in their order. */
const upgrades = (replay: Replay) => replay.httpRequests.filter(({ url }) => url.startsWith('/ws'));

it('shows the token in an address only to a server that has shown itself as the daemon', async (t) => {
  const { replay } = await replayed(t, { file: 'tokens' });
  const [probe, real, ...more] = upgrades(replay);
  assert.equal(probe?.url, '/ws');
  const offered = probe.headers['sec-websocket-protocol']?.split(',').map((each) => each.trim());
  assert.deepEqual(offered?.slice(0, 2), ['comis.auto', 'comis.v1']);
  assert.equal(real?.url, `/ws?token=${replay.adminToken}`);
  assert.equal(real.headers['sec-websocket-protocol'], undefined);
  assert.deepEqual(more, []);
  for (const { url, headers } of replay.httpRequests.filter((request) => !request.url.startsWith('/ws'))) {
    assert.ok(!url.includes('token'), url);
    assert.equal(headers.authorization, `Bearer ${replay.adminToken}`);
  }
});

it('remembers whom it speaks with when it connects again', async (t) => {
  const { replay, client } = await replayed(t, { file: 'tokens' });
  await replay.restart();
  await until(client, () => client.connection.status === 'connected' && client.live.status === 'live');
  const urls = upgrades(replay).map(({ url }) => url);
  assert.equal(urls.filter((url) => url === '/ws').length, 1);
});

it('sends a token as it is, whatever is in it', async (t) => {
  const replay = await start(t, { file: 'tokens' });
  const odd = 'a+b/c._~-0123456789abcdef0123456789abcdef==';
  replay.setSecret('admin', odd);
  await replay.restart();
  const client = connect(t, replay, { getToken: () => odd });
  await until(client, () => client.connection.status === 'connected' && client.live.status === 'live');
  assert.equal((await client.call('tokens.list', {})).tokens.length, 4);
});

for (const dialect of ['auto', 'comis-daemon'] as const) {
  it(`asks once more for a token that the daemon refuses, then stops (${dialect})`, async (t) => {
    const replay = await start(t, { file: 'tokens' });
    const given: string[] = [];
    const getToken = () => given[given.push(`wrong-token-${given.length + 1}`) - 1]!;
    const client = connect(t, replay, { dialect, getToken });
    await until(client, () => client.connection.status === 'refused');
    assert.ok(client.connection.status === 'refused');
    assert.equal(client.connection.error.kind, 'token-refused');
    // With `auto` the stream may be refused before it is known what the gateway is.
    if (dialect === 'comis-daemon')
      assert.match(
        client.connection.error.message,
        /does not take the token\. If it was accepted before: .*GATEWAY_TOKEN_/,
      );
    assert.deepEqual(client.live, { status: 'off' });
    assert.ok(!inspect(client.connection, { depth: 9 }).includes('wrong-token'));
    // What was on its way when it stopped may still arrive.
    await pause(200);
    const before = replay.httpRequests.length;
    // No try must follow: the longest back-off of these tests is shorter.
    await pause(300);
    assert.equal(replay.httpRequests.length, before, 'nothing is tried any more');
    const shown = new Set(upgrades(replay).flatMap(({ url }) => /token=(.*)/.exec(url)?.[1] ?? []));
    assert.ok(shown.size <= 2, [...shown].join());
    assert.ok(given.length <= 4, given.join());

    // Another token, and a person who says so.
    given.length = 0;
    const good = connect(t, replay, { dialect });
    await until(good, () => good.connection.status === 'connected');
  });
}

it('goes on with a token that is given after a refusal', async (t) => {
  const replay = await start(t, { file: 'tokens' });
  let token = 'wrong-token';
  const client = connect(t, replay, { getToken: () => token });
  await until(client, () => client.connection.status === 'refused');
  token = replay.adminToken;
  client.reconnect();
  await until(client, () => client.connection.status === 'connected' && client.live.status === 'live');
});

it('connects with a token that may nothing, and says what it lacks', async (t) => {
  const replay = await start(t, { file: 'tokens' });
  const client = connect(t, replay, { getToken: () => replay.secrets['ws-only'] });
  await until(client, () => client.connection.status === 'connected' && client.live.status === 'live');
  await assert.rejects(client.call('system.ping', {}), { kind: 'not-allowed', requiredScope: 'rpc' });
  await assert.rejects(client.call('approvals.list', {}), { kind: 'not-allowed', requiredScope: 'admin' });
});

it('takes the heartbeats and pings of the daemon for what they are', async (t) => {
  const { client } = await replayed(t, { file: 'tokens', heartbeatMs: 20, pingMs: 20 });
  // Nothing must be counted: ten of each come in this time.
  await pause(200);
  assert.equal(client.diagnostics.unknownEventCount, 0);
  assert.equal(client.diagnostics.unreadableCount, 0);
  assert.equal(client.scopes, undefined, 'the daemon does not say');
  assert.ok(Math.abs(client.now() - Date.now()) < 1000);
});

function statesOf(client: RpcClient): ConnectionState[] {
  const states = [client.connection];
  client.subscribe(() => {
    if (states.at(-1) !== client.connection) states.push(client.connection);
  });
  return states;
}

it('says that the daemon restarts for as long as it does, and comes back alone', async (t) => {
  const { replay, client } = await replayed(t, { file: 'approvals' });
  const gaps: PayloadOf<'stream:gap'>[] = [];
  client.on('stream:gap', (gap) => gaps.push(gap));
  await until(client, () => client.epoch > 0);
  const [epoch, run, since] = [client.epoch, replay.instanceId, Date.now()];
  const states = statesOf(client);
  const restarting = replay.restart({ downMs: 600 });
  await until(client, () => client.connection.status === 'reconnecting');
  await assert.rejects(client.call('tokens.list', {}), { kind: 'disconnected', method: 'tokens.list' });
  await restarting;
  await until(client, () => client.connection.status === 'connected' && client.live.status === 'live');
  const away = states.slice(1, -1);
  assert.ok(away.length > 3, `${away.length} states: several tries were refused`);
  for (const state of away) assert.ok(state.status === 'reconnecting' && state.reason === 'restarting');
  assert.notEqual(replay.instanceId, run);
  await until(client, () => client.epoch > epoch);
  assert.equal((await client.call('tokens.list', {})).tokens.length, 4);

  assert.equal(gaps.length, 1, 'what happened meanwhile was not seen');
  const [gap] = gaps;
  assert.ok(gap!.from >= since - 1000 && gap!.from < gap!.to && gap!.to <= client.now() + 1000, JSON.stringify(gap));
  assert.ok(gap!.to - gap!.from >= 500);
});

it('hears what happens after it has come back, under ids that restart', async (t) => {
  const { replay, client } = await replayed(t, { file: 'approvals' });
  const asked: string[] = [];
  client.on('approval:requested', ({ approvalId }) => asked.push(approvalId));
  const first = replay.request();
  await eventually(() => asked.length === 1);
  await replay.restart();
  await until(client, () => client.connection.status === 'connected' && client.live.status === 'live');
  const second = replay.request();
  await eventually(() => asked.includes(second));
  assert.equal(asked[0], first);
  for (const { headers } of replay.httpRequests) assert.equal(headers['last-event-id'], undefined);
});

/** Calls every documented method. @returns the methods that the daemon was asked for. */
async function askEverything(client: RpcClient, replay: Replay): Promise<string[]> {
  const params: { readonly [M in RpcMethod]?: object } = {
    'approvals.respond': { approvalId: replay.request(), decision: 'deny' },
  };
  // What was created would make the other changes of tokens wait for a restart.
  const order = [...methodNames].sort((a, b) => Number(a === 'tokens.create') - Number(b === 'tokens.create'));
  for (const method of order) {
    const isOffered = client.capability(method).status !== 'not-offered';
    const call = client.call(method, params[method] ?? methods[method].sample);
    if (!isOffered) await assert.rejects(call, { kind: 'not-offered' }, method);
    else if (/^tokens\.(revoke|rotate)$/.test(method)) await assert.rejects(call, { kind: 'not-found' }, method);
    else await call;
  }
  return [...new Set(replay.calls.map(({ method }) => method))].sort();
}

it('asks for nothing that the daemon does not have, and never for its configuration in clear', async (t) => {
  const { replay, client } = await replayed(t, { file: 'methods', secretsIn: 'environment', restartAfterMs: 60_000 });
  const missing = (['methods', 'errors', 'env', 'approvals'] as const)
    .flatMap((name) => recording(name).calls)
    .filter(({ outcome }) => 'error' in outcome && outcome.error.code === -32601)
    .map(({ method }) => method);
  assert.ok(missing.includes('env.list') && missing.includes('admin.approval.resolveAll'));
  const asked = await askEverything(client, replay);
  assert.deepEqual(
    asked.filter((method) => missing.includes(method)),
    [],
  );
  assert.deepEqual(asked, [
    'admin.approval.clearDenialCache',
    'admin.approval.pending',
    'admin.approval.resolve',
    'config.read',
    'system.ping',
    'tokens.create',
    'tokens.list',
    'tokens.revoke',
    'tokens.rotate',
  ]);
});

it('changes nothing and takes little of what the daemon allows when it connects, reads and comes back', async (t) => {
  const { replay, client } = await replayed(t, { file: 'approvals' });
  const read = async () => {
    for (const method of methodNames) {
      if (!/(list|history|read|events|audit|Health)$/.test(method)) continue;
      await client.call(method, method === 'config.read' ? { section: 'security' } : {});
    }
  };
  await read();
  await replay.restart();
  await until(client, () => client.connection.status === 'connected' && client.live.status === 'live');
  await read();
  assertOnlyRead(replay);
  assert.equal(client.held.length, 0);
  assert.deepEqual(replay.refused, { messages: 0, requests: 0 });
  // Both limits are of one minute, and both connections lie in it.
  const counted = replay.httpRequests.filter(({ url }) => !/\/health$/.test(url)).length;
  assert.ok(counted <= 20, `${counted} of 100 requests`);
  assert.ok(replay.calls.length <= 30, `${replay.calls.length} of 60 messages`);
});

/** A client that has the host's say in how it connects. */
const stops = async (t: TestContext, replay: Replay, options: Partial<ClientOptions>) => {
  const client = connect(t, replay, options);
  await until(client, () => client.connection.status === 'refused');
  return client;
};

it('stops at the daemon when it is told that the gateway speaks the documented RPC', async (t) => {
  const replay = await start(t, { file: 'tokens' });
  await stops(t, replay, { dialect: 'documented' });
  for (const { url } of upgrades(replay)) assert.equal(url, '/ws', 'no token in an address');
});
