/** What the daemon says of approvals while it is asked for them: events and answers overtake each other. */
import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import { DaemonTranslation } from '../../../src/client/dialects/comis-daemon/translation.js';
import { digestOf } from '../../../src/protocol/index.js';
import { daemonError } from '../../../src/client/dialects/comis-daemon/errors.js';
import { eventually } from '../support/setup.js';
import { FakeServer } from './fake-server.js';

const asked = (requestId: string, more: object = {}) => ({
  requestId,
  toolName: 'agents_manage',
  action: 'agents.delete',
  params: { agent_id: 'ops' },
  agentId: 'u-1',
  sessionKey: `acme:u-1:${requestId}`,
  trustLevel: 'user',
  createdAt: Date.now(),
  timeoutMs: 120_000,
  ...more,
});
const ended = (requestId: string, more: object = {}) => ({
  requestId,
  approved: false,
  approvedBy: 'alice',
  resolvedAt: Date.now(),
  ...more,
});

/** A daemon whose answers come when the test wants. */
function daemon(t: TestContext, tellsRun = true, server = new FakeServer()) {
  if (tellsRun) server.pages['/api/health'] = () => ({ instanceId: 'a', startedAt: new Date(0).toISOString() });
  const waiting: { readonly method: string; answer(value: unknown): void; fail(error: Error): void }[] = [];
  server.request = (method) =>
    new Promise((answer, fail) => {
      waiting.push({ method, answer, fail });
    });
  const translation = new DaemonTranslation(server);
  t.after(() => translation.close());
  translation.connected();
  translation.live(undefined);
  const next = async (method: string) => {
    await eventually(() => waiting.some((each) => each.method === method));
    return waiting.splice(
      waiting.findIndex((each) => each.method === method),
      1,
    )[0]!;
  };
  return {
    server,
    translation,
    pending: async (...requests: unknown[]) =>
      (await next('admin.approval.pending')).answer({ requests, total: requests.length }),
    settings: async () => (await next('config.read')).answer({ denialCacheTtlMs: 60_000, batchApprovalTtlMs: 30_000 }),
    refuse: async (method: string, message: string) =>
      (await next(method)).fail(daemonError({ code: 0, message }, method)),
    list: () => translation.call('approvals.list', {}, {}),
  };
}

it('keeps a request that was reported while the list was loading', async (t) => {
  const { server, translation, ...at } = daemon(t);
  const first = at.list();
  await at.settings();
  translation.receive('approval:requested', { ...asked('x'), channelType: 'telegram' });
  await eventually(() => server.of('approval:requested').length === 1);
  await at.pending();
  const { requests, total } = await first;
  assert.deepEqual([requests.map(({ approvalId }) => approvalId), total], [['x'], 1]);

  const second = at.list();
  await at.pending(asked('x'));
  assert.equal((await second).requests[0]?.description, 'Asked for through telegram.');
  translation.receive('approval:resolved', ended('x'));
  await eventually(() => server.of('approval:resolved').length === 1);
  assert.equal(server.of('approval:resolved')[0]?.action, 'agents.delete');

  translation.receive('approval:requested', asked('y'));
  await eventually(() => server.of('approval:requested').length === 2);
  const third = at.list();
  await at.pending();
  assert.deepEqual((await third).requests, [], 'gone, says a list that was asked for later');
});

it('counts no request that ended before the list was told', async (t) => {
  const { server, translation, ...at } = daemon(t);
  const list = at.list();
  await at.pending(asked('a'), asked('b'));
  await new Promise((resolve) => setImmediate(resolve));
  translation.receive('approval:resolved', ended('a'));
  await at.settings();
  const { requests, total } = await list;
  assert.deepEqual([requests.map(({ approvalId }) => approvalId), total], [['b'], 1]);
  await eventually(() => server.of('approval:resolved').length === 1);
  const [decision] = server.of('approval:resolved');
  assert.deepEqual([decision?.action, decision?.user], ['agents.delete', 'u-1']);
});

it('knows a request whose end is told after its decision was refused', async (t) => {
  const { server, translation, ...at } = daemon(t);
  const list = at.list();
  await at.pending(asked('a'));
  await at.settings();
  await list;
  const late = translation.call('approvals.respond', { approvalId: 'a', decision: 'deny' }, {});
  await Promise.all([
    assert.rejects(late, { kind: 'not-found' }),
    at.refuse('admin.approval.resolve', 'Approval request not found: a (may have already been resolved or timed out)'),
  ]);
  translation.receive('approval:resolved', ended('a', { approvedBy: 'chat:998' }));
  await eventually(() => server.of('approval:resolved').length === 1);
  const [decision] = server.of('approval:resolved');
  assert.deepEqual(
    [decision?.action, decision?.user, decision?.resolvedBy, decision?.notes],
    ['agents.delete', 'u-1', 'chat:998', undefined],
  );
});

