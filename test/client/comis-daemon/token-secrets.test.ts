/** What a change of tokens takes with it, told by where their secrets stand: before it is made, over a real socket. */
import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import type { RpcClient } from '../../../src/client/index.js';
import { GatewayError } from '../../../src/protocol/index.js';
import { HandlerError } from '../../replay/handler-error.js';
import type { Replay, ReplayOptions } from '../../replay/replay.js';
import { replayed } from './support.js';

type TokenMethod = 'tokens.create' | 'tokens.revoke' | 'tokens.rotate';

const changing = /^tokens\.(create|revoke|rotate)$/;
const changesAt = (replay: Replay) => replay.calls.filter(({ method }) => changing.test(method));

/** A daemon whose tokens, as its `config.read` tells them, are these. */
async function before(t: TestContext, tokens: readonly object[] | (() => never), options: Partial<ReplayOptions> = {}) {
  const { replay, client } = await replayed(t, { file: 'tokens', restartAfterMs: 60_000, ...options });
  replay.answerWith('config.read', () =>
    typeof tokens === 'function' ? tokens() : { host: '127.0.0.1', tokens: tokens as never },
  );
  return { replay, client };
}

const failure = async (call: Promise<unknown>): Promise<GatewayError> => {
  const thrown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  assert.ok(thrown instanceof GatewayError, 'it was not refused');
  return thrown;
};

const change = (client: RpcClient, method: TokenMethod, more: object = {}) =>
  client.call(method, {
    ...(method === 'tokens.create' ? { name: 'new', scopes: ['rpc'] } : { id: 'viewer' }),
    ...more,
  });

const methods: readonly TokenMethod[] = ['tokens.create', 'tokens.revoke', 'tokens.rotate'];
const inFile = '[REDACTED]';

it('real use 14: refuses every change while the secret of a token that administers stands in the file', async (t) => {
  const { replay, client } = await replayed(t, { file: 'tokens', secretsIn: 'config' });
  for (const method of methods) {
    const error = await failure(change(client, method));
    assert.equal(error.kind, 'immutable');
    assert.match(error.message, /“admin” and “root”/);
    assert.doesNotMatch(error.message, /“viewer”/, 'it does not administer');
    assert.match(error.message, /GATEWAY_TOKEN_ADMIN, GATEWAY_TOKEN_ROOT/);
    assert.match(error.message, /take it out of config\.yaml, and restart the gateway/);
    assert.match(error.message, /Nothing was changed/);
  }
  assert.deepEqual(changesAt(replay), []);
});

it('real use 14: takes a secret that is a reference for one in the file, and * for a scope that administers', async (t) => {
  const { replay, client } = await before(t, [
    { id: 'viewer', scopes: ['rpc'] },
    { id: 'boss', scopes: ['*'], secret: { source: 'env', provider: 'default', id: 'BOSS' } },
  ]);
  for (const method of methods) {
    const error = await failure(change(client, method));
    assert.equal(error.kind, 'immutable');
    assert.match(error.message, /“boss”.*GATEWAY_TOKEN_BOSS/);
  }
  assert.deepEqual(changesAt(replay), []);
});

it('real use 14: refuses a change when the section cannot be read, whatever it says instead', async (t) => {
  for (const answer of [
    () => {
      throw new HandlerError('the disk is full');
    },
    [{ scopes: ['admin'] }],
  ]) {
    const { replay, client } = await before(t, answer);
    for (const method of methods) {
      const error = await failure(change(client, method));
      assert.equal(error.kind, 'server');
      assert.match(error.message, /Nothing was changed: whether this change would lock everyone out is unknown/);
      assert.match(error.message, /GATEWAY_TOKEN_/);
    }
    assert.deepEqual(changesAt(replay), []);
  }
});

