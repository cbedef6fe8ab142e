import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { GatewayError, type GatewayErrorKind, rpcErrorCodes } from '../../src/protocol/index.js';
import { anApproval, aSecurityEvent, type SimulatedClient, SimulatedGateway } from '../../src/testing/index.js';

const fails = (kind: GatewayErrorKind) => (error: unknown) => error instanceof GatewayError && error.kind === kind;

function collect(client: SimulatedClient): string[] {
  const seen: string[] = [];
  client.on('security:event', ({ action }) => seen.push(action));
  client.on('stream:gap', () => seen.push('gap'));
  return seen;
}

it('is connected, live and knows its scopes from the start', async () => {
  const client = new SimulatedGateway().client({ scopes: ['rpc', 'ws'], name: 'viewer' });
  assert.deepEqual([client.connection.status, client.live.status, client.epoch], ['connected', 'live', 1]);
  assert.deepEqual(client.scopes, ['rpc', 'ws']);
  await assert.rejects(client.call('tokens.list', {}), (error) => {
    return fails('not-allowed')(error) && (error as GatewayError).requiredScope === 'admin';
  });
});

it('delivers copies, later', async (t) => {
  const gateway = new SimulatedGateway();
  t.after(() => gateway.close());
  const client = gateway.client();
  const sent = gateway.approvals.request(anApproval()).request;
  const seen = collect(client);
  gateway.securityLog.emit(aSecurityEvent({ action: 'a' }));
  assert.deepEqual(seen, []);
  const { requests } = await client.call('approvals.list', {});
  assert.deepEqual(requests, [sent]);
  assert.notEqual(requests[0], sent);
  assert.deepEqual(seen, ['a']);
});

it('fails calls in flight when it drops, and brings what was missed when it is back', async () => {
  const gateway = new SimulatedGateway();
  const client = gateway.client();
  const seen = collect(client);
  gateway.faults.hold('approvals.list');
  const call = client.call('approvals.list', {});
  client.drop('restarting');
  await assert.rejects(call, fails('disconnected'));
  assert.equal(client.connection.status, 'reconnecting');
  assert.equal(client.live.status, 'interrupted');
  await assert.rejects(client.call('system.ping', {}), fails('disconnected'));
  gateway.securityLog.emit(aSecurityEvent({ action: 'missed' }));
  await turn();
  assert.deepEqual(seen, []);
  client.restore();
  await turn();
  assert.deepEqual(seen, ['missed']);
  assert.deepEqual([client.connection.status, client.live.status, client.epoch], ['connected', 'live', 2]);
});

it('tells of a gap and counts it as a new epoch', async () => {
  const gateway = new SimulatedGateway();
  const client = gateway.client();
  const seen = collect(client);
  client.dropStream();
  gateway.securityLog.emit(aSecurityEvent({ action: 'lost' }));
  gateway.stream.forget();
  client.restore();
  await turn();
  assert.deepEqual(seen, ['gap']);
  assert.equal(client.epoch, 3);
});

it('stays connecting until it is told to connect', async () => {
  const client = new SimulatedGateway().client({ connected: false });
  assert.equal(client.connection.status, 'connecting');
  assert.equal(client.epoch, 0);
  await assert.rejects(client.call('system.ping', {}), fails('disconnected'));
  client.restore();
  assert.equal((await client.call('system.ping', {})).pong, true);
});

it('is not live without the scope for it', () => {
  const client = new SimulatedGateway().client({ scopes: ['rpc', 'admin'] });
  assert.equal(client.live.status, 'not-allowed');
  assert.equal(client.connection.status, 'connected');
});

it('is refused when its token is revoked, after the answer', async () => {
  const client = new SimulatedGateway().client();
  const { revoked } = await client.call('tokens.revoke', { id: client.tokenId });
  assert.equal(revoked, true);
  await sleep(5);
  assert.deepEqual([client.connection.status, client.live.status], ['refused', 'off']);
  client.reconnect();
  assert.equal(client.connection.status, 'refused');
  await assert.rejects(client.call('system.ping', {}), fails('token-refused'));
});

