import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { type ClientOptions, createClient, type RpcClient } from '../../src/client/index.js';
import { digestOf } from '../../src/protocol/index.js';
import { anApproval, aSecurityEvent, type SimulatedGateway } from '../../src/testing/index.js';
import { type GatewayServer, startGateway } from '../../stories/demo/server/gateway-server.js';
import { eventually, pause, until } from './support/setup.js';

let server: GatewayServer;
let gateway: SimulatedGateway;
let clients: RpcClient[];

beforeEach(async () => {
  server = await startGateway({ port: 0, scenario: 'empty' });
  assert.ok(server.gateway);
  gateway = server.gateway;
  clients = [];
});
afterEach(async () => {
  for (const client of clients) client.close();
  await server.close();
});

function connect(token = server.adminToken ?? '', options: Partial<ClientOptions> = {}): RpcClient {
  const client = createClient({
    url: server.url,
    getToken: () => token,
    WebSocket,
    backoff: { firstMs: 20, maxMs: 200 },
    ...options,
  });
  clients.push(client);
  return client;
}

async function connected(token?: string, options?: Partial<ClientOptions>): Promise<RpcClient> {
  const client = connect(token, options);
  // The stream is live once its first byte has come.
  await until(client, () => client.epoch >= 1 && client.live.status !== 'starting');
  return client;
}

async function control(path: string, body: unknown): Promise<void> {
  const response = await fetch(`${server.url}/demo/${path}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${server.adminToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  assert.ok(response.ok, await response.text());
}

describe('with the reference gateway, the client', () => {
  it('connects, knows its scopes, lists and decides', async () => {
    const client = await connected();
    assert.equal(client.live.status, 'live');
    assert.deepEqual(client.scopes, ['rpc', 'ws', 'admin']);
    const resolved: string[] = [];
    client.on('approval:resolved', ({ approvalId, outcome }) => resolved.push(`${approvalId} ${outcome}`));
    const { request, settled } = gateway.approvals.request(anApproval({ timeoutMs: 0 }));
    const { requests } = await client.call('approvals.list', {});
    assert.deepEqual(
      requests.map(({ approvalId }) => approvalId),
      [request.approvalId],
    );
    const { approvalId } = request;
    const digest = digestOf(request);
    await client.call('approvals.respond', { approvalId, decision: 'approve', comment: 'fine', digest });
    assert.equal((await settled).outcome, 'approved');
    await eventually(() => resolved.length === 1);
    await assert.rejects(
      client.call('approvals.respond', { approvalId: request.approvalId, decision: 'deny' }),
      (thrown: unknown) => (thrown as { kind: string; decision?: { comment?: string } }).decision?.comment === 'fine',
    );
  });

  it('gets each event once across drops and refusals', async () => {
    const client = await connected();
    const seen: string[] = [];
    client.on('security:event', ({ message }) => seen.push(String(message)));
    const sent: string[] = [];
    for (let n = 0; n < 60; n += 1) {
      const message = `event ${n}`;
      gateway.securityLog.emit(aSecurityEvent({ message }));
      sent.push(message);
      if (n === 10) await control('connections', { drop: true });
      if (n === 30) await control('connections', { drop: true, refuseMs: 300 });
      await pause(5);
    }
    await until(client, () => client.connection.status === 'connected' && client.live.status === 'live');
    // What came twice would have come before this.
    gateway.securityLog.emit(aSecurityEvent({ message: 'the last one' }));
    await eventually(() => seen.at(-1) === 'the last one');
    assert.deepEqual(seen, [...sent, 'the last one']);
    assert.equal(client.diagnostics.unreadableCount, 0);
  });

  it('receives a gap when the replay log is lost', async () => {
    const client = await connected();
    let gaps = 0;
    let events = 0;
    client.on('stream:gap', () => (gaps += 1));
    client.on('security:event', () => (events += 1));
    gateway.securityLog.emit(aSecurityEvent({}));
    await eventually(() => events === 1);
    await control('connections', { drop: true, forget: true });
    gateway.securityLog.emit(aSecurityEvent({}));
    await eventually(() => gaps === 1);
    await until(client, () => client.connection.status === 'connected' && client.live.status === 'live');
    await until(client, () => client.epoch > 1);
    // All that the drop brings about has been told by then.
    await client.call('system.ping', {});
    assert.equal(client.epoch, 2);
  });

  it('finds a stalled connection dead, on both channels, and heals', async () => {
    const client = await connected(undefined, { pingIntervalMs: 300, pingTimeoutMs: 200 });
    await control('connections', { stall: true });
    await until(client, () => client.connection.status === 'reconnecting');
    await until(client, () => client.connection.status === 'connected' && client.live.status === 'live');
  });

  it('works with just the scopes of its token, and is thrown out when that is revoked', async () => {
    const { token, secret } = gateway.tokens.create({ name: 'viewer', scopes: ['rpc'] });
    const client = await connected(secret);
    assert.deepEqual(client.scopes, ['rpc']);
    assert.equal(client.live.status, 'not-allowed');
    await assert.rejects(client.call('tokens.list', {}), { kind: 'not-allowed', requiredScope: 'admin' });
    gateway.tokens.revoke(token.id);
    await until(client, () => client.connection.status === 'refused');
    assert.deepEqual(client.live, { status: 'off' });
  });
});
