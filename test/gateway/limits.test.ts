/** What a caller can do to a gateway and to the others on it: too much, too deep, too often wrong. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { closeCodes, rpcErrorCodes } from '../../src/protocol/index.js';
import { start, type TestServer } from './support/gateway.js';

it('real use 22: answers one socket no faster than it is read, and loses no call', async (t) => {
  const server = await start(t, { scenario: 'busy', audit: 500, rate: 0 });
  const gateway = server.server.gateway!;
  const { socket } = await server.socket();
  let handled = 0;
  const call = gateway.call.bind(gateway);
  gateway.call = (...args) => {
    if (args[1] === 'security.audit') handled++;
    return call(...args);
  };
  const calls = 1_000;
  let answered = 0;
  socket.on('message', () => answered++);
  socket.pause();
  for (let id = 1; id <= calls; id++) {
    socket.send(JSON.stringify({ jsonrpc: '2.0', id, method: 'security.audit', params: { limit: 500 } }));
  }
  // Another client is served all the while; by then all that fits has been answered.
  const other = await server.socket();
  let before = -1;
  while (handled !== before) {
    before = handled;
    for (let i = 0; i < 20; i++) await other.result('system.ping');
  }
  assert.ok(handled < calls / 2, `${handled} of ${calls} calls were answered though nobody reads`);
  socket.resume();
  while (answered < calls) await once(socket, 'message');
  assert.equal(handled, calls);
});

it('real use 22: slows down wrong tokens and never a right one', async (t) => {
  const server = await start(t);
  const tryWrong = () => fetch(`${server.url}/api/events`, { headers: { authorization: 'Bearer wrong' } });
  for (let i = 0; i < 10; i++) assert.equal((await tryWrong()).status, 401);
  const slowed = await tryWrong();
  assert.equal(slowed.status, 429);
  assert.ok(Number(slowed.headers.get('retry-after')) >= 1);
  const { code, data } = (await slowed.json()) as { code: number; data: { retryAfterMs: number } };
  assert.equal(code, rpcErrorCodes.rateLimited);
  assert.ok(data.retryAfterMs > 0);

  const { socket, closed } = server.connect('wrong');
  const message = once(socket, 'message') as Promise<[Buffer]>;
  const { error } = JSON.parse((await message)[0].toString()) as { error: { code: number } };
  assert.equal(error.code, rpcErrorCodes.rateLimited);
  assert.equal(await closed, closeCodes.tokenRefused);

  // While wrong ones wait, the operator comes in at once, by every door.
  const waiting = Array.from({ length: 20 }, tryWrong);
  const admin = await server.socket();
  assert.equal((await admin.result('system.ping'))['pong'], true);
  await server.stream();
  await server.demo('POST', '/demo/connections', {});
  for (const { status } of await Promise.all(waiting)) assert.equal(status, 429);
});

/** All that a call could have changed. */
async function stateOf(server: TestServer): Promise<string> {
  const socket = await server.socket();
  const parts: unknown[] = [];
  for (const method of ['config.read', 'tokens.list', 'secrets.list', 'approvals.list', 'approvals.history']) {
    parts.push(await socket.result(method));
  }
  parts.push((await socket.result('security.audit'))['total']);
  socket.socket.terminate();
  // Uses and the clock go on whatever is called.
  return JSON.stringify(parts, (key, value: unknown) =>
    key === 'lastUsedAt' || key === 'now' || key === 'current' ? undefined : value,
  );
}

const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

it('real use 22: refuses what is nested deeper than 100 levels before anything changes, in every method', async (t) => {
  const server = await start(t);
  const admin = await server.socket();
  await admin.result('secrets.set', { name: 'A_KEY', value: 'a secret value' });
  const before = await stateOf(server);
  for (const levels of [101, 4_500, 100_000]) {
    const deep = nested(levels);
    const rule = `"action":"files.delete","agentId":"a","maxRisk":"low","durationMs":900000`;
    for (const [method, params] of [
      ['rules.create', `{${rule},"params":${deep}}`],
      ['config.patch', `{"section":"security","changes":[{"key":"actionConfirmation.autoApprove","value":${deep}}]}`],
      ['tokens.create', `{"name":${deep},"scopes":["rpc"]}`],
      ['secrets.set', `{"name":"B_KEY","value":"v","description":${deep}}`],
      ['approvals.respond', `{"approvalId":"none","decision":"deny","comment":${deep}}`],
      ['security.audit', `{"search":${deep}}`],
      ['system.ping', `{"extra":${deep}}`],
    ]) {
      const answer = await admin.exchange(`{"jsonrpc":"2.0","id":1,"method":"${method}","params":${params}}`);
      const { error } = answer as { error?: { code: number; data: { issues: string[] } } };
      assert.equal(error?.code, rpcErrorCodes.invalidParams, `${method} with ${levels} levels`);
      assert.match(error.data.issues.join(), /nested deeper than 100 levels/);
    }
  }
  assert.equal(await stateOf(server), before);
  assert.equal(
    (await server.control('POST', '/demo/approvals', `{"agentId":"d","action":"d","params":${nested(101)}}`)).status,
    400,
  );
  assert.equal(
    (await server.control('POST', '/demo/approvals', `{"agentId":"d","action":"d","params":${nested(100)}}`)).status,
    200,
  );
});

