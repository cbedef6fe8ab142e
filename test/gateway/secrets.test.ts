import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it, type TestContext } from 'node:test';
import { rpcErrorCodes } from '../../src/protocol/index.js';
import { startGateway } from '../../stories/demo/server/gateway-server.js';
import { SecretFileError } from '../../stories/demo/server/secret-file.js';
import { start } from './support/gateway.js';

const masterKey = 'correct horse battery staple';
const value = 'sk-very-secret-value-7f3a';

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'comis-test-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Starts a server that must not start. */
async function refusal(data: string, key = masterKey): Promise<Error> {
  try {
    const server = await startGateway({ port: 0, scenario: 'empty', data, masterKey: key });
    await server.close();
  } catch (error) {
    assert.ok(error instanceof SecretFileError);
    return error;
  }
  throw new assert.AssertionError({ message: 'It started.' });
}

/** A folder whose `secrets.db` holds one secret. */
async function filledFolder(t: TestContext): Promise<string> {
  const data = folder(t);
  const server = await start(t, { data, masterKey });
  const admin = await server.socket();
  await admin.result('secrets.set', { name: 'ACME_API_KEY', value, description: 'For acme' });
  await server.demo('POST', '/demo/providers', { provider: 'acme', outcome: 'ok', count: 3 });
  await server.server.close();
  return data;
}

it('keeps secrets over a restart: with their uses, and good to be used', async (t) => {
  const data = await filledFolder(t);
  const server = await start(t, { data, masterKey });
  const admin = await server.socket();
  const { enabled, dbPath, secrets, notes } = await admin.result('secrets.list');
  assert.deepEqual([enabled, dbPath, notes], [true, join(data, 'secrets.db'), undefined]);
  const [secret] = secrets as [Record<string, unknown>];
  assert.deepEqual(
    [secret['name'], secret['provider'], secret['description'], secret['usageCount']],
    ['ACME_API_KEY', 'acme', 'For acme', 3],
  );
  assert.ok(Number(secret['lastUsedAt']) >= Number(secret['createdAt']));
  const call = () => server.demo('POST', '/demo/providers', { provider: 'acme', outcome: 'ok' });
  assert.equal((await call())['ok'], 1);
  await admin.result('secrets.delete', { name: 'ACME_API_KEY' });
  const failed = await call();
  assert.deepEqual([failed['errors'], failed['lastReason']], [1, 'The secret ACME_API_KEY is missing.']);
});

it('writes neither names nor values in the clear, for this user only, and leaves nothing beside', async (t) => {
  const data = await filledFolder(t);
  assert.deepEqual(readdirSync(data), ['secrets.db']);
  const text = readFileSync(join(data, 'secrets.db'), 'utf8');
  for (const word of [value, 'ACME_API_KEY', masterKey]) {
    assert.ok(!text.includes(word));
    assert.ok(!text.includes(Buffer.from(word).toString('base64').slice(0, -4)));
  }
  assert.equal(statSync(join(data, 'secrets.db')).mode & 0o777, 0o600);
});

it('does not open the file with another key, and leaves it alone', async (t) => {
  const data = await filledFolder(t);
  const before = readFileSync(join(data, 'secrets.db'));
  const { message } = await refusal(data, 'another key');
  assert.match(message, /secrets\.db was written with another COMIS_SECRETS_MASTER_KEY\.$/);
  assert.deepEqual(readFileSync(join(data, 'secrets.db')), before);
});

const tampering: [what: string, change: (envelope: Record<string, string>) => string][] = [
  ['one bit of the data', ({ data = '', ...rest }) => JSON.stringify({ ...rest, data: flip(data) })],
  ['one bit of the seal', ({ tag = '', ...rest }) => JSON.stringify({ ...rest, tag: flip(tag) })],
  ['a shorter seal', ({ tag = '', ...rest }) => JSON.stringify({ ...rest, tag: short(tag, 4) })],
  ['one bit of the nonce', ({ iv = '', ...rest }) => JSON.stringify({ ...rest, iv: flip(iv) })],
];
for (const [what, change] of tampering) {
  it(`notices that ${what} was changed`, async (t) => {
    const data = await filledFolder(t);
    const file = join(data, 'secrets.db');
    writeFileSync(file, change(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>));
    assert.match((await refusal(data)).message, /was changed by something else than this gateway, or is damaged\.$/);
  });
}

it('says what a file is not', async (t) => {
  const data = folder(t);
  writeFileSync(join(data, 'secrets.db'), 'SQLite format 3');
  assert.match((await refusal(data)).message, /is damaged, or no file of secrets\.$/);
});

it('keeps them in memory only without a key, says so, and writes nothing', async (t) => {
  const data = folder(t);
  const server = await start(t, { data });
  assert.match(server.server.secretsNote ?? '', /^in memory only/);
  const admin = await server.socket();
  assert.deepEqual(await admin.result('secrets.set', { name: 'A', value }).then(({ created }) => created), true);
  const { enabled, notes } = await admin.result('secrets.list');
  assert.equal(enabled, true);
  assert.match(String(notes), /COMIS_SECRETS_MASTER_KEY is not set: secrets are kept in memory only/);
  await server.server.close();
  assert.deepEqual(readdirSync(data), []);
});

it('turns the store off on request', async (t) => {
  const server = await start(t, { secrets: false, masterKey });
  assert.equal(server.server.secretsNote, 'off');
  const admin = await server.socket();
  const { enabled, secrets } = await admin.result('secrets.list');
  assert.deepEqual([enabled, secrets], [false, []]);
  const { error } = await admin.call('secrets.set', { name: 'A', value });
  assert.deepEqual([error?.code, error?.data], [rpcErrorCodes.immutable, { path: 'security.secrets.enabled' }]);
  assert.match(error?.message ?? '', /^The secret store is turned off/);
});

it('uses a fresh folder by default, and removes it at the end', async (t) => {
  const server = await start(t, { scenario: 'busy', masterKey });
  const admin = await server.socket();
  const { dbPath, secrets } = await admin.result('secrets.list');
  assert.equal((secrets as unknown[]).length, 2);
  assert.ok(statSync(String(dbPath)).isFile());
  await server.server.close();
  assert.throws(() => statSync(String(dbPath)), { code: 'ENOENT' });
});

/** Another first bit. */
function flip(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  bytes[0] = (bytes[0] ?? 0) ^ 0x80;
  return bytes.toString('base64');
}

function short(base64: string, length: number): string {
  return Buffer.from(base64, 'base64').subarray(0, length).toString('base64');
}
