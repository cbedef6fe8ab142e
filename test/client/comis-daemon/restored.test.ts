/** What is said of requests from before a restart of the daemon: as a running 1.0.34 was seen to treat them. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type ApprovalRequest, type Decision, digestOf } from '../../../src/protocol/index.js';
import { start } from '../../replay/support.js';
import { eventually, pause, until } from '../support/setup.js';
import { connect, replayed } from './support.js';

it('real use 15: says one thing of a restored request: its call is gone, and its decision still counts', async (t) => {
  const { replay, client } = await replayed(t, { file: 'approvals' });
  replay.request({ action: 'agents.delete', sessionKey: 's', timeoutMs: 600_000 });
  const { epoch } = client;
  await replay.restart();
  await until(client, () => client.epoch > epoch && client.connection.status === 'connected');
  let restored: ApprovalRequest | undefined;
  // The run of the daemon is asked for after it is connected: until that is known, the note says "may".
  const end = Date.now() + 15_000;
  while (!restored?.notes?.[0]?.startsWith('Restored after a restart') && Date.now() < end) {
    [restored] = (await client.call('approvals.list', {})).requests;
    await pause(20);
  }
  const notes = restored?.notes ?? [];
  assert.equal(notes.length, 1, 'two notes on one card contradicted each other');
  assert.match(notes[0] ?? '', /call that waited for it no longer exists, and Approve does not carry it out/);
  assert.match(
    notes[0] ?? '',
    /decision still counts: Approve decides any other agents\.delete in this session for 30 s/,
  );
  assert.doesNotMatch(notes[0] ?? '', /does nothing/);

  await client.call('approvals.respond', {
    approvalId: restored!.approvalId,
    decision: 'approve',
    digest: digestOf(restored!),
  });
  const ended: Decision[] = [];
  client.on('approval:resolved', (decision) => ended.push(decision));
  replay.request({ action: 'agents.delete', sessionKey: 's', params: { agent_id: 'another' } });
  await eventually(() => ended.some(({ automatic }) => automatic === 'cache'));
  assert.equal(ended.find(({ automatic }) => automatic === 'cache')?.outcome, 'approved', 'as a running 1.0.34 does');
});

it('real use 15: says “may” where it cannot know whether a request was restored', async (t) => {
  const replay = await start(t, { file: 'approvals' });
  replay.request({ action: 'agents.delete', timeoutMs: 600_000 });
  const client = connect(t, replay, { fetch: () => Promise.reject(new TypeError('blocked')) });
  await until(client, () => client.connection.status === 'connected');
  const notes = (await client.call('approvals.list', {})).requests[0]?.notes ?? [];
  assert.equal(notes.length, 1);
  assert.match(notes[0] ?? '', /^It may be from before a restart.* then the call that waited for it no longer exists/);
  assert.match(notes[0] ?? '', /The decision still counts: Approve decides any other agents\.delete/);
});

it('real use 15: what was listed before it was known since when the daemon runs is told again once it is known', async (t) => {
  const replay = await start(t, { file: 'approvals' });
  let isBlocked = false;
  const client = connect(t, replay, {
    fetch: (input, init) =>
      isBlocked && urlOf(input).endsWith('/api/health') ? Promise.reject(new TypeError('blocked')) : fetch(input, init),
  });
  await until(client, () => client.connection.status === 'connected');
  let isAsked = false;
  client.on('approval:requested', () => (isAsked = true));
  replay.request({ action: 'agents.delete', timeoutMs: 600_000 });
  await eventually(() => isAsked);
  const { epoch } = client;
  isBlocked = true;
  await replay.restart();
  await until(client, () => client.epoch > epoch && client.connection.status === 'connected');
  const told: ApprovalRequest[] = [];
  client.on('approval:changed', (request) => told.push(request));
  const [listed] = (await client.call('approvals.list', {})).requests;
  assert.match(listed?.notes?.[0] ?? '', /^It may be from before a restart/);
  isBlocked = false;
  await eventually(() => told.length > 0);
  assert.deepEqual(
    told.map(({ approvalId, notes }) => [approvalId, notes?.[0]?.slice(0, 24)]),
    [[listed?.approvalId, 'Restored after a restart']],
  );
});

const urlOf = (input: RequestInfo | URL): string => (input instanceof Request ? input.url : String(input));
