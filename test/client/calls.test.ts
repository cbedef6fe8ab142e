import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GatewayError } from '../../src/client/index.js';
import { eventually, setup, until } from './support/setup.js';

const at = setup();
const gatewayError = (kind: string, method?: string) => (thrown: unknown) => {
  assert.ok(thrown instanceof GatewayError, String(thrown));
  assert.equal(thrown.kind, kind);
  if (method) assert.equal(thrown.method, method);
  return true;
};
const noTokens = { result: { tokens: [] } };

describe('calls', () => {
  it('are answered by id, in whatever order', async () => {
    let answerList: ((answer: typeof noTokens) => void) | undefined;
    at.gateway.methods['tokens.list'] = () => new Promise((resolve) => (answerList = resolve));
    at.gateway.methods['config.read'] = () => ({ result: { value: 7, revision: 'r1' } });
    const client = await at.connected();
    const list = client.call('tokens.list', {});
    assert.deepEqual(await client.call('config.read', {}), { value: 7, revision: 'r1' });
    answerList?.(noTokens);
    assert.deepEqual(await list, { tokens: [] });
  });

  it('carry their parameters, and keep what an answer says beyond its schema', async () => {
    let params: unknown;
    at.gateway.methods['tokens.revoke'] = (given) => {
      params = given;
      return { result: { id: 't1', revoked: true, restartsInMs: 5 } };
    };
    const client = await at.connected();
    assert.deepEqual(await client.call('tokens.revoke', { id: 't1' }), { id: 't1', revoked: true, restartsInMs: 5 });
    assert.deepEqual(params, { id: 't1' });
  });

  it('fail with the kind, code and data that the gateway gives', async () => {
    at.gateway.methods['tokens.list'] = () => ({
      error: { code: -32001, message: 'Needs admin', data: { required: 'admin' } },
    });
    const client = await at.connected();
    await assert.rejects(client.call('tokens.list', {}), (thrown) => {
      gatewayError('not-allowed', 'tokens.list')(thrown);
      assert.equal((thrown as GatewayError).requiredScope, 'admin');
      assert.equal((thrown as GatewayError).code, -32001);
      return true;
    });
  });

  it('teach what is not offered, until the next connection', async () => {
    const client = await at.connected();
    assert.deepEqual(client.capability('tokens.list'), { status: 'offered' });
    await assert.rejects(client.call('tokens.list', {}), gatewayError('not-offered'));
    assert.equal(client.capability('tokens.list').status, 'not-offered');
    // What rests on it is not offered either; what does not is.
    assert.equal(client.capability('tokens.create').status, 'not-offered');
    assert.equal(client.capability('secrets.set').status, 'offered');
    at.gateway.socket.terminate();
    await until(client, () => client.connection.status !== 'connected');
    await until(client, () => client.connection.status === 'connected');
    assert.equal(client.capability('tokens.list').status, 'offered');
  });

  it('time out, and a late answer is nothing odd', async () => {
    let answer: ((value: typeof noTokens) => void) | undefined;
    at.gateway.methods['tokens.list'] = () => new Promise((resolve) => (answer = resolve));
    at.gateway.methods['config.read'] = () => ({ result: { value: 1, revision: 1 } });
    const client = await at.connected({ callTimeoutMs: 40 });
    await assert.rejects(client.call('tokens.list', {}), gatewayError('timeout', 'tokens.list'));
    answer?.(noTokens);
    await client.call('config.read', {});
    assert.equal(client.diagnostics.unreadableCount, 0);
  });

  it('are aborted with the reason of the signal, before and while they wait', async () => {
    at.gateway.methods['tokens.list'] = () => 'nothing';
    const client = await at.connected();
    const reason = new Error('not needed any more');
    await assert.rejects(client.call('tokens.list', {}, { signal: AbortSignal.abort(reason) }), reason);
    const controller = new AbortController();
    const call = client.call('tokens.list', {}, { signal: controller.signal });
    controller.abort(reason);
    await assert.rejects(call, reason);
  });

  it('are not sent when what is asked right before says no', async () => {
    at.gateway.methods['tokens.list'] = () => noTokens;
    const client = await at.connected();
    const reason = new Error('no longer wanted');
    const refuse = () => {
      throw reason;
    };
    await assert.rejects(client.call('tokens.list', {}, { beforeSend: refuse }), reason);
    let asked = 0;
    await client.call('tokens.list', {}, { beforeSend: () => (asked += 1) });
    assert.equal(asked, 1);
    assert.equal(at.gateway.received.filter((text) => text.includes('tokens.list')).length, 1);
  });

  it('in flight fail at once when the connection drops', async () => {
    at.gateway.methods['tokens.list'] = () => 'nothing';
    const client = await at.connected();
    const calls = [client.call('tokens.list', {}), client.call('tokens.list', {})];
    const started = Date.now();
    await eventually(() => at.gateway.received.filter((text) => text.includes('tokens.list')).length === 2);
    at.gateway.drop();
    for (const call of calls) await assert.rejects(call, gatewayError('disconnected', 'tokens.list'));
    assert.ok(Date.now() - started < 1000);
  });

  it('fail at once while there is no connection, and are never sent later', async () => {
    at.gateway.refuses = true;
    const client = at.connect();
    await assert.rejects(client.call('tokens.list', {}), gatewayError('disconnected', 'tokens.list'));
    at.gateway.refuses = false;
    await until(client, () => client.connection.status === 'connected');
    assert.ok(!at.gateway.received.some((text) => text.includes('tokens.list')));
  });

  it('answered with something unreadable fail with the method and the issue, and are counted', async () => {
    at.gateway.methods['tokens.list'] = () => ({ result: { tokens: 5 } });
    const client = await at.connected();
    await assert.rejects(client.call('tokens.list', {}), (thrown) => {
      gatewayError('invalid-response', 'tokens.list')(thrown);
      assert.match((thrown as Error).message, /tokens\.list.*`tokens` is 5, a list was expected/);
      return true;
    });
    const [problem] = client.diagnostics.unreadable;
    assert.equal(problem?.name, 'tokens.list');
    assert.match(problem.issue, /`tokens` is 5/);
    assert.equal(client.diagnostics.unreadableCount, 1);
  });

  it('real use 41: answered with one entry that is unreadable give the others, tell of it and count it', async () => {
    const token = { id: 't', scopes: ['rpc'] };
    at.gateway.methods['tokens.list'] = () => ({ result: { tokens: [{ id: 5, scopes: [], name: 'bad' }, token] } });
    const client = await at.connected();
    const { tokens, unreadable } = await client.call('tokens.list', {});
    assert.deepEqual(tokens, [token]);
    const issues = ['`id` is 5, a text was expected'];
    assert.deepEqual(unreadable, [{ path: 'tokens[0]', issues, readable: { name: 'bad', scopes: [] } }]);
    assert.equal(client.diagnostics.unreadable[0]?.issue, issues[0]);
  });

  it('answered with neither result nor error, or with a broken error, fail at once', async () => {
    const client = await at.connected();
    for (const broken of ['{"jsonrpc":"2.0","id":ID}', '{"jsonrpc":"2.0","id":ID,"error":{"code":"x"}}']) {
      at.gateway.methods['tokens.list'] = () => {
        const id = String((JSON.parse(at.gateway.received.at(-1) ?? '') as { id: number }).id);
        at.gateway.socket.send(broken.replace('ID', id));
        return 'nothing';
      };
      await assert.rejects(client.call('tokens.list', {}), gatewayError('invalid-response', 'tokens.list'));
    }
    assert.equal(client.diagnostics.unreadableCount, 2);
  });
});
