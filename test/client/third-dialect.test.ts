/** A third server is a dialect object: nothing of it is in `src`. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createClient, type Dialect } from '../../src/client/index.js';
import { approvalsOf, respond } from '../../src/data/approvals/approvals.js';
import { boundDigest } from '../../src/data/approvals/request-digest.js';
import { setup } from './support/setup.js';
import { execConsole } from './third-dialect.js';

describe('a dialect object', () => {
  const test = setup();
  const asked = {
    id: 'x-1',
    command: 'rm -rf /tmp/a',
    agent: 'agent-7',
    askedAt: 1_796_003_000_000,
    expiresAt: 8.64e15,
  };

  it('carries a third server with approvals alone, end to end', async () => {
    const sent: unknown[] = [];
    test.gateway.picks = () => 'exec.v2';
    test.gateway.methods['exec.approvals.list'] = () => ({
      result: { pending: [asked, { id: 4 }], serverTime: 1_796_003_001_000 },
    });
    test.gateway.methods['exec.approvals.resolve'] = (params) => {
      sent.push(params);
      return { result: { ok: true } };
    };
    const client = await test.connected({ dialect: execConsole });
    assert.equal(client.capability('approvals.list').status, 'offered');
    assert.equal(client.capability('tokens.list').status, 'not-offered');
    const approvals = approvalsOf(client);
    let look = () => {};
    const stop = approvals.subscribe(() => look());
    const read = (isThere: () => boolean) =>
      new Promise<void>((resolve) => {
        look = () => isThere() && resolve();
        look();
      });
    await read(() => approvals.state.data !== undefined);
    assert.equal(approvals.state.data?.requests[0]?.approvalId, 'x-1');
    assert.equal(approvals.state.data?.faults.size, 1, 'what it cannot read is counted');

    test.gateway.stream.send('exec.approval', { ...asked, id: 'x-2', command: 'ls' });
    await read(() => approvals.state.data?.requests.length === 3);
    const request = approvals.state.data.requests.find(({ approvalId }) => approvalId === 'x-2')!;
    assert.deepEqual(request.params, { command: 'ls' });
    const { counted } = await respond(client, request, 'deny', 'not now', { digestOf: boundDigest });
    assert.equal(counted, true);
    assert.deepEqual(sent, [{ id: 'x-2', allow: false, reason: 'not now' }]);
    stop();
  });

  it('takes at most 150 lines', () => {
    const lines = readFileSync(new URL('third-dialect.ts', import.meta.url), 'utf8').split('\n').length;
    assert.ok(lines <= 150, String(lines));
  });

  it('is checked like every option', () => {
    const make = (dialect: unknown) => () =>
      createClient({ url: 'http://127.0.0.1:1', getToken: () => '', dialect: dialect as Dialect });
    assert.throws(make({}), /option "dialect" must be one of auto, documented, comis-daemon, or a Dialect/);
    assert.throws(make('other'), /option "dialect"/);
  });
});
