/** One message for each cause of a connection that fails, with the address as it was tried and never a token. */
import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { inspect } from 'node:util';
import type { GatewayError, RpcClient } from '../../src/client/index.js';
import { selfSigned } from '../support/certificate.js';
import { setup, until } from './support/setup.js';

const at = setup();

async function listen(t: TestContext, server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return (server.address() as AddressInfo).port;
}

const answering = (status: number, headers: Record<string, string> = {}): RequestListener => {
  return (_request, response) => void response.writeHead(status, headers).end();
};

/** Why there is no connection, once it says what is wanted. */
async function why(client: RpcClient, what: RegExp): Promise<GatewayError> {
  const error = () => ('error' in client.connection ? client.connection.error : undefined);
  await until(client, () => what.test(error()?.message ?? ''), String(what));
  const found = error();
  assert.ok(found);
  assert.ok(!inspect(found, { depth: 9 }).includes('token-1'), 'no token');
  return found;
}

describe('a connection that fails', () => {
  for (const [status, words] of [
    [403, /HTTP 403: usually the gateway or a proxy before it does not let this page/],
    [404, /HTTP 404: usually there is no gateway at this path/],
    [503, /HTTP 503: usually the gateway is down or restarting/],
  ] as const) {
    it(`real use 19: names the address, the status ${status} and what it usually means`, async (t) => {
      const port = await listen(t, createServer(answering(status)));
      const client = at.connect({ url: `http://127.0.0.1:${port}/gw` });
      const { message } = await why(client, words);
      assert.match(message, new RegExp(`No WebSocket opens at ws://127.0.0.1:${port}/gw/ws\\.`));
    });
  }

  it('real use 19: takes 429 for a limit with its time, and waits for that long', async (t) => {
    const port = await listen(t, createServer(answering(429, { 'retry-after': '30' })));
    const client = at.connect({ url: `http://127.0.0.1:${port}` });
    const error = await why(client, /HTTP 429: usually too many requests/);
    assert.equal(error.kind, 'rate-limited');
    assert.equal(error.retryAfterMs, 30_000);
    const { live } = client;
    assert.ok('error' in live && live.error);
    assert.match(
      live.error.message,
      /accepts no more requests from this address for 30 s \(a rate limit, not an outage\)/,
    );
    await until(client, () => 'retryAt' in client.connection && (client.connection.retryAt ?? 0) - Date.now() > 20_000);
  });

  it('real use 19: reads a limit that is given as a date, by the clock of who gave it', async (t) => {
    const wrongClock = Date.now() - 3_600_000;
    const headers = {
      date: new Date(wrongClock).toUTCString(),
      'retry-after': new Date(wrongClock + 90_000).toUTCString(),
    };
    const port = await listen(t, createServer(answering(429, headers)));
    const { retryAfterMs } = await why(at.connect({ url: `http://127.0.0.1:${port}` }), /HTTP 429/);
    assert.equal(retryAfterMs, 90_000);
  });

  it('real use 19: waits an hour at most: a limit that is mistyped is no reason to ask all the time, nor never again', async (t) => {
    const port = await listen(t, createServer(answering(429, { 'retry-after': '99999999999' })));
    const client = at.connect({ url: `http://127.0.0.1:${port}` });
    assert.equal((await why(client, /HTTP 429/)).retryAfterMs, 3_600_000);
    await until(client, () => 'retryAt' in client.connection && (client.connection.retryAt ?? 0) - Date.now() > 20_000);
    assert.ok('retryAt' in client.connection && (client.connection.retryAt ?? NaN) - Date.now() <= 3_600_000);
  });

  it('real use 19: names who does not answer at all, and possible causes', async (t) => {
    const silent = createServer(() => undefined).on('upgrade', () => undefined);
    const port = await listen(t, silent);
    t.after(() => silent.closeAllConnections());
    const client = at.connect({ url: `http://127.0.0.1:${port}/gw`, pingTimeoutMs: 100 });
    const { message } = await why(client, /within 0\.1 s/);
    assert.match(
      message,
      new RegExp(`ws://127.0.0.1:${port}/gw/ws did not answer within 0\\.1 s\\. Possible causes: `),
    );
  });

  it('real use 19: names who does not take the token', async (t) => {
    const port = await listen(t, createServer(answering(401)));
    await why(
      at.connect({ url: `http://127.0.0.1:${port}/gw` }),
      new RegExp(`http://127.0.0.1:${port}/gw/api/events does not`),
    );
    at.gateway.takes = () => false;
    await why(at.connect(), /The gateway at ws:\/\/127\.0\.0\.1:\d+\/ws does not take the token\./);
  });

  it('real use 19: names possible causes of a gateway that is down, and claims none', async (t) => {
    const port = await listen(t, createServer());
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const gone = (closed.address() as AddressInfo).port;
    await new Promise((resolve) => closed.close(resolve));
    assert.notEqual(port, gone);
    const { message, details } = await why(at.connect({ url: `http://127.0.0.1:${gone}` }), /No WebSocket opens/);
    assert.match(
      message,
      new RegExp(`ws://127.0.0.1:${gone}/ws\\. Possible causes: the gateway is not running; the address is wrong`),
    );
    assert.doesNotMatch(message, /CORS|CSP|certificate/);
    assert.ok(details !== undefined);
  });

  it('real use 19: tells a refused certificate where the platform does, and has it among the causes', async (t) => {
    const port = await listen(t, createSecureServer(selfSigned, answering(200)));
    const client = at.connect({ url: `https://127.0.0.1:${port}` });
    assert.match(
      (await why(client, /No WebSocket opens/)).message,
      /wss:.*Possible causes:.*its certificate is not trusted here/,
    );
    const liveError = () => ('error' in client.live ? client.live.error : undefined);
    await until(client, () => liveError() !== undefined);
    assert.match(liveError()?.message ?? '', new RegExp(`https://127.0.0.1:${port}/api/events cannot be reached`));
    assert.match(liveError()?.details ?? '', /DEPTH_ZERO_SELF_SIGNED_CERT/);
  });

  it('real use 19, real use 44: says that the subprotocol was stripped where a socket opens without one', async () => {
    at.gateway.picks = () => false;
    const client = at.connect();
    const { message } = await why(client, /no subprotocol is chosen/);
    assert.match(message, /offered were comis.auto, comis.v1, one with the token, and comis.v1 is needed/);
    assert.match(message, /Sec-WebSocket-Protocol/);
    at.gateway.picks = () => 'comis.v1';
    await until(client, () => client.connection.status === 'connected');
  });

  it('real use 19: says that only WebSockets are in the way where the stream is answered', async () => {
    at.gateway.refuses = true;
    await why(at.connect(), /No WebSocket opens at ws:.*although the event stream is answered/);
  });

  for (const [unit, of] of [
    ['seconds', (ms: number) => Math.round(ms / 1000)],
    ['microseconds', (ms: number) => ms * 1000],
  ] as const) {
    it(`real use 45: a gateway whose own clock is in ${unit} is told, and times are judged by the local one`, async () => {
      at.gateway.methods['system.ping'] = () => ({ result: { pong: true, ts: of(Date.now()) } });
      const client = at.connect();
      await until(client, () => client.connection.status === 'connected' && client.diagnostics.unreadableCount > 0);
      assert.ok(Math.abs(client.now() - Date.now()) < 1000, String(client.now()));
      const [problem] = client.diagnostics.unreadable;
      assert.equal(problem?.name, 'system.ping');
      assert.match(problem.issue, new RegExp(`^\`ts\` is \\d+: ${unit}\\? .*local clock`));
    });
  }

  it('real use 44: waits longer for a slow system.ping each time, says so, and connects', async () => {
    at.gateway.methods['system.ping'] = async () => {
      await new Promise((resolve) => setTimeout(resolve, 250));
      return { result: { pong: true, ts: Date.now() } };
    };
    const client = at.connect({ pingTimeoutMs: 100 });
    await why(client, /did not answer system\.ping within 0\.1 s\. The next attempt waits 0\.2 s/);
    await until(client, () => client.connection.status === 'connected');
  });
});
