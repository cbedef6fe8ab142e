/** What a client changes, and how that and the tape go together. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Replay, startReplay } from './replay.js';
import { connect, listen, page, start } from './support.js';

const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const goodbye = { code: 1001, reason: 'Server shutting down' };

describe('approvals', () => {
  it('what is pending follows the tape, and the client’s own decision takes the place of the recorded one', async (t) => {
    const replay = await start(t, { file: 'approvals' });
    const [peer, stream] = [await connect(t, replay), await listen(t, replay)];
    assert.deepEqual(await peer.result('admin.approval.pending'), { requests: [], total: 0 });
    await replay.playUntil('approval:requested');
    const { requestId } = await stream.event('approval:requested');
    assert.equal((await peer.result('admin.approval.pending'))['total'], 1);
    const decision = { requestId, approved: false, approvedBy: 'me' };
    assert.deepEqual(await peer.result('admin.approval.resolve', decision), { ...decision, reason: null });
    const { resolvedAt, ...resolved } = await stream.event('approval:resolved');
    assert.deepEqual(resolved, decision);
    assert.ok(Math.abs(Number(resolvedAt) - Date.now()) < 2000);
    assert.deepEqual(await peer.error('admin.approval.resolve', { requestId, approved: true }), {
      code: 0,
      message: `Approval request not found: ${String(requestId)} (may have already been resolved or timed out)`,
    });
    await replay.playTo('3');
    await replay.playUntil('approval:resolved');
    await stream.event('approval:resolved', ({ approvedBy }) => approvedBy === 'system:cached-approval');
    assert.equal(stream.named('approval:resolved').filter((event) => event['requestId'] === requestId).length, 1);
  });

  it('a request of the test waits, decides what follows it, and times out', async (t) => {
    const replay = await start(t, { file: 'approvals' });
    const [peer, stream] = [await connect(t, replay), await listen(t, replay)];
    const requestId = replay.request({ sessionKey: 's', channelType: 'telegram' });
    assert.equal((await stream.event('approval:requested'))['channelType'], 'telegram');
    assert.equal(replay.request({ sessionKey: 's', params: { other: true } }), requestId);
    const { requests } = (await peer.result('admin.approval.pending')) as { requests: object[] };
    assert.deepEqual(
      requests.map((request) => 'channelType' in request),
      [false],
    );
    await peer.result('admin.approval.resolve', { requestId, approved: false });
    const follower = replay.request({ sessionKey: 's' });
    const cached = await stream.event('approval:resolved', (event) => event['requestId'] === follower);
    assert.equal(cached['approvedBy'], 'system:cached-denial');
    assert.equal(cached['reason'], 'Auto-denied: prior denial for agents.delete still active');
    await peer.result('admin.approval.clearDenialCache', { sessionKey: 's' });
    const late = replay.request({ sessionKey: 's', timeoutMs: 0 });
    const expired = await stream.event('approval:resolved', (event) => event['requestId'] === late);
    assert.deepEqual([expired['approved'], expired['approvedBy']], [false, 'system:timeout']);
    assert.equal((await peer.result('admin.approval.pending'))['total'], 0);
  });

  it('are restored by a restart, without their channel', async (t) => {
    const replay = await start(t, { file: 'approvals' });
    const requestId = replay.request({ channelType: 'telegram' });
    replay.request({ timeoutMs: 30 });
    await replay.restart({ downMs: 60 });
    const peer = await connect(t, replay);
    const { requests, total } = (await peer.result('admin.approval.pending')) as { requests: unknown[]; total: number };
    assert.equal(total, 1);
    assert.equal((await peer.result('admin.approval.resolve', { requestId, approved: true }))['approved'], true);
    assert.equal(requests.length, 1);
  });

  it('an answer and its event come in the order that the test wants', async (t) => {
    for (const eventsFirst of [true, false]) {
      const replay = await start(t, { file: 'approvals', eventsFirst });
      const [peer, stream] = [await connect(t, replay), await listen(t, replay)];
      const requestId = replay.request();
      await stream.event('approval:requested');
      const order: string[] = [];
      await Promise.all([
        peer.call('admin.approval.resolve', { requestId, approved: true }).then(() => order.push('answer')),
        stream.event('approval:resolved').then(() => order.push('event')),
      ]);
      assert.equal(order.length, 2);
    }
  });
});

describe('tokens', () => {
  const ids = (result: object) => (result as { tokens: { id: string }[] }).tokens.map(({ id }) => id);

  it('a change restarts the daemon, and the last one alone outlives it', async (t) => {
    const replay = await start(t, { file: 'tokens', restartAfterMs: 60, downMs: 100 });
    const before = replay.instanceId;
    const [peer, stream] = [await connect(t, replay), await listen(t, replay)];
    const created = await peer.result('tokens.create', { scopes: ['rpc'] });
    assert.match(String(created['secret']), /^[\w-]{64}$/);
    assert.match(String(created['id']), /^[0-9a-f-]{36}$/);
    const { newId, newSecret } = await peer.result('tokens.rotate', { id: 'root' });
    assert.match(String(newId), /^root-[\w-]{11}$/);
    await peer.result('tokens.revoke', { id: 'viewer' });
    assert.equal((await peer.error('tokens.rotate', { id: 'viewer' }))?.message, 'Token not found or already revoked');
    assert.deepEqual(ids(await peer.result('tokens.list')), ['admin', 'ws-only', created['id'], newId]);
    const audit = await stream.event('audit:event', ({ actionType }) => actionType === 'tokens.rotate');
    assert.deepEqual(audit['metadata'], {
      entityId: `root -> ${String(newId)}`,
      configPath: '/srv/comis/etc/config.yaml',
    });
    const viewer = await connect(t, replay, replay.secrets.viewer);
    assert.equal((await viewer.result('system.ping'))['pong'], true);

    assert.deepEqual(await peer.closed, goodbye);
    await stream.ended;
    await assert.rejects(fetch(`${replay.url}/health`));
    await isUp(replay);
    assert.notEqual(replay.instanceId, before);
    const again = await connect(t, replay);
    const { tokens } = (await again.result('tokens.list')) as { tokens: { id: string; createdAt: number }[] };
    assert.deepEqual(
      tokens.map(({ id }) => id),
      ['admin', 'ws-only', 'root'],
    );
    const { startedAt } = (await page(replay, '/api/health')).body;
    for (const { createdAt } of tokens) assert.ok(createdAt >= Date.parse(String(startedAt)));
    assert.equal((await (await connect(t, replay, String(newSecret))).closed).code, 4001);
    assert.equal((await (await connect(t, replay, replay.secrets.viewer)).closed).code, 4001);
    assert.deepEqual((await page(replay, '/api/activity', { authorization: `Bearer ${replay.adminToken}` })).body, {
      entries: [],
      count: 0,
    });
  });

  it('a created token works once its secret is in the environment and the daemon has restarted', async (t) => {
    const replay = await start(t, { file: 'tokens', restartAfterMs: 100, downMs: 1 });
    const peer = await connect(t, replay);
    const { secret } = await peer.result('tokens.create', { id: 'my-bot', scopes: ['rpc'] });
    assert.equal((await (await connect(t, replay, String(secret))).closed).code, 4001);
    replay.setSecret('my-bot', String(secret));
    await peer.closed;
    await replay.restart();
    assert.equal((await (await connect(t, replay, String(secret))).result('system.ping'))['pong'], true);
  });

  it('secrets in the configuration file are lost with a change, and everybody with them', async (t) => {
    const replay = await start(t, { file: 'tokens', secretsIn: 'config', restartAfterMs: 1, downMs: 1 });
    const peer = await connect(t, replay);
    const { tokens } = await peer.result('config.read', { section: 'gateway' });
    assert.deepEqual((tokens as { secret: unknown }[])[0]?.secret, '[REDACTED]');
    await peer.result('tokens.revoke', { id: 'ws-only' });
    await peer.closed;
    await replay.restart();
    assert.equal((await (await connect(t, replay)).closed).code, 4001);
  });

  it('a client that does what was recorded gets the recorded answer, and the tape does not do it again', async (t) => {
    const replay = await start(t, { file: 'tokens', restartAfterMs: 20, downMs: 20 });
    const [peer, stream] = [await connect(t, replay), await listen(t, replay)];
    const { secret } = await peer.result('tokens.create', { id: 'ci-bot', scopes: ['rpc', 'ws'] });
    assert.equal(secret, '4lvyzYwqYPeM1JbR9W60amyFvWa2M2HTP4G4YdQnayRzC4gPpjbPIuosOPkLcqzY');
    await stream.event('audit:event');
    await peer.closed;
    await isUp(replay);
    const { instanceId } = replay;
    const later = await listen(t, replay);
    await replay.playTo('2');
    assert.equal(replay.instanceId, instanceId);
    assert.deepEqual(later.named('audit:event'), []);
    assert.deepEqual(ids(await (await connect(t, replay)).result('tokens.list')).at(-1), 'ci-bot');
    await replay.playTo('3');
    await later.event('audit:event', ({ metadata }) => JSON.stringify(metadata).includes('odd id'));
    assert.equal(later.named('audit:event').length, 3);
  });
});

describe('calls', () => {
  it('of the base set are answered in every file, with the limits that hold', async (t) => {
    const replay = await start(t, { file: 'approvals', messageLimit: { max: 7, windowMs: 5000 } });
    const peer = await connect(t, replay);
    const gateway = await peer.result('config.read', { section: 'gateway' });
    assert.deepEqual(gateway['wsMessageRateLimit'], { maxMessages: 7, windowMs: 5000 });
    assert.deepEqual(gateway['rateLimit'], { maxRequests: 100, windowMs: 60_000 });
    assert.equal((await peer.result('config.read', { section: 'approvals' }))['enabled'], true);
    assert.ok('default' in (await peer.result('config.read', { section: 'agents' })));
    assert.ok('gateway' in ((await peer.result('config.read'))['config'] as object));
    assert.equal((await peer.result('tokens.list'))['tokens'] instanceof Array, true);
    assert.deepEqual(replay.calls.map(({ method, token }) => [method, token]).at(-1), ['tokens.list', 'admin']);
  });

  it('that nobody recorded fail the test, and do not hang', async (t) => {
    const replay = await start(
      t,
      { file: 'approvals' },
      { failures: ['approvals.list {}', 'config.history {"limit":3}'] },
    );
    const peer = await connect(t, replay);
    const missing = { code: -32601, message: 'Method not found' };
    assert.deepEqual(await peer.error('approvals.list'), missing);
    assert.deepEqual(await peer.error('config.history', { limit: 3 }), missing);
    // The recorded client tried this one in vain.
    assert.deepEqual(await peer.error('admin.approval.resolveAll', { approved: false, reason: 'bulk' }), missing);
  });

  it('answer as the daemon did at the place that the tape has reached', async (t) => {
    const replay = await start(t, { file: 'config', waitForStream: false });
    const beat = async () =>
      (await (await connect(t, replay)).result('config.read', { section: 'gateway' }))['wsHeartbeatMs'];
    assert.equal(await beat(), 30_000);
    await replay.play();
    assert.equal(await beat(), 20_000);
  });
});

describe('the tape', () => {
  it('plays by itself from the first stream on, unless it is paused', async (t) => {
    const replay = await start(t, { file: 'approvals', paused: false });
    await soon(30);
    const stream = await listen(t, replay);
    await stream.event('approval:requested');
  });

  it('holds its events until somebody listens, also after a restart', async (t) => {
    const replay = await start(t, { file: 'approvals' });
    const first = await listen(t, replay);
    await replay.playTo('11');
    const rest = replay.play();
    await first.ended;
    await isUp(replay);
    const second = await listen(t, replay);
    await rest;
    await second.event('approval:resolved', ({ approvedBy }) => approvedBy === 'system:cached-approval');
    assert.deepEqual(
      second.events.slice(0, 3).map(({ id }) => id),
      ['0', '1', '2'],
    );
  });

  it('plays section by section and says when there is no such section', async (t) => {
    const replay = await start(t, { file: 'events', waitForStream: false });
    await assert.rejects(replay.playTo('Z'), /No section “Z” ahead in events/);
    assert.match((await replay.playNext()) ?? '', /^A\. /);
    assert.match((await replay.playNext()) ?? '', /^B\. /);
    await assert.rejects(replay.playTo('A'), /ahead/);
    assert.match(replay.sections[2]?.note ?? '', /^C\. /);
  });

  it('ends when the replay is closed, wherever it is', async () => {
    const replay = await startReplay({ file: 'approvals', paused: true });
    const playing = replay.play();
    await replay.close();
    await playing;
    await replay.close();
    await assert.rejects(fetch(`${replay.url}/health`));
  });
});

/** Waits until the daemon answers again. */
async function isUp(replay: Replay): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const up = await page(replay, '/health').catch(() => undefined);
    if (up) return;
    await soon(10);
  }
  assert.fail('It never came up again.');
}