it('real use 22: changes nothing when the answer is an error, in no method', async (t) => {
  const server = await start(t);
  const admin = await server.socket();
  const { id } = await admin.result('tokens.create', { name: 'ci', scopes: ['rpc'] });
  await admin.result('secrets.set', { name: 'A_KEY', value: 'a secret value' });
  const { approvalId } = await server.demo('POST', '/demo/approvals', { agentId: 'a', action: 'files.delete' });
  const before = await stateOf(server);
  const past = Date.now() - 1_000;
  const refused: [string, object][] = [
    ['tokens.create', { name: 'ci', scopes: ['rpc'] }],
    ['tokens.create', { name: 'late', scopes: ['rpc'], expiresAt: past }],
    ['tokens.create', { name: 'odd', scopes: ['everything'] }],
    ['tokens.revoke', { id: 'none' }],
    ['tokens.rotate', { id: 'none' }],
    ['secrets.set', { name: '', value: 'v' }],
    ['secrets.delete', { name: 'NONE' }],
    ['approvals.respond', { approvalId, decision: 'approve', digest: '0'.repeat(64) }],
    ['approvals.respond', { approvalId: 'none', decision: 'deny' }],
    ['rules.create', { action: 'files.delete', durationMs: 1 }],
    ['rules.revoke', { id: 'none' }],
    [
      'config.patch',
      {
        section: 'security',
        changes: [
          { key: 'approvalRules.defaultMode', value: 'auto-all' },
          { key: 'no.such', value: 1 },
        ],
      },
    ],
    [
      'config.patch',
      { section: 'security', changes: [{ key: 'approvalRules.defaultMode', value: 'auto-all' }], baseRevision: 99 },
    ],
  ];
  for (const [method, params] of refused) {
    assert.ok((await admin.call(method, params)).error, method);
    assert.equal(await stateOf(server), before, method);
  }
  assert.ok(String(id).startsWith('tok_'));
});

it('real use 22: shows at most four characters of a token, and none of one that is not of its own form', async (t) => {
  for (const token of ['hunter2-hunter2-hunter2-hunter2-hunter2-hunter2-hunter2', 'comis_abcd']) {
    const server = await start(t, { token });
    const admin = await server.socket();
    const made = await admin.result('tokens.create', { name: 'ci', scopes: ['rpc'] });
    const { tokens } = (await admin.result('tokens.list')) as { tokens: { name: string; prefix?: string }[] };
    assert.equal(tokens.find(({ name }) => name === 'admin')?.prefix, undefined);
    assert.equal(
      tokens.find(({ name }) => name === 'ci')?.prefix,
      String(made['secret']).slice(0, 'comis_'.length + 4),
    );
  }
});

it('real use 22: sweeps what a killed gateway left beside secrets.db', async (t) => {
  const data = mkdtempSync(join(tmpdir(), 'comis-test-'));
  t.after(() => rmSync(data, { recursive: true, force: true }));
  const ended = spawn(process.execPath, ['-e', '']);
  await once(ended, 'exit');
  writeFileSync(join(data, `secrets.db.${ended.pid!}.tmp`), 'half a file');
  writeFileSync(join(data, `secrets.db.${process.ppid}.tmp`), 'somebody is writing');
  writeFileSync(join(data, 'secrets.db.backup'), 'an operator made this');
  await start(t, { data, masterKey: 'a key' });
  assert.deepEqual(readdirSync(data).sort(), [`secrets.db.${process.ppid}.tmp`, 'secrets.db.backup'].sort());
  assert.ok(!existsSync(join(data, 'secrets.db')));
});
