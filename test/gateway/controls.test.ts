import assert from 'node:assert/strict';
import { it } from 'node:test';
import { start } from './support/gateway.js';

const badRequests: [path: string, body: unknown, field: string][] = [
  ['/demo/approvals', {}, 'agentId'],
  ['/demo/approvals', { agentId: '', action: 'x' }, 'agentId'],
  ['/demo/approvals', { agentId: 'a', action: 'x', params: [] }, 'params'],
  ['/demo/approvals', { agentId: 'a', action: 'x', timeoutMs: -1 }, 'timeoutMs'],
  ['/demo/actions', { agentId: 'a', action: 'x' }, 'class'],
  ['/demo/events', [{ action: 'a' }, { action: 'b', risk: 'huge' }], '1.risk'],
  ['/demo/connections', { refuseMs: 'long' }, 'refuseMs'],
  ['/demo/faults', { method: 'no.such', error: 'x' }, 'method'],
  ['/demo/faults', { method: 'system.ping' }, 'error or delayMs'],
  ['/demo/providers', { outcome: 'ok' }, 'provider'],
  ['/demo/providers', { provider: 'p', outcome: 'maybe' }, 'outcome'],
  ['/demo/providers', { provider: 'p', outcome: 'ok', count: 0 }, 'count'],
  ['/demo/scenario', { name: 'nonsense' }, 'name'],
];

for (const [path, body, field] of badRequests) {
  it(`names ${field} when ${path} cannot use ${JSON.stringify(body)}`, async (t) => {
    const server = await start(t);
    const { status, body: answer } = await server.control('POST', path, body);
    assert.equal(status, 400);
    assert.ok(
      String(answer['error'])
        .replaceAll(/\[(\d+)\]/g, '$1')
        .includes(field),
      String(answer['error']),
    );
    assert.ok(!String(answer['error']).includes('Invalid input;'), String(answer['error']));
  });
}

it('says what is wrong with the request itself', async (t) => {
  const server = await start(t);
  assert.equal((await server.control('POST', '/demo/events', '{')).status, 400);
  assert.equal((await server.control('POST', '/demo/nothing', {})).status, 404);
  assert.equal((await server.control('GET', '/demo/events')).status, 405);
  assert.equal((await server.control('GET', '/demo/approvals/none')).status, 404);
  assert.equal((await server.control('GET', '/demo/approvals/%E0')).status, 400);
});

it('refuses what is nested so deep that it would end whoever reads it, and keeps nothing of it', async (t) => {
  const server = await start(t);
  const deep = `{"agentId":"d","action":"d","params":{"a":${'['.repeat(7000)}${']'.repeat(7000)}}}`;
  const { status, body } = await server.control('POST', '/demo/approvals', deep);
  assert.equal(status, 400);
  assert.match(String(body['error']), /params is nested deeper than 100 levels/);
  assert.deepEqual(server.server.gateway?.approvals.waiting(), []);
});

it('keeps every key of the parameters, whatever it is called', async (t) => {
  const server = await start(t);
  const body = '{"agentId":"d","action":"d","params":{"__proto__":{"evil":1},"ok":1}}';
  assert.equal((await server.control('POST', '/demo/approvals', body)).status, 200);
  const [request] = server.server.gateway?.approvals.waiting() ?? [];
  assert.deepEqual(Object.keys(request?.params ?? {}), ['__proto__', 'ok']);
});

it('obeys tokens with the scope admin only', async (t) => {
  const server = await start(t);
  const { secret } = await server.token('viewer', ['rpc', 'ws']);
  assert.equal((await fetch(`${server.url}/demo/scenario`, { method: 'POST' })).status, 401);
  assert.equal((await server.control('POST', '/demo/scenario', { name: 'quiet' }, secret)).status, 403);
});

it('fills in what an event lacks', async (t) => {
  const server = await start(t);
  const socket = await server.socket();
  const { ids } = await server.demo('POST', '/demo/events', { action: 'door.open' });
  const { events } = await socket.result('security.events');
  const [event] = events as [Record<string, unknown>];
  assert.deepEqual([event['id']], ids);
  assert.deepEqual([event['type'], event['risk']], ['agent.action', 'unknown']);
  assert.ok(Math.abs(Number(event['timestamp']) - Date.now()) < 5_000);
});

it('judges an action by the policy, and lets a person decide about what waits', async (t) => {
  const server = await start(t);
  const act = (more: object) =>
    server.demo('POST', '/demo/actions', { agentId: 'a', action: 'x.y', class: 'read', ...more });
  assert.deepEqual(await act({}), { decision: 'proceeds', rule: 'none' });
  const waits = await act({ class: 'destructive', risk: 'high' });
  assert.equal(waits['decision'], 'waits');
  assert.equal((await server.demo('GET', `/demo/approvals/${String(waits['approvalId'])}`))['state'], 'waiting');
});

it('changes scenarios: what the agents asked for is taken back, and quiet is quiet', async (t) => {
  const server = await start(t, { scenario: 'busy' });
  const socket = await server.socket();
  const waiting = async () => Number((await socket.result('approvals.list'))['total']);
  assert.ok((await waiting()) >= 3);
  const { approvalId } = await server.demo('POST', '/demo/approvals', { agentId: 'a', action: 'mine' });
  await server.demo('POST', '/demo/scenario', { name: 'quiet' });
  assert.equal(await waiting(), 1, 'what others asked for stays');
  await server.demo('POST', '/demo/scenario', { name: 'empty' });
  assert.equal(await waiting(), 0);
  assert.deepEqual((await socket.result('security.events'))['events'], []);
  assert.equal((await server.control('GET', `/demo/approvals/${String(approvalId)}`)).status, 404);
});