it('is refused on request, and comes back when asked while its token is in force', () => {
  const client = new SimulatedGateway().client();
  client.refuse();
  assert.equal(client.connection.status, 'refused');
  client.reconnect();
  assert.equal(client.connection.status, 'connected');
});

it('fails, waits and lacks methods as it is told', async () => {
  const gateway = new SimulatedGateway();
  const client = gateway.client();
  gateway.faults.fail('system.ping', { code: rpcErrorCodes.rateLimited });
  await assert.rejects(client.call('system.ping', {}), fails('rate-limited'));
  await client.call('system.ping', {});

  const release = gateway.faults.hold('system.ping');
  let answered = false;
  const call = client.call('system.ping', {}).then(() => (answered = true));
  await turn();
  assert.equal(answered, false);
  release();
  await call;

  gateway.faults.withhold('tokens.list');
  await assert.rejects(client.call('tokens.list', {}), fails('not-offered'));
  assert.equal(client.capability('tokens.list').status, 'not-offered');
  assert.equal(client.capability('tokens.create').status, 'not-offered', 'it rests on tokens.list');
  assert.equal(client.capability('secrets.set').status, 'offered');
});

it('gives up a call whose signal aborts', async () => {
  const gateway = new SimulatedGateway();
  gateway.faults.hold('system.ping');
  const abort = new AbortController();
  const call = gateway.client().call('system.ping', {}, { signal: abort.signal });
  abort.abort(new Error('enough'));
  await assert.rejects(call, /enough/);
});

it('counts what it cannot read or does not know', () => {
  const client = new SimulatedGateway().client();
  client.receive('security:event', { id: 1 });
  client.receive('security:event', { id: 1 });
  client.receive('weather:changed', {});
  const { unreadable, unreadableCount, unknownEvents } = client.diagnostics;
  assert.equal(unreadableCount, 2);
  assert.deepEqual(
    unreadable.map(({ name, count }) => [name, count]),
    [['security:event', 2]],
  );
  assert.deepEqual([...unknownEvents], [['weather:changed', 1]]);
});

it('answers with what its gateway says of an answer', async () => {
  const gateway = new SimulatedGateway();
  const client = gateway.client();
  const said = { derived: { from: 'the stream', since: 5 }, notes: ['No history.'] };
  gateway.provenance.set('security.audit', said);
  const { derived, notes, entries } = await client.call('security.audit', {});
  assert.deepEqual({ derived, notes, entries }, { ...said, entries: [] });
  gateway.provenance.set('security.audit', {});
  assert.equal((await client.call('security.audit', {})).derived, undefined);
});

it('is over when it is closed', async () => {
  const gateway = new SimulatedGateway();
  const client = gateway.client();
  const seen = collect(client);
  client.close();
  client.close();
  client.restore();
  gateway.securityLog.emit(aSecurityEvent());
  await turn();
  assert.deepEqual([client.connection.status, client.live.status, seen.length], ['closed', 'off', 0]);
  await assert.rejects(client.call('system.ping', {}), fails('closed'));
});

it('hears of providers, secrets and the configuration, and learns what is not offered', async () => {
  const gateway = new SimulatedGateway();
  const client = gateway.client();
  const heard: string[] = [];
  client.on('provider:state', ({ provider, state }) => heard.push(`${provider} ${String(state)}`));
  client.on('secrets:changed', ({ name, change }) => heard.push(`${name} ${change}`));
  client.on('config:patched', ({ section, by }) => heard.push(`${section} by ${by}`));
  await client.call('secrets.set', { name: 'ACME_API_KEY', value: 'v' });
  gateway.providers.call('acme', { outcome: 'ok' });
  gateway.config.changeSecurity({ agentToAgent: { enabled: false } }, 'chen');
  assert.equal((await client.call('security.providerHealth', {})).providers[0]?.calls, 1);
  assert.deepEqual(heard, ['ACME_API_KEY created', 'acme closed', 'security by chen']);
  const restore = gateway.faults.withhold('security.audit');
  assert.equal(client.capability('security.audit').status, 'not-offered');
  await assert.rejects(client.call('security.audit', {}), { kind: 'not-offered' });
  restore();
  gateway.close();
});
