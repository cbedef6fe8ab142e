import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { it, type TestContext } from 'node:test';
import { WebSocket } from 'ws';
import { getJson } from '../../src/client/connection/http.js';
import { settingsOf } from '../../src/client/options.js';

/** A server that answers everything alike, and what reads from it. */
async function serve(t: TestContext, listener: RequestListener, timeoutMs = 5000) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/below`;
  const settings = settingsOf({ url, getToken: () => 'tökén', WebSocket });
  return (signal?: AbortSignal) => getJson(settings, { path: '/api/health', token: 'tökén', timeoutMs, signal });
}

it('reads JSON below the address of the gateway, the token in a header', async (t) => {
  const read = await serve(t, ({ url, headers }, response) =>
    response.end(JSON.stringify({ url, authorization: headers.authorization })),
  );
  const answer = (await read()) as { url: string; authorization: string };
  assert.equal(answer.url, '/below/api/health');
  assert.equal(Buffer.from(answer.authorization, 'latin1').toString(), 'Bearer tökén');
});

for (const [status, expected] of [
  [401, { kind: 'token-refused' }],
  [403, { kind: 'not-allowed', message: /does not allow \/api\/health/ }],
  [429, { kind: 'rate-limited', retryAfterMs: 7000 }],
  [503, { kind: 'disconnected', message: /HTTP status 503/ }],
] as const) {
  it(`says what the status ${status} stands for`, async (t) => {
    const read = await serve(t, (_, response) => response.writeHead(status, { 'retry-after': '7' }).end());
    await assert.rejects(read(), expected);
  });
}

it('says that an answer is not JSON, without quoting it', async (t) => {
  const read = await serve(t, (_, response) => response.end('secret-in-html'));
  await assert.rejects(read(), (error: Error) => {
    assert.match(error.message, /is not JSON/);
    return !error.message.includes('secret');
  });
});

it('gives up on a gateway that does not answer, and on one that does not end its answer', async (t) => {
  const silent = await serve(t, () => undefined, 50);
  await assert.rejects(silent(), { kind: 'timeout', message: /did not answer \/api\/health within 0\.05 s/ });
  const endless = await serve(t, (_, response) => response.write('{'), 50);
  await assert.rejects(endless(), { kind: 'timeout' });
});

it('ends with the reason of the signal', async (t) => {
  const read = await serve(t, () => undefined);
  const abort = new AbortController();
  const reading = read(abort.signal);
  abort.abort(new Error('left'));
  await assert.rejects(reading, /left/);
  await assert.rejects(read(abort.signal), /left/);
});
