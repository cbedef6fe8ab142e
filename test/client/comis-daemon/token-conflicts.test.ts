/** Changes of tokens that the daemon forgets, since somebody else made another one before the restart. */
import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import type { RpcClient } from '../../../src/client/index.js';
import { connect as connectPeer, type Peer } from '../../replay/support.js';
import type { Replay } from '../../replay/replay.js';
import { eventually, until } from '../support/setup.js';
import { replayed } from './support.js';

const notesOf = async (client: RpcClient) => (await client.call('tokens.list', {})).notes ?? [];
const aboutChanges = async (client: RpcClient) =>
  (await notesOf(client)).filter((note) => !note.startsWith('The gateway loses the creation times'));

async function together(t: TestContext): Promise<{ replay: Replay; client: RpcClient; peer: Peer; events: string[] }> {
  const { replay, client } = await replayed(t, { file: 'approvals', secretsIn: 'environment', restartAfterMs: 60_000 });
  const events: string[] = [];
  client.on('tokens:changed', ({ id, change }) => events.push(`${change} ${id}`));
  return { replay, client, peer: await connectPeer(t, replay), events };
}

async function restart(client: RpcClient, replay: Replay): Promise<void> {
  const restarting = replay.restart();
  await until(client, () => client.connection.status === 'reconnecting');
  await restarting;
  await until(client, () => client.connection.status === 'connected');
}

it('says that a change was overwritten by somebody else, and that it may be as soon as that is seen', async (t) => {
  const { replay, client, peer, events } = await together(t);
  await client.call('tokens.revoke', { id: 'viewer' });
  await peer.result('tokens.revoke', { id: 'ws-only' });
  await eventually(() => events.includes('revoked ws-only'));
  const [contested, ...more] = await aboutChanges(client);
  assert.match(
    contested ?? '',
    /^“ws-only” was revoked by somebody else before the gateway restarted.* will be lost\.$/,
  );
  assert.deepEqual(more, []);

  await restart(client, replay);
  const { tokens } = await client.call('tokens.list', {});
  assert.deepEqual(
    tokens.map(({ id }) => id),
    ['admin', 'viewer', 'root'],
  );
  const lost = 'The revocation of “viewer” was overwritten by another change before the restart: it is still valid.';
  assert.deepEqual(await aboutChanges(client), [lost]);
  assert.deepEqual(await aboutChanges(client), [lost], 'also to who asks later');

  await client.call('tokens.revoke', { id: 'viewer' });
  assert.deepEqual(await aboutChanges(client), [], 'made again');
  await restart(client, replay);
  assert.deepEqual(await aboutChanges(client), []);
});

it('says that a change by somebody else was overwritten by one made here', async (t) => {
  const { replay, client, peer, events } = await together(t);
  const [rotated] = await Promise.all([
    client.call('tokens.rotate', { id: 'viewer' }),
    peer.result('tokens.create', { id: 'theirs', scopes: ['rpc'] }),
  ]);
  await eventually(() => events.includes('created theirs'));
  await restart(client, replay);
  const [lost, ...more] = await aboutChanges(client);
  assert.deepEqual(more, []);
  const { tokens } = await client.call('tokens.list', {});
  const holds = tokens.some(({ id }) => id === rotated.newId);
  assert.equal(
    lost,
    holds
      ? 'The creation of “theirs” by somebody else was overwritten by another change before the restart: this token does not exist.'
      : `The rotation of “viewer” was overwritten by another change before the restart: its secret is the old one, and the new token “${rotated.newId}” does not exist.`,
  );
});

it('has nothing to say of changes that hold', async (t) => {
  const { replay, client } = await together(t);
  await client.call('tokens.create', { name: 'mine', scopes: ['rpc'] });
  assert.deepEqual(await aboutChanges(client), []);
  await restart(client, replay);
  assert.deepEqual(await aboutChanges(client), []);
});