it('real use 14: names the tokens that would stop working, and makes the change once they are accepted', async (t) => {
  const tokens = [
    { id: 'admin', scopes: ['rpc', 'admin'] },
    { id: 'viewer', scopes: ['rpc'], secret: inFile },
    { id: 'ws-only', scopes: ['ws'], secret: inFile },
    { id: 'odd id', scopes: ['rpc'], secret: inFile },
  ];
  const { replay, client } = await before(t, tokens);
  const error = await failure(change(client, 'tokens.revoke'));
  assert.equal(error.kind, 'unconfirmed');
  assert.deepEqual(error.losses, ['ws-only', 'odd id'], 'the one that is revoked stops working anyway');
  assert.match(error.message, /“ws-only” and “odd id” will stop working with the restart/);
  assert.match(error.message, /GATEWAY_TOKEN_WS_ONLY\)/);
  assert.match(error.message, /“odd id” needs another id first/);
  await failure(change(client, 'tokens.revoke', { acceptLoss: ['ws-only'] }));
  assert.deepEqual(changesAt(replay), [], 'one of the two was not accepted');

  await change(client, 'tokens.revoke', { acceptLoss: error.losses });
  assert.deepEqual(
    changesAt(replay).map(({ method, params }) => [method, params]),
    [['tokens.revoke', { id: 'viewer' }]],
  );
});

it('real use 14: asks before the last token that may administer goes', async (t) => {
  const { replay, client } = await before(t, [
    { id: 'viewer', scopes: ['admin'] },
    { id: 'ws-only', scopes: ['ws'] },
  ]);
  for (const method of ['tokens.revoke', 'tokens.rotate'] as const) {
    const error = await failure(change(client, method));
    assert.equal(error.kind, 'unconfirmed');
    assert.deepEqual(error.losses, ['viewer']);
    assert.match(error.message, /“viewer” is the last token with the scope admin or \*/);
  }
  assert.deepEqual(changesAt(replay), []);
});

it('real use 14: reads the section right before each change, whatever it said before', async (t) => {
  const { replay, client } = await replayed(t, { file: 'tokens', restartAfterMs: 60_000 });
  await client.call('tokens.list', {});
  replay.answerWith('config.read', () => ({ tokens: [{ id: 'admin', scopes: ['admin'], secret: inFile }] }));
  assert.equal((await failure(change(client, 'tokens.create'))).kind, 'immutable');
  assert.deepEqual(changesAt(replay), []);
});

it('real use 14: says beforehand what is known of the secrets', async (t) => {
  const { client } = await replayed(t, { file: 'tokens' });
  const said = (method: TokenMethod) => {
    const capability = client.capability(method);
    return capability.status === 'not-offered' ? capability.reason : (capability.notes ?? []).join(' ');
  };
  await client.call('tokens.list', {});
  for (const method of methods) {
    assert.match(
      said(method),
      /“root” are not in the gateway’s config\.yaml.* is not reported.* lost with any restart/,
    );
  }
  assert.match(said('tokens.create'), /^The new token works only once its secret is in the environment/);
});

it('real use 14: turns off what would be refused, and says why at each token where one could go', async (t) => {
  const all = await replayed(t, { file: 'tokens', secretsIn: 'config' });
  const { tokens } = await all.client.call('tokens.list', {});
  for (const method of methods) assert.equal(all.client.capability(method).status, 'not-offered');
  assert.ok(
    tokens.every(({ cannotRevoke }) => cannotRevoke === undefined),
    'it is said once for all',
  );

  const one = await before(t, [
    { id: 'admin', scopes: ['admin'], secret: inFile },
    { id: 'viewer', scopes: ['rpc'] },
    { id: 'root', scopes: ['*'] },
  ]);
  const listed = (await one.client.call('tokens.list', {})).tokens;
  const refused = listed.filter(({ cannotRevoke, cannotRotate }) => cannotRevoke && cannotRotate).map(({ id }) => id);
  assert.deepEqual(refused, ['viewer', 'ws-only', 'root'], 'its own token can go: it takes no other with it');
  assert.equal(one.client.capability('tokens.create').status, 'not-offered');
  assert.equal(one.client.capability('tokens.revoke').status, 'offered');
});