it('real use 3: approves nothing without a digest, and compares it with what the daemon lists right before', async (t) => {
  const { server, translation } = daemon(t);
  let listed: readonly unknown[] = [asked('a')];
  const sent: string[] = [];
  server.request = (method) => {
    sent.push(method);
    if (method === 'config.read') return Promise.resolve({ denialCacheTtlMs: 60_000, batchApprovalTtlMs: 30_000 });
    if (method === 'admin.approval.pending') return Promise.resolve({ requests: listed, total: listed.length });
    return Promise.resolve({ requestId: 'a', approved: method === 'admin.approval.resolve', approvedBy: 'operator' });
  };
  const digest = digestOf((await translation.call('approvals.list', {}, {})).requests[0]!);
  const approve = (more: { digest?: string } = { digest }) =>
    translation.call('approvals.respond', { approvalId: 'a', decision: 'approve', ...more }, {});
  await assert.rejects(approve({}), { kind: 'invalid-params', unsent: true });
  // No event tells of what has become of it: only the list knows.
  listed = [asked('a', { params: { agent_id: 'all' } })];
  await assert.rejects(approve(), { kind: 'stale', unsent: true });
  listed = [asked('a', { params: null })];
  await assert.rejects(approve(), { kind: 'invalid-params', unsent: true });
  listed = [];
  await assert.rejects(approve(), { kind: 'not-found' });
  assert.ok(!sent.includes('admin.approval.resolve'), 'nothing was sent to decide it');
  listed = [asked('a')];
  assert.equal((await approve()).outcome, 'approved');
});

it('names in the security log what ended, also where only the list had reported it', async (t) => {
  const { server, translation, ...at } = daemon(t);
  const list = at.list();
  await at.pending(asked('a'));
  await at.settings();
  await list;
  translation.receive('approval:resolved', ended('a', { approved: true }));
  const [line] = server.of('security:event');
  assert.deepEqual([line?.action, line?.risk, line?.outcome], ['agents.delete', 'high', 'approved']);
});

it('believes the names of the gateway only where it can have decided, as any client may give them', async (t) => {
  const { server, translation, ...at } = daemon(t);
  const now = Date.now();
  const list = at.list();
  const ids = ['a', 'b', 'c', 'd'];
  await at.pending(...ids.map((id) => asked(id)), asked('late', { createdAt: now - 120_000 }));
  await at.settings();
  await list;
  const by = (id: string, approvedBy: string, approved: boolean) =>
    translation.receive('approval:resolved', ended(id, { approvedBy, approved, reason: 'so it is' }));
  by('a', 'system:cached-approval', true);
  by('b', 'system:timeout', false);
  by('c', 'system:timeout', true);
  by('d', 'system:cached-denial', false);
  by('late', 'system:timeout', false);
  by('never reported', 'system:cached-denial', false);
  by('nor this', 'system:cached-denial', true);
  await eventually(() => server.of('approval:resolved').length === 7);
  const decisions = server.of('approval:resolved');
  assert.deepEqual(
    decisions.map(({ approvalId, outcome, automatic }) => [approvalId, outcome, automatic]),
    [
      ['a', 'approved', undefined],
      ['b', 'denied', undefined],
      ['c', 'approved', undefined],
      ['d', 'denied', undefined],
      ['late', 'expired', 'timeout'],
      ['never reported', 'denied', 'cache'],
      ['nor this', 'approved', undefined],
    ],
  );
  for (const { automatic, notes = [] } of decisions)
    assert.equal(notes.join(' ').includes('sent by the client that decided'), automatic === undefined);
  assert.deepEqual([decisions[0]?.resolvedBy, decisions[0]?.comment], ['system:cached-approval', 'so it is']);
  const [line] = server.of('security:event');
  assert.deepEqual(
    [line?.message, line?.user],
    ['Approved by system:cached-approval: so it is.', 'system:cached-approval'],
  );
});

it('says that a request may be from before a restart where the daemon does not tell when it started', async (t) => {
  const { server, translation, ...at } = daemon(t, false);
  translation.receive('approval:requested', asked('live'));
  await at.settings();
  await eventually(() => server.of('approval:requested').length === 1);
  const notesOf = async () => {
    const list = at.list();
    await at.pending(asked('live'), asked('older'));
    return (await list).requests.map(({ notes }) => notes?.join(' ').includes('may be from before a restart'));
  };
  assert.deepEqual(await notesOf(), [false, true]);
  translation.disconnected(true);
  translation.connected();
  assert.deepEqual(await notesOf(), [true, true]);
});

it('real use 48: one approval event that cannot be passed on silences none of those after it, and is counted', async (t) => {
  const server = new FakeServer();
  const emit = server.emit;
  let failures = 1;
  server.emit = (event, payload) => {
    if (event === 'approval:requested' && failures-- > 0) throw new Error('boom');
    emit(event, payload);
  };
  const { translation, ...at } = daemon(t, true, server);
  translation.receive('approval:requested', asked('x'));
  await at.settings();
  await eventually(() => server.unread.length === 1);
  assert.deepEqual(server.unread, [{ name: 'approval event', issue: 'could not be emitted: boom' }]);

  translation.receive('approval:requested', asked('y'));
  translation.receive('approval:resolved', ended('x'));
  await eventually(() => server.of('approval:resolved').length === 1);
  const ids = (name: 'approval:requested' | 'approval:resolved') =>
    server.of(name).map((payload) => 'approvalId' in payload && payload.approvalId);
  assert.deepEqual([ids('approval:requested'), ids('approval:resolved')], [['y'], ['x']]);
  assert.equal(server.unread.length, 1);
});

it('real use 48: an approval event is passed on where reading which run of the daemon answers fails', async (t) => {
  const server = new FakeServer();
  let timings = 0;
  server.timed = () => {
    timings++;
    throw new Error('no clock');
  };
  server.pages['/api/health'] = () => ({ timestamp: new Date().toISOString(), instanceId: 'b', startedAt: '' });
  const { translation, ...at } = daemon(t, false, server);
  translation.receive('approval:requested', asked('x'));
  await at.settings();
  await eventually(() => server.of('approval:requested').length === 1);
  assert.ok(timings > 0);
});
