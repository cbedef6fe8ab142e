import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { RpcClient } from '../../../src/client/index.js';
import { type ApprovalRequest, type Decision, digestOf, GatewayError } from '../../../src/protocol/index.js';
import { DaemonTranslation } from '../../../src/client/dialects/comis-daemon/translation.js';
import { eventually, until } from '../support/setup.js';
import { FakeServer } from './fake-server.js';
import { assertOnlyRead, connect, replayed } from './support.js';
import { start } from '../../replay/support.js';

const list = async (client: RpcClient) => (await client.call('approvals.list', {})).requests;

function follow(client: RpcClient) {
  const asked: ApprovalRequest[] = [];
  const ended: Decision[] = [];
  client.on('approval:requested', (request) => asked.push(request));
  client.on('approval:resolved', (decision) => ended.push(decision));
  return { asked, ended };
}

it('shows who asked, in whose name is told, and how dangerous the action is by what it can do', async (t) => {
  const { replay, client } = await replayed(t, { file: 'approvals' });
  replay.request({ agentId: 'u-1042', action: 'agents.delete', trustLevel: 'guest' });
  const [request] = await list(client);
  assert.ok(request);
  assert.equal(request.agentId, undefined, 'the daemon does not say which agent');
  assert.equal(request.user, 'u-1042');
  assert.equal(request.trustLevel, 'guest');
  assert.deepEqual([request.risk, request.class], ['high', 'destructive']);
  assert.match(request.riskFrom ?? '', /agents\.delete can do \(deletes\)/);
  replay.request({ agentId: 'u-1042', action: 'agents.delete', trustLevel: 'admin' });
  const risks = (await list(client)).map(({ risk }) => risk);
  assert.deepEqual(risks, ['high', 'high'], 'whoever asks');
});

it('says what else a decision decides, with the times of this daemon', async (t) => {
  const { replay, client } = await replayed(t, { file: 'approvals' });
  const { asked } = follow(client);
  replay.request({ action: 'agents.delete' });
  await eventually(() => asked.length === 1);
  for (const request of [...asked, ...(await list(client))]) {
    assert.match(
      request.notes?.[0] ?? '',
      /also decides any other agents\.delete in this session for 30 s, Deny for 60 s/,
    );
  }
  assert.deepEqual(asked, await list(client), 'the event and the list tell the same');
});

it('approves and denies, each by its id, with the comment as the reason', async (t) => {
  const { replay, client } = await replayed(t, { file: 'approvals' });
  const { ended } = follow(client);
  const ids = [replay.request({ action: 'agents.create' }), replay.request({ action: 'tokens.revoke' })];
  const requests = await list(client);
  for (const [index, decision] of (['approve', 'deny'] as const).entries()) {
    const request = requests.find(({ approvalId }) => approvalId === ids[index]);
    assert.ok(request);
    const answer = await client.call('approvals.respond', {
      approvalId: request.approvalId,
      decision,
      comment: `because ${index}`,
      digest: digestOf(request),
    });
    assert.equal(answer.outcome, decision === 'approve' ? 'approved' : 'denied');
  }
  await eventually(() => ended.length === 2);
  assert.deepEqual(
    ended.map(({ outcome, comment, automatic }) => [outcome, comment, automatic]),
    [
      ['approved', 'because 0', undefined],
      ['denied', 'because 1', undefined],
    ],
  );
  const sent = replay.calls.filter(({ method }) => method === 'admin.approval.resolve');
  assert.deepEqual(
    sent.map(({ params }) => params),
    [
      { requestId: ids[0], approved: true, reason: 'because 0' },
      { requestId: ids[1], approved: false, reason: 'because 1' },
    ],
  );
});

it('sends nothing when the request is not the one that was shown', async (t) => {
  const { replay, client } = await replayed(t, { file: 'approvals' });
  const approvalId = replay.request();
  await assert.rejects(
    client.call('approvals.respond', { approvalId, decision: 'approve', digest: '0'.repeat(64) }),
    (error) => error instanceof GatewayError && error.kind === 'stale',
  );
  assertOnlyRead(replay);
});

