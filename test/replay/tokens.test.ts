/** Tokens: what a change does at once, what it does with the restart, and what is lost. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bearer, connect, isUp, listen, page, start } from './support.js';

const goodbye = { code: 1001, reason: 'Server shutting down' };

describe('tokens', () => {
  const ids = (result: object) => (result as { tokens: { id: string }[] }).tokens.map(({ id }) => id);

  it('a change restarts the daemon, and the last one alone outlives it', async (t) => {
    const replay = await start(t, { file: 'tokens', restartAfterMs: 400, downMs: 1000 });
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
    assert.deepEqual((await page(replay, '/api/activity', bearer(replay.adminToken))).body, {
      entries: [],
      count: 0,
    });
  });

  it('a created token works once its secret is in the environment and the daemon has restarted', async (t) => {
    const replay = await start(t, { file: 'tokens', restartAfterMs: 400, downMs: 1 });
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
    const replay = await start(t, { file: 'tokens', restartAfterMs: 100, downMs: 20 });
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
