import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inspect } from 'node:util';
import { type ResultOf, rpcErrorCodes } from '../../src/protocol/index.js';
import {
  ManualClock,
  memoryStorage,
  RpcFailure,
  SimulatedGateway,
  type SimulatedGatewayOptions,
  type StoredSecret,
} from '../../src/testing/index.js';

const value = 'sk-very-secret-value-7f3a';

function world(options: SimulatedGatewayOptions = {}) {
  const clock = new ManualClock();
  const gateway = new SimulatedGateway({ clock, ...options });
  const { token } = gateway.tokens.create({ name: 'maria', scopes: ['rpc', 'admin'] });
  const call = (method: string, params: object = {}) => gateway.call(token, method, params);
  const list = () => call('secrets.list') as Promise<ResultOf<'secrets.list'>>;
  return { clock, gateway, call, list };
}
const isFailure = (code: number) => (error: unknown) => error instanceof RpcFailure && error.code === code;

it('creates, updates and deletes, tells of each and writes each down', async () => {
  const { clock, gateway, call, list } = world();
  const reader = gateway.stream.follow(() => {});
  const created = clock.now();
  assert.deepEqual(await call('secrets.set', { name: 'A', value, description: 'For a' }), {
    name: 'A',
    created: true,
    updatedAt: created,
  });
  clock.advance(5);
  assert.deepEqual(await call('secrets.set', { name: 'A', value: 'other' }), {
    name: 'A',
    created: false,
    updatedAt: created + 5,
  });
  const [secret] = (await list()).secrets;
  assert.deepEqual(
    [secret?.createdAt, secret?.updatedAt, secret?.description, secret?.usageCount, secret?.lastUsedAt],
    [created, created + 5, 'For a', 0, undefined],
  );
  await call('secrets.delete', { name: 'A' });
  assert.deepEqual((await list()).secrets, []);
  await assert.rejects(call('secrets.delete', { name: 'A' }), isFailure(rpcErrorCodes.notFound));
  const events = reader.read();
  assert.deepEqual(
    events.filter(({ name }) => name === 'secrets:changed').map(({ json }) => JSON.parse(json) as unknown),
    ['created', 'updated', 'deleted'].map((change) => ({ name: 'A', change })),
  );
  assert.deepEqual(
    gateway.audit.newest().map(({ action, user, details }) => [action, user, details?.['change']]),
    [
      ['secrets.delete', 'maria', 'deleted'],
      ['secrets.set', 'maria', 'updated'],
      ['secrets.set', 'maria', 'created'],
    ],
  );
});

it('lets no value out: no answer, event, audit entry, error, nor the gateway itself looked into', async () => {
  const { gateway, call } = world();
  const reader = gateway.stream.follow(() => {});
  const seen: unknown[] = [];
  const note = async (answer: Promise<unknown>) =>
    seen.push(
      await answer.catch((error: unknown) => (error instanceof RpcFailure ? [error.message, error.data] : error)),
    );
  await note(call('secrets.set', { name: 'ACME_API_KEY', value, description: 'd' }));
  await note(call('secrets.set', { name: '', value }));
  await note(call('secrets.set', { name: 'ACME_API_KEY', value: [value] }));
  gateway.providers.call('acme', { outcome: 'error' });
  for (const method of ['secrets.list', 'security.audit', 'security.providerHealth', 'config.read']) {
    await note(call(method));
  }
  await note(call('secrets.delete', { name: 'ACME_API_KEY' }));
  const everything = JSON.stringify([seen, reader.read(), gateway.audit.newest()]) + inspect(gateway, { depth: 9 });
  assert.ok(everything.includes('ACME_API_KEY'));
  assert.ok(!everything.includes(value));
});

it('says that it is turned off, lists nothing and takes nothing', async () => {
  const { gateway, call, list } = world({
    scenario: 'busy',
    secretStorage: memoryStorage({ enabled: false, dbPath: '/x/secrets.db', notes: ['Turned off.'] }),
  });
  assert.deepEqual(await list(), { enabled: false, dbPath: '/x/secrets.db', secrets: [], notes: ['Turned off.'] });
  for (const [method, params] of [
    ['secrets.set', { name: 'A', value }],
    ['secrets.delete', { name: 'A' }],
  ] as const) {
    await assert.rejects(call(method, params), (error) => {
      assert.ok(isFailure(rpcErrorCodes.immutable)(error));
      assert.deepEqual((error as RpcFailure).data, { path: 'security.secrets.enabled' });
      return true;
    });
  }
  assert.deepEqual(gateway.config.security.secrets, { enabled: false, dbPath: '/x/secrets.db' });
  assert.equal(gateway.providers.call('openai', { outcome: 'ok' }).outcome, 'ok', 'keys come from elsewhere');
  gateway.close();
});

it('changes nothing when it cannot be kept', async () => {
  let kept: readonly StoredSecret[] = [];
  let full = false;
  const secretStorage = {
    ...memoryStorage(),
    save: (secrets: readonly StoredSecret[]) => {
      if (full) throw new Error('No space left');
      kept = secrets;
    },
  };
  const { clock, gateway, call, list } = world({ secretStorage });
  await call('secrets.set', { name: 'ACME_API_KEY', value });
  full = true;
  await assert.rejects(call('secrets.set', { name: 'B', value }), /No space left/);
  await assert.rejects(call('secrets.delete', { name: 'ACME_API_KEY' }), /No space left/);
  assert.deepEqual(
    (await list()).secrets.map(({ name }) => name),
    ['ACME_API_KEY'],
  );
  assert.equal(gateway.audit.size, 1);
  gateway.providers.call('acme', { outcome: 'ok' });
  clock.advance(10_000);
  assert.equal(kept[0]?.usageCount, 0, 'a use that cannot be kept stops nothing');
  full = false;
  gateway.providers.call('acme', { outcome: 'ok' });
  clock.advance(10_000);
  assert.equal(kept[0].usageCount, 2);
});
