/** The truths of the transport, each over real sockets. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { field, isJson } from './json.js';
import { bearer, connect, listen, page, start } from './support.js';

const unauthorized = { code: 4001, reason: 'Unauthorized' };
const origin = 'http://localhost:5173';

describe('the socket', () => {
  it('takes the token from the header or the query, and the header first', async (t) => {
    const replay = await start(t, { file: 'auth' });
    const { admin, viewer } = replay.secrets;
    const both = await connect(t, replay, viewer, { headers: bearer(admin) });
    assert.ok(Array.isArray((await both.result('tokens.list'))['tokens']));
    const header = await connect(t, replay, '', { headers: bearer(viewer) });
    assert.equal((await header.result('system.ping'))['pong'], true);
  });

  it('opens for everybody, and then closes with 4001 for a token that is wrong, missing or a subprotocol', async (t) => {
    const replay = await start(t, { file: 'auth' });
    for (const peer of [
      await connect(t, replay, 'wrong'),
      await connect(t, replay, ''),
      await connect(t, replay, '', { headers: bearer('wrong') }),
      await connect(t, replay, '', { protocols: ['comis.v1', `bearer.${replay.adminToken}`] }),
    ]) {
      assert.equal(peer.socket.protocol, peer.socket.protocol && 'comis.v1');
      assert.deepEqual(await peer.closed, unauthorized);
    }
    assert.deepEqual(replay.calls, []);
    assert.deepEqual(new Set(replay.httpRequests.map(({ status }) => status)), new Set([101]));
  });

  it('echoes the first subprotocol that is offered', async (t) => {
    const replay = await start(t, { file: 'auth' });
    const peer = await connect(t, replay, replay.adminToken, { protocols: ['anything', 'comis.v1'] });
    assert.equal(peer.socket.protocol, 'anything');
    assert.equal((await connect(t, replay)).socket.protocol, '');
  });

  it('lets a token without the scope in, and refuses each call', async (t) => {
    const replay = await start(t, { file: 'auth' });
    const viewer = await connect(t, replay, replay.secrets.viewer);
    assert.deepEqual(await viewer.error('tokens.list', { _trustLevel: 'admin' }), {
      code: -32603,
      message: "Insufficient scope: requires 'admin'",
      data: { clientId: 'viewer', required: 'admin' },
    });
    const wsOnly = await connect(t, replay, replay.secrets['ws-only']);
    assert.deepEqual(field(await wsOnly.error('system.ping'), 'data'), { clientId: 'ws-only', required: 'rpc' });
    const root = await connect(t, replay, replay.secrets.root);
    assert.equal((await root.result('system.ping'))['pong'], true);
  });

  it('refuses what is no call as the daemon does, and stays open', async (t) => {
    const replay = await start(t, { file: 'errors' });
    const peer = await connect(t, replay);
    const refusal = (code: number, message: string, id: unknown = null) => ({
      jsonrpc: '2.0',
      error: { code, message },
      id,
    });
    for (const [text, answer] of [
      ['{not json', refusal(-32700, 'Parse error')],
      ['"hello"', refusal(-32600, 'Invalid Request')],
      ['null', refusal(-32603, 'Internal error')],
      ['{"jsonrpc":"2.0","id":902}', refusal(-32600, 'Invalid Request', 902)],
      ['{"method":"system.ping","id":900}', refusal(-32600, 'Invalid Request', 900)],
      [JSON.stringify(Array(51).fill({})), refusal(-32600, 'Batch size 51 exceeds maximum of 50')],
      [`"${'a'.repeat(1_048_577)}"`, refusal(-32600, 'Message size 1048579 bytes exceeds maximum of 1048576')],
      [Buffer.from('{}'), refusal(-32700, 'Binary messages not supported')],
    ] as const)
      assert.deepEqual(await peer.exchange(text), answer);
    assert.equal((await peer.result('system.ping'))['pong'], true);
  });

  it('answers a batch in one array, a batch of one bare, an empty one and notifications not at all', async (t) => {
    const replay = await start(t, { file: 'errors' });
    const peer = await connect(t, replay);
    const ping = (id?: number) => ({ jsonrpc: '2.0', method: 'system.ping', ...(id !== undefined && { id }) });
    peer.socket.send('[]');
    peer.socket.send(JSON.stringify(ping()));
    const answers = await peer.exchange(JSON.stringify([ping(1), { ...ping(2), method: 'nope' }, ping()]));
    assert.ok(Array.isArray(answers));
    assert.deepEqual(
      answers.map((answer) => [field(answer, 'id'), field(field(answer, 'error'), 'code')]),
      [
        [1, undefined],
        [2, -32601],
      ],
    );
    assert.equal(field(await peer.exchange(JSON.stringify([ping(3)])), 'id'), 3);
    assert.equal(peer.messages.length, 2);
  });

  it('drops messages over the limit, with an error that names no call', async (t) => {
    const replay = await start(t, { file: 'errors', messageLimit: { max: 2, windowMs: 600 } });
    const peer = await connect(t, replay);
    await peer.call('system.ping');
    await peer.call('system.ping');
    assert.deepEqual(await peer.exchange('{"jsonrpc":"2.0","method":"system.ping","id":9}'), {
      jsonrpc: '2.0',
      error: { code: -32000, message: 'Message rate limit exceeded' },
      id: null,
    });
    assert.equal(replay.calls.length, 2);
    assert.equal(replay.refused.messages, 1);
    assert.equal((await (await connect(t, replay)).result('system.ping'))['pong'], true);
    await new Promise((resolve) => setTimeout(resolve, 620));
    assert.equal((await peer.result('system.ping'))['pong'], true);
  });

  it('takes 60 messages a minute unless told otherwise', async (t) => {
    const replay = await start(t, { file: 'auth' });
    const peer = await connect(t, replay);
    for (let count = 0; count < 60; count++) await peer.call('system.ping');
    assert.equal(field(await peer.exchange('{}'), 'id'), null);
    assert.equal(replay.refused.messages, 1);
  });

  it('sends heartbeats', async (t) => {
    const replay = await start(t, { file: 'auth', heartbeatMs: 20 });
    const peer = await connect(t, replay);
    const beat = await peer.message((message) => field(message, 'method') === 'heartbeat');
    assert.ok(Math.abs(Date.now() - Number(field(field(beat, 'params'), 'ts'))) < 2000);
    assert.equal(isJson(beat) && 'id' in beat, false);
  });

  it('answers a handler’s error with code 0 and nothing else', async (t) => {
    const replay = await start(t, { file: 'auth' });
    const peer = await connect(t, replay);
    assert.deepEqual(await peer.error('tokens.revoke', { id: 'ghost' }), {
      code: 0,
      message: 'Token not found or already revoked',
    });
  });
});

describe('the stream', () => {
  it('begins with retry and counts its own ids, whatever was sent before', async (t) => {
    const replay = await start(t, { file: 'events' });
    const first = await listen(t, replay);
    replay.emit('security:warn', { message: 'one' });
    await first.event('security:warn');
    const second = await listen(t, replay, replay.secrets['ws-only']);
    replay.emit('security:warn', { message: 'two' });
    await second.event('security:warn');
    assert.equal(second.retry, 3000);
    assert.deepEqual(second.events, [
      { event: 'retry', id: '0', data: '' },
      { event: 'security:warn', id: '1', data: { message: 'two' } },
    ]);
    const text = await head(replay.url, replay.adminToken);
    assert.equal(text, 'event: retry\ndata: \nid: 0\nretry: 3000\n\n');
  });

  it('takes the token from the query too, and answers 401 in JSON', async (t) => {
    const replay = await start(t, { file: 'auth' });
    assert.match(await head(replay.url, undefined, `?token=${replay.secrets.viewer}`), /^event: retry/);
    for (const query of ['', '?token=bad']) {
      const { status, body } = await page(replay, `/api/events${query}`);
      assert.deepEqual([status, body], [401, { error: 'Unauthorized' }]);
    }
  });

  it('pings by an event of that name, which takes an id', async (t) => {
    const replay = await start(t, { file: 'events', pingMs: 20 });
    const stream = await listen(t, replay);
    await stream.event('ping');
    assert.deepEqual(stream.events[1], { event: 'ping', id: '1', data: '' });
  });
});

describe('the pages', () => {
  it('tell everybody that the daemon is well, and which run it is', async (t) => {
    const replay = await start(t, { file: 'auth', httpLimit: { max: 0, windowMs: 60_000 } });
    for (const path of ['/health', '/api/health']) {
      const { status, body } = await page(replay, path, { origin });
      assert.equal(status, 200);
      assert.equal(body['status'], 'ok');
      assert.equal(body['instanceId'], replay.instanceId);
      assert.match(replay.instanceId, /^[0-9a-f]{8}$/);
      assert.ok(Date.parse(String(body['startedAt'])) < Date.parse(String(body['timestamp'])));
    }
  });

  it('show the activity to a header with the scope rpc only', async (t) => {
    const replay = await start(t, { file: 'events' });
    const read = (limit: string) => page(replay, `/api/activity${limit}`, bearer(replay.secrets.viewer));
    assert.equal((await page(replay, `/api/activity?token=${replay.adminToken}`)).status, 401);
    const forbidden = await page(replay, '/api/activity', bearer(replay.secrets['ws-only']));
    assert.deepEqual([forbidden.status, forbidden.body], [403, { error: 'Forbidden: insufficient scope' }]);
    assert.equal((await read('?limit=1')).body['count'], 1);
    for (let count = 0; count < 120; count++) replay.emit('audit:event', { count });
    replay.emit('approval:resolved', { requestId: 'x', approved: true, approvedBy: 'x', resolvedAt: 1 });
    const { entries, count } = (await read('?limit=1000')).body as { entries: { payload: unknown }[]; count: number };
    assert.deepEqual([entries.length, count, entries.at(-1)?.payload], [100, 100, { count: 119 }]);
    assert.equal((await read('?limit=abc')).body['count'], 50);
  });

  it('let the pages of known origins read below /api', async (t) => {
    const replay = await start(t, { file: 'auth', corsOrigins: [origin] });
    const asking = { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'GET' } };
    const preflight = await fetch(`${replay.url}/api/activity`, asking);
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get('access-control-allow-headers'), 'Authorization,Content-Type');
    const allowed = (headers: Headers) => headers.get('access-control-allow-origin');
    assert.equal(allowed((await page(replay, '/api/activity', { origin })).headers), origin);
    assert.equal(allowed((await page(replay, '/api/activity', { origin: 'http://evil.example' })).headers), null);
    assert.equal(allowed((await page(replay, '/health', { origin })).headers), null);
  });

  it('refuse too many requests, streams and sockets with 429, and never health', async (t) => {
    const replay = await start(t, { file: 'http-rate-limit', httpLimit: { max: 2, windowMs: 60_000 } });
    await connect(t, replay);
    await listen(t, replay);
    const { status, headers, body } = await page(replay, '/api/activity', { origin, ...bearer(replay.adminToken) });
    assert.deepEqual([status, field(body['error'], 'code'), body['id']], [429, -32000, null]);
    assert.ok(Number(headers.get('retry-after')) > 0);
    assert.equal(headers.get('access-control-allow-origin'), null);
    assert.equal((await page(replay, '/api/health')).status, 200);
    await assert.rejects(connect(t, replay), /429/);
    assert.equal(replay.refused.requests, 2);
  });

  it('answer what was never recorded with 404 and let the test fail', async (t) => {
    const replay = await start(t, { file: 'auth' }, { failures: ['GET /api/unheard-of'] });
    assert.equal((await page(replay, '/api/unheard-of', bearer(replay.adminToken))).status, 404);
    // These two the recorded client asked for in vain.
    assert.equal((await page(replay, '/ws')).status, 404);
    assert.deepEqual((await page(replay, '/api/nope')).body, { error: 'Not Found' });
    const { body } = await page(replay, '/api/agents', bearer(replay.secrets.viewer));
    assert.equal(Array.isArray(body['agents']) && body['agents'].length, 2);
  });
});

/** The first bytes of a stream. */
async function head(url: string, token: string | undefined, query = ''): Promise<string> {
  const abort = new AbortController();
  const headers = token === undefined ? {} : bearer(token);
  const response = await fetch(`${url}/api/events${query}`, { headers, signal: abort.signal });
  const { value } = await response.body!.getReader().read();
  abort.abort();
  return new TextDecoder().decode(value);
}