it('says how a request ended that somebody else decided first, and keeps to what is known of the others', async (t) => {
  const { replay, client } = await replayed(t, { file: 'approvals' });
  const { ended } = follow(client);
  const [shown] = await Promise.resolve(replay.request()).then(() => list(client));
  assert.ok(shown);
  const other = connect(t, replay);
  await until(other, () => other.connection.status === 'connected');
  await other.call('approvals.respond', { approvalId: shown.approvalId, decision: 'deny' });
  await eventually(() => ended.length === 1);
  const digest = digestOf(shown);
  const late = client.call('approvals.respond', { approvalId: shown.approvalId, decision: 'approve', digest });
  await assert.rejects(late, (error) => error instanceof GatewayError && error.decision?.outcome === 'denied');
  await assert.rejects(
    client.call('approvals.respond', { approvalId: 'never-seen', decision: 'approve', digest }),
    (error) => error instanceof GatewayError && error.kind === 'not-found',
  );
});

it('tells decisions of the cache and of the clock from those of people', async (t) => {
  const { replay, client } = await replayed(t, { file: 'approvals' });
  const { ended } = follow(client);
  await replay.playTo('6');
  await eventually(() => ended.some(({ outcome }) => outcome === 'expired'));
  const cached = ended.filter(({ automatic }) => automatic === 'cache');
  assert.deepEqual(
    cached.map(({ action, outcome, resolvedBy }) => [action, outcome, resolvedBy]),
    [
      ['tokens.revoke', 'approved', 'system:cached-approval'],
      ['agents.delete', 'denied', 'system:cached-denial'],
      ['agents.delete', 'denied', 'system:cached-denial'],
    ],
  );
  assert.match(cached[0]?.notes?.join(' ') ?? '', /does not report who requested/);
  const timeout = ended.find(({ outcome }) => outcome === 'expired');
  assert.equal(timeout?.automatic, 'timeout');
  assert.deepEqual(timeout?.params, { action: 'flush', scope: 'all' });
  const people = ended.filter(({ automatic }) => automatic === undefined);
  assert.ok(people.every(({ action }) => action !== '(not reported)'));
  assert.ok(people.some(({ resolvedBy, comment }) => resolvedBy === 'bob' && comment === 'not today'));
});

it('real use 31: says of a comment whose name it came under, as far as that is known, and where it went', async (t) => {
  const { replay, client } = await replayed(t, { file: 'approvals' });
  const { ended } = follow(client);
  await replay.playTo('6');
  await eventually(() => ended.some(({ outcome }) => outcome === 'expired'));
  const people = ended.filter(({ automatic }) => automatic === undefined);
  const said = people.filter(({ comment }) => comment !== undefined);
  assert.ok(said.length > 0);
  for (const { notes, outcome, resolvedBy } of said) {
    const words = notes?.join(' ') ?? '';
    assert.ok(
      words.includes(`under the name “${resolvedBy}”, which the deciding client gave and the gateway does not check`),
    );
    assert.equal(/to the agent whose call was denied/.test(words), outcome === 'denied');
    assert.equal(/not to the agent/.test(words), outcome === 'approved');
  }
  for (const { notes } of ended.filter(({ comment }) => comment === undefined))
    assert.doesNotMatch(notes?.join(' ') ?? '', /The comment came/);
  const { notes } = await client.call('approvals.history', {});
  assert.ok(notes?.some((note) => note.includes('refused without an approval request')));
});

