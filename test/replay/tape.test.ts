/** The tape, and what is answered while it stands where it stands. */
import assert from 'node:assert/strict';
import { setTimeout as soon } from 'node:timers/promises';
import { describe, it } from 'node:test';
import { startReplay } from './replay.js';
import { bearer, connect, isUp, listen, page, start } from './support.js';

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

describe('what was before', () => {
  it('is older than the replay and not older than the daemon', async (t) => {
    const replay = await start(t, { file: 'events' });
    const { startedAt } = (await page(replay, '/health')).body;
    const { entries } = (await page(replay, '/api/activity', bearer(replay.adminToken))).body as {
      entries: { id: number; event: string; timestamp: number; payload: { timestamp: number } }[];
    };
    assert.deepEqual(
      entries.map(({ id, event }) => [id, event]),
      [
        [1, 'audit:event'],
        [2, 'audit:event'],
      ],
    );
    for (const { timestamp, payload } of entries) {
      assert.equal(payload.timestamp, timestamp);
      assert.ok(timestamp > Date.parse(String(startedAt)));
      assert.ok(timestamp < Date.now() - 50_000);
    }
  });
});

describe('the tape', () => {
  it('plays by itself from the first stream on, unless it is paused', async (t) => {
    const replay = await start(t, { file: 'approvals', paused: false });
    await soon(30);
    const stream = await listen(t, replay);
    await stream.event('approval:requested');
    assert.deepEqual(replay.open, { sockets: 0, streams: 1 });
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
