import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { digestOf, rpcErrorCodes, type ApprovalRequest } from '../../src/protocol/index.js';
import { start, type TestSocket } from './support/gateway.js';

const ask = { agentId: 'deploy-bot', action: 'shell.exec', params: { command: 'make clean' }, risk: 'high' };

/** The digest of the first request that waits. */
async function shown(socket: TestSocket): Promise<string> {
  const { requests } = await socket.result('approvals.list');
  return digestOf((requests as [ApprovalRequest])[0]);
}

it('blocks the agent until a person decides, and names the token that did', async (t) => {
  const server = await start(t);
  const { secret } = await server.token('night-shift', ['rpc', 'admin']);
  const [stream, operator] = [await server.stream(), await server.socket(secret)];
  const { approvalId } = await server.demo('POST', '/demo/approvals', ask);
  assert.deepEqual(await server.demo('GET', `/demo/approvals/${String(approvalId)}`), { state: 'waiting' });

  const { requests, total } = await operator.result('approvals.list');
  const [request] = requests as [ApprovalRequest];
  assert.equal(total, 1);
  assert.deepEqual(request.params, ask.params);
  const answer = await operator.result('approvals.respond', {
    approvalId,
    decision: 'deny',
    comment: 'Not now',
    digest: digestOf(request),
  });
  assert.equal(answer['resolvedBy'], 'night-shift');

  const view = await server.demo('GET', `/demo/approvals/${String(approvalId)}`);
  assert.deepEqual({ ...view, at: 0 }, { state: 'denied', by: 'night-shift', comment: 'Not now', at: 0 });
  const events = await stream.first(3);
  assert.deepEqual(
    events.map(({ name }) => name),
    ['approval:requested', 'approval:resolved', 'audit:event'],
  );
  assert.equal(events[2]?.data['outcome'], 'denied');
  assert.equal(events[2].data['user'], 'night-shift');
  const { decisions } = await operator.result('approvals.history', { outcome: 'denied' });
  assert.equal((decisions as unknown[]).length, 1);
});

it('lets the first of two decisions count and shows it to the second', async (t) => {
  const server = await start(t);
  const [one, two] = [await server.socket(), await server.socket()];
  const { approvalId } = await server.demo('POST', '/demo/approvals', ask);
  const digest = await shown(one);
  const answers = await Promise.all([
    one.call('approvals.respond', { approvalId, decision: 'approve', digest }),
    two.call('approvals.respond', { approvalId, decision: 'deny' }),
  ]);
  const refused = answers.filter(({ error }) => error);
  assert.equal(refused.length, 1);
  assert.equal(refused[0]?.error?.code, rpcErrorCodes.alreadyResolved);
  const { decision } = refused[0].error.data as { decision: { outcome: string } };
  assert.equal((await server.demo('GET', `/demo/approvals/${String(approvalId)}`))['state'], decision.outcome);
});

it('times out, is withdrawn, and refuses what comes too late', async (t) => {
  const server = await start(t);
  const operator = await server.socket();
  const { approvalId: short } = await server.demo('POST', '/demo/approvals', { ...ask, timeoutMs: 30 });
  const { approvalId: taken } = await server.demo('POST', '/demo/approvals', ask);
  const withdrawn = await server.demo('PATCH', `/demo/approvals/${String(taken)}`, { withdraw: true });
  assert.equal(withdrawn['state'], 'withdrawn');
  const stateOfShort = () => server.demo('GET', `/demo/approvals/${String(short)}`);
  let expired = await stateOfShort();
  for (; expired['state'] === 'waiting'; expired = await stateOfShort()) await sleep(5);
  assert.equal(expired['state'], 'expired');
  assert.equal(expired['by'], 'system:timeout');
  const digest = '0'.repeat(64);
  const late = await operator.call('approvals.respond', { approvalId: short, decision: 'approve', digest });
  assert.equal(late.error?.code, rpcErrorCodes.alreadyResolved);
  const again = await server.control('PATCH', `/demo/approvals/${String(taken)}`, { withdraw: true });
  assert.equal(again.status, 409);
});

it('refuses a decision about what is no longer asked', async (t) => {
  const server = await start(t);
  const [stream, operator] = [await server.stream(), await server.socket()];
  const { approvalId } = await server.demo('POST', '/demo/approvals', ask);
  const { requests } = await operator.result('approvals.list');
  const shown = digestOf((requests as [ApprovalRequest])[0]);
  await server.demo('PATCH', `/demo/approvals/${String(approvalId)}`, { params: { command: 'rm -rf /' } });
  const changed = (await stream.first(2))[1];
  assert.equal(changed?.name, 'approval:changed');

  const stale = await operator.call('approvals.respond', { approvalId, decision: 'approve', digest: shown });
  assert.equal(stale.error?.code, rpcErrorCodes.stale);
  const { current } = stale.error.data as { current: string };
  assert.equal(current, digestOf(changed.data as ApprovalRequest));
  assert.equal((await server.demo('GET', `/demo/approvals/${String(approvalId)}`))['state'], 'waiting');
  const fresh = await operator.call('approvals.respond', { approvalId, decision: 'approve', digest: current });
  assert.equal(fresh.error, undefined);
});

it('real use 3: refuses to approve what the caller does not prove to have seen, and denies without a digest', async (t) => {
  const server = await start(t);
  const operator = await server.socket();
  const state = async (id: unknown) => (await server.demo('GET', `/demo/approvals/${String(id)}`))['state'];
  const { approvalId } = await server.demo('POST', '/demo/approvals', ask);
  await server.demo('PATCH', `/demo/approvals/${String(approvalId)}`, { params: { command: 'rm -rf /' } });

  const blind = await operator.call('approvals.respond', { approvalId, decision: 'approve' });
  assert.equal(blind.error?.code, rpcErrorCodes.invalidParams);
  assert.match(JSON.stringify(blind.error.data), /digest/);
  assert.equal(await state(approvalId), 'waiting');
  await operator.result('approvals.respond', { approvalId, decision: 'deny' });
  assert.equal(await state(approvalId), 'denied');

  // No digest can be made of half a surrogate pair; such a request must not wait for ever.
  const unbindable = { ...ask, params: { command: 'echo \ud83d' } };
  const { approvalId: odd } = await server.demo('POST', '/demo/approvals', unbindable);
  await operator.result('approvals.respond', { approvalId: odd, decision: 'deny' });
  assert.equal(await state(odd), 'denied');
});
