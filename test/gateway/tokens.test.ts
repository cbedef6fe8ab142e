import assert from 'node:assert/strict';
import { it } from 'node:test';
import { closeCodes, rpcErrorCodes } from '../../src/protocol/index.js';
import { start } from './support/gateway.js';

it('gates each method and each channel by scope', async (t) => {
  const server = await start(t);
  const reader = await server.token('reader', ['rpc']);
  const watcher = await server.token('watcher', ['ws']);
  const warden = await server.token('warden', ['admin']);

  const rpc = await server.socket(reader.secret);
  assert.deepEqual((await rpc.result('system.ping'))['scopes'], ['rpc']);
  const refused = await rpc.call('tokens.list');
  assert.equal(refused.error?.code, rpcErrorCodes.notAllowed);
  assert.deepEqual(refused.error.data, { required: 'admin' });
  assert.equal((await server.stream(reader.secret)).response.status, 403);

  assert.equal((await server.stream(watcher.secret)).response.status, 200);
  assert.equal(await server.connect(watcher.secret).closed, closeCodes.tokenRefused);

  const admin = await server.socket(warden.secret);
  const { tokens } = await admin.result('tokens.list');
  assert.deepEqual(
    (tokens as { name: string; current?: true }[]).filter(({ current }) => current).map(({ name }) => name),
    ['warden'],
  );
  assert.equal((await admin.call('approvals.list')).error?.code, rpcErrorCodes.notAllowed);
});

it('throws a revoked token out of its socket and its stream, and lets it in no more', async (t) => {
  const server = await start(t);
  const { id, secret } = await server.token('laptop', ['rpc', 'ws']);
  const [socket, stream, admin] = [await server.socket(secret), await server.stream(secret), await server.socket()];
  assert.deepEqual(await admin.result('tokens.revoke', { id }), { id, revoked: true });
  assert.equal(await socket.closed, closeCodes.tokenRefused);
  await stream.ended;
  assert.equal((await server.stream(secret)).response.status, 401);
  assert.equal(await server.connect(secret).closed, closeCodes.tokenRefused);
  const { tokens } = await admin.result('tokens.list');
  const listed = (tokens as { id: string; revokedAt?: number }[]).find((token) => token.id === id);
  assert.ok(listed?.revokedAt);
  assert.equal((await admin.call('tokens.revoke', { id })).error?.code, rpcErrorCodes.notFound);
});

it('answers the call by which a token revokes itself, and then throws it out', async (t) => {
  const server = await start(t);
  const { id, secret } = await server.token('suicidal', ['admin']);
  const socket = await server.socket(secret);
  assert.deepEqual(await socket.result('tokens.revoke', { id }), { id, revoked: true });
  assert.equal(await socket.closed, closeCodes.tokenRefused);
});

it('rotates: the new secret works, the old one does not', async (t) => {
  const server = await start(t);
  const { id, secret } = await server.token('pipeline', ['rpc']);
  const admin = await server.socket();
  const rotated = await admin.result('tokens.rotate', { id });
  assert.equal(rotated['oldId'], id);
  assert.deepEqual(rotated['scopes'], ['rpc']);
  assert.equal(await server.connect(secret).closed, closeCodes.tokenRefused);
  const socket = await server.socket(String(rotated['secret']));
  assert.equal((await socket.result('system.ping'))['pong'], true);
});

it('shows a secret once: long, fit for a header, and never again', async (t) => {
  const server = await start(t);
  const { secret } = await server.token('once', ['rpc']);
  assert.match(secret, /^comis_[A-Za-z0-9_-]{43,}$/);
  const admin = await server.socket();
  assert.ok(!JSON.stringify(await admin.result('tokens.list')).includes(secret));
});

it('refuses a name that is taken and an expiry that is past', async (t) => {
  const server = await start(t);
  const admin = await server.socket();
  await server.token('twin', ['rpc']);
  const { error } = await admin.call('tokens.create', { name: 'twin', scopes: ['rpc'], expiresAt: 1 });
  assert.equal(error?.code, rpcErrorCodes.invalidParams);
  const { issues } = error.data as { issues: string[] };
  assert.equal(issues.length, 2);
});

it('throws a token out when it expires', async (t) => {
  const server = await start(t);
  const admin = await server.socket();
  const { secret } = await admin.result('tokens.create', {
    name: 'brief',
    scopes: ['rpc'],
    expiresAt: Date.now() + 150,
  });
  const socket = await server.socket(String(secret));
  assert.equal(await socket.closed, closeCodes.tokenRefused);
  assert.equal(await server.connect(String(secret)).closed, closeCodes.tokenRefused);
});
