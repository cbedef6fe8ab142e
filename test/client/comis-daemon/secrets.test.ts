import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { RpcClient } from '../../../src/client/index.js';
import { start } from '../../replay/support.js';
import { recording } from '../../replay/recording.js';
import { isJson } from '../../replay/json.js';
import { eventually, pause, until } from '../support/setup.js';
import { assertOnlyRead, connect, replayed } from './support.js';

const accessed = (secretName: string, outcome: string, timestamp = Date.now()) => ({
  secretName,
  agentId: 'ops-agent',
  outcome,
  timestamp,
});

/** The secrets, once there are so many. */
async function listed(client: RpcClient, count: number) {
  for (const end = Date.now() + 5000; ;) {
    const { secrets } = await client.call('secrets.list', {});
    if (secrets.length === count) return secrets;
    assert.ok(Date.now() < end, `${secrets.length} secrets, not ${count}`);
    await pause(10);
  }
}

it('tells the store as it is declared, that nothing reads that, and what to do instead', async (t) => {
  const { replay, client } = await replayed(t, { file: 'config' });
  const { enabled, dbPath, secrets, derived, notes } = await client.call('secrets.list', {});
  assert.deepEqual({ enabled, dbPath, secrets }, { enabled: true, dbPath: 'secrets.db', secrets: [] });
  assert.ok(derived && Math.abs(derived.since - client.now()) < 5000);
  assert.match(notes?.join(' ') ?? '', /does not list its secrets over RPC.*“comis secrets list”/);
  assert.match(notes?.join(' ') ?? '', /the gateway does not use: the store is on if SECRETS_MASTER_KEY/);
  assert.equal(client.capability('secrets.list').status, 'derived');
  assertOnlyRead(replay);
});

it('refuses to set and to delete, before anything is sent, and says what to do instead', async (t) => {
  const { replay, client } = await replayed(t, { file: 'env' });
  for (const [method, instead] of [
    ['secrets.set', 'comis secrets set'],
    ['secrets.delete', 'comis secrets delete'],
  ] as const) {
    const capability = client.capability(method);
    assert.ok(capability.status === 'not-offered');
    assert.ok(capability.reason.includes(instead));
  }
  await assert.rejects(client.call('secrets.set', { name: 'STRIPE_API_KEY', value: 'hush' }), {
    kind: 'not-offered',
    message: /comis secrets set/,
  });
  await assert.rejects(client.call('secrets.delete', { name: 'STRIPE_API_KEY' }), { kind: 'not-offered' });
  assertOnlyRead(replay);
  assert.ok(!JSON.stringify(replay.calls).includes('hush'));
});

it('counts who asked for which secret, and tells a use from a denial', async (t) => {
  const { replay, client } = await replayed(t, { file: 'config' });
  const last = Date.now() - 1000;
  replay.emit('secret:accessed', accessed('STRIPE_API_KEY', 'success', last - 5000));
  replay.emit('secret:accessed', accessed('STRIPE_API_KEY', 'success', last));
  replay.emit('secret:accessed', accessed('STRIPE_API_KEY', 'denied'));
  for (let n = 0; n < 3; n += 1) replay.emit('secret:accessed', accessed('CANARY_SECRET', 'denied'));
  replay.emit('secret:accessed', accessed('CANARY_SECRET', 'not_found'));
  replay.emit('secret:accessed', accessed('ODD', 'vanished'));
  const secrets = await listed(client, 3);
  assert.deepEqual(secrets, [
    {
      name: 'CANARY_SECRET',
      usageCount: 0,
      description: 'Every turn of every agent requests it, to detect leaks. Denied 3 times. Not found once.',
    },
    { name: 'ODD', usageCount: 0, description: 'Requested once with an unknown outcome.' },
    { name: 'STRIPE_API_KEY', usageCount: 2, lastUsedAt: last, description: 'Denied once.' },
  ]);
});

it('reads every access in the recorded events', async (t) => {
  const replay = await start(t, { file: 'events' });
  const client = connect(t, replay);
  await until(client, () => client.connection.status === 'connected' && client.live.status === 'live');
  await replay.play();
  const recorded = recording('events').lines.flatMap(({ dir, channel, data }) =>
    dir === 'server' && channel === 'sse' && isJson(data) && data['event'] === 'secret:accessed' ? [data['data']] : [],
  ) as { secretName: string; outcome: string }[];
  const names = [...new Set(recorded.map(({ secretName }) => secretName))].sort();
  assert.ok(names.includes('CANARY_SECRET') && names.length > 1);
  replay.emit('secret:accessed', accessed('THE_LAST', 'denied'));
  const secrets = await listed(client, names.length + 1);
  const uses = (name: string) => recorded.filter((it) => it.secretName === name && it.outcome === 'success').length;
  for (const name of names) {
    assert.equal(secrets.find((secret) => secret.name === name)?.usageCount, uses(name), name);
  }
});

it('tells of further uses, of many at once', async (t) => {
  const { replay, client } = await replayed(t, { file: 'config' });
  const changes: string[] = [];
  client.on('secrets:changed', ({ change }) => changes.push(change));
  for (let n = 0; n < 40; n += 1) replay.emit('secret:accessed', accessed(n % 2 ? 'STRIPE' : 'OTHER', 'denied'));
  await eventually(() => changes.includes('used'));
  await eventually(() => changes.filter((change) => change === 'used').length === 2);
  const { secrets } = await client.call('secrets.list', {});
  assert.deepEqual(
    secrets.map(({ description }) => description),
    ['Denied 20 times.', 'Denied 20 times.'],
  );
  assert.deepEqual(changes, ['seen', 'seen', 'used', 'used']);
});

it('follows changes that a later daemon may tell of', async (t) => {
  const { replay, client } = await replayed(t, { file: 'config' });
  const changes: unknown[] = [];
  client.on('secrets:changed', (payload) => changes.push(payload));
  const at = Date.now();
  replay.emit('secret:modified', { secretName: 'A', action: 'created', timestamp: at });
  replay.emit('secret:modified', { secretName: 'B', action: 'imported', timestamp: at });
  replay.emit('secret:modified', { secretName: 'B', action: 'deleted', timestamp: at });
  await eventually(() => changes.length === 3);
  assert.deepEqual(changes.at(-1), { name: 'B', change: 'deleted' });
  const { secrets } = await client.call('secrets.list', {});
  assert.deepEqual(secrets, [{ name: 'A', usageCount: 0, createdAt: at, updatedAt: at }]);
});

it('keeps no more names than it can show, and says so', async (t) => {
  const { replay, client } = await replayed(t, { file: 'config' });
  let last = false;
  client.on('secrets:changed', () => (last = true));
  for (let n = 0; n < 510; n += 1) replay.emit('secret:accessed', accessed(`MADE_UP_${n}`, 'not_found'));
  replay.emit('secret:modified', { secretName: 'MADE_UP_509', action: 'updated', timestamp: Date.now() });
  await eventually(() => last);
  const { secrets, notes } = await client.call('secrets.list', {});
  assert.equal(secrets.length, 500);
  assert.ok(secrets.some(({ name }) => name === 'MADE_UP_509') && !secrets.some(({ name }) => name === 'MADE_UP_9'));
  assert.match(notes?.join(' ') ?? '', /Only the 500 names requested last are kept: 10 were dropped\./);
});