it('real use 31: says until when a denial is remembered, and forgets those of its session', async (t) => {
  const { replay, client } = await replayed(t, { file: 'approvals' });
  const { ended } = follow(client);
  const ask = () => replay.request({ action: 'agents.delete', sessionKey: 's-1', timeoutMs: 120_000 });
  const id = ask();
  await client.call('approvals.list', {});
  await client.call('approvals.respond', { approvalId: id, decision: 'deny' });
  await eventually(() => ended.length === 1);
  const [denied] = ended;
  const { denialCacheTtlMs } = (await client.call('config.read', { section: 'approvals' })).value as {
    denialCacheTtlMs: number;
  };
  assert.equal(denied?.rememberedUntil, denied!.resolvedAt + denialCacheTtlMs);
  const { cleared } = await client.call('approvals.forgetDenials', { sessionKey: 's-1' });
  assert.equal(cleared, true);
  const calls = replay.calls.filter(({ method }) => method === 'admin.approval.clearDenialCache');
  assert.deepEqual(
    calls.map(({ params }) => params),
    [{ sessionKey: 's-1' }],
  );
});

it('has a history of what it saw, filtered and page by page, and says since when', async (t) => {
  const { replay, client } = await replayed(t, { file: 'approvals' });
  const before = client.now();
  const { ended } = follow(client);
  await replay.play();
  await until(client, () => client.connection.status === 'connected' && client.live.status === 'live');
  await eventually(() => ended.length >= 15);
  const all = await client.call('approvals.history', {});
  assert.ok(all.derived && all.derived.since <= before + 1000);
  assert.equal(all.total, all.decisions.length);
  assert.ok(all.notes?.some((note) => note.includes('keeps no history')));
  const times = all.decisions.map(({ resolvedAt }) => resolvedAt);
  assert.deepEqual(
    times,
    [...times].sort((a, b) => b - a),
  );
  const denied = await client.call('approvals.history', { outcome: 'denied' });
  assert.deepEqual(
    denied.decisions,
    all.decisions.filter(({ outcome }) => outcome === 'denied'),
  );
  const [someone] = all.decisions.flatMap(({ user }) => user ?? []);
  const asked = await client.call('approvals.history', { agentId: someone });
  assert.ok(asked.total);
  assert.deepEqual(
    asked.decisions,
    all.decisions.filter(({ user }) => user === someone),
    'who is shown where others have the agent',
  );
  const paged: Decision[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.call('approvals.history', { limit: 4, ...(cursor !== undefined && { cursor }) });
    paged.push(...page.decisions);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  assert.deepEqual(paged, all.decisions);
  assert.equal(client.capability('approvals.history').status, 'derived');
  assert.equal(client.diagnostics.unreadableCount, 0);
});

it('says of a request that outlived a restart that nobody waits for it any more', async (t) => {
  const { replay, client } = await replayed(t, { file: 'approvals' });
  const approvalId = replay.request({ timeoutMs: 600_000 });
  assert.doesNotMatch((await list(client))[0]?.notes?.join(' ') ?? '', /restart/);
  const { epoch } = client;
  await replay.restart();
  await until(client, () => client.epoch > epoch && client.connection.status === 'connected');
  const [restored] = await list(client);
  assert.equal(restored?.approvalId, approvalId);
  assert.match(
    restored?.notes?.join(' ') ?? '',
    /Restored after a restart.*the call that waited for it no longer exists/,
  );
});

it('takes a timeout of 0 for over at once, not for ever', async (t) => {
  const { replay, client } = await replayed(t, { file: 'approvals' });
  const { asked, ended } = follow(client);
  await replay.playTo('10');
  const before = ended.length;
  await replay.playTo('11');
  await eventually(() => ended.length > before);
  const last = ended.at(-1);
  assert.deepEqual([last?.outcome, last?.automatic, last?.timeoutMs], ['denied', 'timeout', undefined]);
  assert.match(last?.notes?.join(' ') ?? '', /timeout is 0, so the gateway denied it immediately/);
  const { events } = await client.call('security.events', { type: 'approval:resolved' });
  assert.match(events[0]?.message ?? '', /^Denied by the gateway itself\. Its timeout is 0/);
  assert.ok(asked.every(({ timeoutMs }) => timeoutMs !== 0));
});

it('says what a token without the scope lacks', async (t) => {
  const replay = await start(t, { file: 'approvals' });
  const client = connect(t, replay, { getToken: () => replay.secrets.viewer });
  await until(client, () => client.connection.status === 'connected');
  await assert.rejects(
    client.call('approvals.list', {}),
    (error) => error instanceof GatewayError && error.kind === 'not-allowed' && error.requiredScope === 'admin',
  );
});

it('reads requests of any shape that the daemon may send, and counts what it cannot read', async (t) => {
  const { replay, client } = await replayed(t, { file: 'approvals' });
  const { asked } = follow(client);
  replay.request({
    action: 'x',
    params: { deep: { password: 'p', html: '<img src=x onerror=alert(1)>', esc: '\u001b[2J' } },
  });
  await eventually(() => asked.length === 1);
  assert.equal(asked[0]?.risk, 'unknown');
  assert.deepEqual(asked[0].params['deep'], { password: 'p', html: '<img src=x onerror=alert(1)>', esc: '\u001b[2J' });
  replay.emit('approval:resolved', { requestId: 5 });
  await eventually(() => client.diagnostics.unreadableCount === 1);
  assert.equal(client.diagnostics.unreadable[0]?.name, 'approval:resolved');
});

const aRequest = (more: object = {}) => ({
  requestId: 'r1',
  toolName: 'agents_manage',
  action: 'agents.delete',
  params: { agent_id: 'ops' },
  agentId: 'u-1',
  sessionKey: 'acme:u-1:x',
  trustLevel: 'admin',
  createdAt: Date.now(),
  timeoutMs: 60_000,
  ...more,
});

it('shows a request that it cannot read whole beside the others, to be denied only', async () => {
  const server = new FakeServer();
  const requests = [
    aRequest(),
    aRequest({ requestId: 'r2', params: 'rm -rf', timeoutMs: 'soon' }),
    aRequest({ requestId: 'r3', trustLevel: undefined, channelType: null, toolName: null }),
    { nothing: 'fits' },
  ];
  server.request = (method) =>
    method === 'admin.approval.pending'
      ? Promise.resolve({ requests, total: 4 })
      : Promise.reject(new GatewayError('server', 'no'));
  const translation = new DaemonTranslation(server);
  translation.connected();
  const { requests: shown, total } = await translation.call('approvals.list', {}, {});
  assert.deepEqual(
    shown.map(({ approvalId, truncated }) => [approvalId, truncated]),
    [
      ['r1', undefined],
      ['r2', true],
      ['r3', undefined],
    ],
  );
  assert.equal(total, 4, 'the one that cannot be named is counted');
  assert.match(shown[1]?.notes?.join(' ') ?? '', /can only be denied \(`params` is .*`timeoutMs` is .*unknown/);
  assert.deepEqual(
    server.unread.map(({ name }) => name),
    ['admin.approval.pending', 'admin.approval.pending'],
  );
  translation.receive('approval:requested', aRequest({ requestId: 'r5', params: null }));
  await eventually(() => server.of('approval:requested').length === 1);
  assert.equal(server.of('approval:requested')[0]?.truncated, true);
  translation.close();
});

it('real use 40: tells of a request without an id what can be read of it, in the list and by its event', async () => {
  const server = new FakeServer();
  const nameless = aRequest({ requestId: 7 });
  server.request = (method) =>
    method === 'admin.approval.pending'
      ? Promise.resolve({ requests: [aRequest(), nameless, 'nothing fits'], total: 3 })
      : Promise.reject(new GatewayError('server', 'no'));
  const translation = new DaemonTranslation(server);
  translation.connected();
  const { requests, total, unreadable } = await translation.call('approvals.list', {}, {});
  assert.deepEqual([requests.length, total], [1, 3]);
  assert.deepEqual(
    unreadable?.map(({ path, issues }) => [path, issues]),
    [
      ['requests[1]', ['`requestId` is 7, a text was expected']],
      ['requests[2]', ['it is a text, an object was expected']],
    ],
  );
  const { action, params, createdAt, timeoutMs } = nameless;
  const readable = { action, params, user: 'u-1', sessionKey: 'acme:u-1:x', createdAt, timeoutMs };
  assert.deepEqual(unreadable?.[0]?.readable, readable);
  translation.receive('approval:requested', nameless);
  const told = server.unread.at(-1);
  assert.deepEqual([told?.name, told?.unreadable?.readable], ['approval:requested', readable]);
  translation.close();
});

it('real use 31: gives each denial that the daemon tells of a row, also where nobody was asked', async () => {
  const server = new FakeServer();
  server.request = () => Promise.reject(new GatewayError('server', 'no'));
  const translation = new DaemonTranslation(server);
  translation.connected();
  const timestamp = Date.now();
  translation.receive('approval:resolved', {
    requestId: 'never-announced',
    approved: false,
    approvedBy: 'system:cached-denial',
    reason: null,
    resolvedAt: timestamp,
  });
  translation.receive('secret:accessed', { secretName: 'DB_PASSWORD', agentId: 'ops', outcome: 'denied', timestamp });
  const audited = { agentId: 'ops', tenantId: 't', actionType: 'output_guard', classification: 'security' };
  translation.receive('audit:event', { ...audited, outcome: 'denied', timestamp });
  const { decisions, notes } = await translation.call('approvals.history', {}, {});
  assert.deepEqual(
    decisions.map(({ approvalId, outcome, automatic }) => [approvalId, outcome, automatic]),
    [['never-announced', 'denied', 'cache']],
  );
  // Of what the rules refuse without asking the daemon sends nothing: that is said where the rows would be.
  assert.match(notes?.join(' ') ?? '', /refused without an approval request .* have no event/);
  const { events } = await translation.call('security.events', {}, {});
  assert.deepEqual(events.map(({ type, agentId, outcome }) => [type, agentId, outcome]).sort(), [
    ['approval:resolved', undefined, 'denied'],
    ['audit:event', 'ops', 'denied'],
    ['secret:accessed', 'ops', 'denied'],
  ]);
  const { entries } = await translation.call('security.audit', {}, {});
  assert.deepEqual(
    entries.map(({ action, outcome }) => [action, outcome]),
    [['output_guard', 'denied']],
  );
  translation.close();
});

it('asks for the times of the cache once, where they are refused, and says that they are the usual ones', async () => {
  const server = new FakeServer();
  const asked: string[] = [];
  server.request = (method) => {
    asked.push(method);
    return Promise.reject(new GatewayError('not-allowed', "Insufficient scope: requires 'admin'"));
  };
  const translation = new DaemonTranslation(server);
  translation.connected();
  for (let i = 0; i < 30; i++) translation.receive('approval:requested', aRequest({ requestId: `r${i}` }));
  await eventually(() => server.of('approval:requested').length === 30);
  assert.deepEqual(asked, ['config.read']);
  const notes = server.of('approval:requested').map(({ notes }) => notes?.[0] ?? '');
  assert.ok(notes.every((note) => /for 30 s, Deny for 60 s.*could not be read/.test(note)));
  translation.close();
});

for (const what of ['configuration', 'health page'])
  it(`shows requests soon, also while the ${what} is not answered`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const server = new FakeServer();
    if (what === 'configuration') server.request = () => new Promise(() => undefined);
    else {
      server.request = () => Promise.resolve({ denialCacheTtlMs: 60_000, batchApprovalTtlMs: 30_000 });
      server.pages['/api/health'] = () => new Promise(() => undefined);
    }
    const translation = new DaemonTranslation(server);
    translation.connected();
    for (const requestId of ['r1', 'r2', 'r3']) translation.receive('approval:requested', aRequest({ requestId }));
    for (let i = 0; i < 10; i++) await Promise.resolve();
    t.mock.timers.tick(2000);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(
      server.of('approval:requested').map(({ approvalId }) => approvalId),
      ['r1', 'r2', 'r3'],
    );
    translation.close();
  });
