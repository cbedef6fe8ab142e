/** Approvals: what the tape, the test and the client do to them, together. */
import assert from 'node:assert/strict';
import { setTimeout as soon } from 'node:timers/promises';
import { describe, it } from 'node:test';
import { Answers } from './answers.js';
import { ReplayClock } from './clock.js';
import { Daemon, type DaemonParts } from './daemon.js';
import { recording } from './recording.js';
import { connect, listen, start } from './support.js';
import { TokenRegistry } from './tokens.js';

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

  it('the event of a decision comes before or after its answer, as the test wants', async () => {
    for (const eventsFirst of [true, false]) {
      const sent: string[] = [];
      const daemon = daemonOf({ eventsFirst, send: (event) => sent.push(event) });
      daemon.happens('approval:requested', { requestId: 'r', sessionKey: 's', action: 'a' });
      daemon.call({ id: 'root', scopes: ['*'] }, 'admin.approval.resolve', { requestId: 'r', approved: true });
      assert.equal(sent.includes('approval:resolved'), eventsFirst);
      await soon(1);
      assert.ok(sent.includes('approval:resolved'));
    }
  });
});

/** A daemon without any transport. */
function daemonOf(parts: Pick<DaemonParts, 'eventsFirst' | 'send'>): Daemon {
  const limit = { max: 1, windowMs: 1 };
  const clock = new ReplayClock(recording('approvals'), 1);
  return new Daemon({
    answers: new Answers(recording('approvals'), clock, Date.now()),
    tokens: new TokenRegistry('config', Date.now()),
    position: () => 0,
    restarting: () => {},
    messageLimit: limit,
    httpLimit: limit,
    now: Date.now,
    corsOrigins: [],
    ...parts,
  });
}
