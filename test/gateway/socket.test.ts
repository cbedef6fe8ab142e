import assert from 'node:assert/strict';
import { it } from 'node:test';
import { closeCodes, rpcErrorCodes } from '../../src/protocol/index.js';
import { start } from './support/gateway.js';

it('picks comis.v1, also when comis.auto is offered first', async (t) => {
  const server = await start(t);
  const bearer = `bearer.${Buffer.from(server.adminToken).toString('base64url')}`;
  for (const protocols of [
    ['comis.v1', bearer],
    ['comis.auto', 'comis.v1', bearer],
  ]) {
    const { socket } = server.connect('', { protocols });
    await new Promise((resolve) => socket.once('open', resolve));
    assert.equal(socket.protocol, 'comis.v1');
  }
});

it('upgrades before it refuses a token, since a browser cannot see anything else', async (t) => {
  const server = await start(t);
  const { socket, closed } = server.connect('wrong');
  let opened = false;
  socket.once('open', () => (opened = true));
  assert.equal(await closed, closeCodes.tokenRefused);
  assert.ok(opened);
});

it('speaks JSON-RPC 2.0: errors, batches, notifications', async (t) => {
  const server = await start(t);
  const socket = await server.socket();
  const codeOf = (answer: unknown) => (answer as { error: { code: number } }).error.code;
  assert.equal(codeOf(await socket.exchange('{')), rpcErrorCodes.parseError);
  assert.equal(codeOf(await socket.exchange('[]')), rpcErrorCodes.invalidRequest);
  assert.equal(
    codeOf(await socket.exchange('{"jsonrpc":"1.0","id":1,"method":"system.ping"}')),
    rpcErrorCodes.invalidRequest,
  );
  assert.equal(
    codeOf(await socket.exchange('{"jsonrpc":"2.0","id":1,"method":"toString"}')),
    rpcErrorCodes.methodNotFound,
  );
  const call = (id: number | undefined, method: string) => ({ jsonrpc: '2.0', id, method });
  const batch = [call(7, 'system.ping'), call(undefined, 'system.ping'), call(8, 'no.such')];
  const answers = (await socket.exchange(JSON.stringify(batch))) as { id: number }[];
  assert.deepEqual(
    answers.map(({ id }) => id),
    [7, 8],
  );
});

it('says what is wrong with params', async (t) => {
  const server = await start(t);
  const socket = await server.socket();
  const { error } = await socket.call('security.events', { limit: 0, risk: 'huge' });
  assert.equal(error?.code, rpcErrorCodes.invalidParams);
  const { issues } = error.data as { issues: string[] };
  assert.match(issues.join('\n'), /^`limit` is 0, .*\n`risk` is /);
  assert.equal((await socket.call('security.events', { before: 'nonsense' })).error?.code, rpcErrorCodes.invalidParams);
  assert.equal((await socket.call('config.read', { section: 'nonsense' })).error?.code, rpcErrorCodes.notFound);
});

it('fails or delays calls on request, so many times', async (t) => {
  const server = await start(t);
  const socket = await server.socket();
  const fault = { method: 'approvals.list', error: { code: rpcErrorCodes.rateLimited }, times: 2 };
  await server.demo('POST', '/demo/faults', fault);
  for (let i = 0; i < 2; i++) {
    const { error } = await socket.call('approvals.list');
    assert.equal(error?.code, rpcErrorCodes.rateLimited);
    assert.deepEqual(error.data, { retryAfterMs: 1000 });
  }
  assert.equal((await socket.call('approvals.list')).error, undefined);
  await server.demo('POST', '/demo/faults', { method: 'approvals.list', delayMs: 80, error: 'Broken' });
  const before = performance.now();
  assert.equal((await socket.call('approvals.list')).error?.message, 'Broken');
  assert.ok(performance.now() - before >= 75);
});

it('accepts pages of its own and of allowed origins only', async (t) => {
  const server = await start(t, { allowOrigins: ['https://ops.example'] });
  const opens = (origin: string) =>
    new Promise<boolean>((resolve) => {
      const { socket } = server.connect(undefined, { origin });
      socket.once('open', () => resolve(true)).once('error', () => resolve(false));
    });
  assert.equal(await opens(server.url), true);
  assert.equal(await opens('https://ops.example'), true);
  assert.equal(await opens('https://evil.example'), false);
  assert.equal((await server.stream(undefined, { origin: 'https://evil.example' })).response.status, 403);
  const allowed = await server.stream(undefined, { origin: 'https://ops.example' });
  assert.equal(allowed.response.headers.get('access-control-allow-origin'), 'https://ops.example');
});
