/** Every line that the recorded daemon sent in the files that no page plays: what the client makes of it. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { it, type TestContext } from 'node:test';
import { WebSocket } from 'ws';
import { type ClientOptions, createClient, type RpcClient } from '../../../src/client/index.js';
import { getJson } from '../../../src/client/connection/http.js';
import { settingsOf } from '../../../src/client/options.js';
import { GatewayError, type GatewayErrorKind } from '../../../src/protocol/index.js';
import { field, isJson, type Json } from '../../replay/json.js';
import { type Line, recording, type RecordingName } from '../../replay/recording.js';
import { eventually, until } from '../support/setup.js';
import { TestGateway } from '../support/test-gateway.js';

const files = ['auth', 'env', 'errors', 'http-rate-limit', 'methods', 'tokens'] as const satisfies RecordingName[];

/** What each of the daemon's refusals is, by its code and the beginning of its words. */
const kinds: readonly (readonly [code: number, words: RegExp, kind: GatewayErrorKind])[] = [
  [-32601, /^Method not found$/, 'not-offered'],
  [-32603, /^Insufficient scope: requires '(rpc|admin)'$/, 'not-allowed'],
  [-32603, /^Internal error$/, 'server'],
  [-32600, /^(Invalid Request$|Batch size|Message size)/, 'server'],
  [-32700, /^(Parse error|Binary messages not supported)$/, 'server'],
  [-32000, /^Message rate limit exceeded$/, 'rate-limited'],
  [0, /^Missing (or empty )?required parameter/, 'invalid-params'],
  [0, /^Unknown config section/, 'invalid-params'],
  [0, /^(Approval request|Token) not found/, 'not-found'],
  // Nothing in their words says more.
  [0, /^(sha|level) parameter is required|^Invalid (request|table)/, 'server'],
];

interface RecordedError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

function kindOf({ code, message }: RecordedError): GatewayErrorKind {
  const rows = kinds.filter(([known, words]) => known === code && words.test(message));
  assert.equal(rows.length, 1, `${code} ${message}`);
  return rows[0]![2];
}

const fromServer = (name: RecordingName, channel: Line['channel']) =>
  recording(name).lines.filter((line) => line.dir === 'server' && line.channel === channel);

/** The messages in the frames of a file, those in batches one by one. */
const messagesIn = (name: RecordingName): Json[] =>
  fromServer(name, 'ws')
    .flatMap(({ data }) => (Array.isArray(data) ? (data as unknown[]) : [data]))
    .filter(isJson)
    .filter((message) => message['$ws'] === undefined);

/** A daemon that says what the test wants, and a client of it. */
async function puppet(t: TestContext, options: Partial<ClientOptions> = {}) {
  const gateway = await TestGateway.start();
  const client = clientOf(t, gateway.url, options);
  t.after(() => gateway.stop());
  return { gateway, client };
}

function clientOf(t: TestContext, url: string, options: Partial<ClientOptions> = {}): RpcClient {
  const client = createClient({
    url,
    dialect: 'comis-daemon',
    getToken: () => 'token-1',
    WebSocket,
    backoff: { firstMs: 20, maxMs: 80 },
    ...options,
  });
  t.after(() => client.close());
  return client;
}

const connected = (client: RpcClient) => until(client, () => client.connection.status === 'connected');

for (const name of files) {
  const messages = messagesIn(name);
  const answers = messages.filter((message) => 'id' in message && message['id'] !== null);
  const refusals = answers.flatMap(({ error }) => (error === undefined ? [] : [error as RecordedError]));
  const unaddressed = messages.filter((message) => message['id'] === null && 'error' in message);

  if (refusals.length > 0) {
    it(`keeps the words of each refusal in ${name}, and knows what it is`, async (t) => {
      const { gateway, client } = await puppet(t);
      let error: RecordedError = { code: 0, message: '' };
      gateway.methods['tokens.list'] = () => ({ error });
      await connected(client);
      for (const [index, refusal] of refusals.entries()) {
        error = refusal;
        // A connection takes 60 messages in a minute; a list of tokens takes two of them, and more would wait for the next.
        if (index % 20 === 19) await reconnect(client, gateway);
        await assert.rejects(client.call('tokens.list', {}), (thrown) => {
          assert.ok(thrown instanceof GatewayError);
          assert.deepEqual(
            [thrown.kind, thrown.code, thrown.message],
            [kindOf(refusal), refusal.code, refusal.message],
          );
          assert.equal(thrown.requiredScope, field(refusal.data, 'required'));
          return true;
        });
      }
    });
  }

  if (unaddressed.length > 0) {
    it(`lets no call hang on the errors in ${name} that say not whose they are`, async (t) => {
      const each = new Map(unaddressed.map(({ error }) => [JSON.stringify(error), error as RecordedError]));
      await Promise.all([...each.values()].map((error) => failOn(t, error)));
    });
  }

  const others = messages.filter((message) => !('error' in message));
  if (others.length > 0) {
    it(`takes no answer in ${name} for another, and survives all of them`, async (t) => {
      const { gateway, client } = await puppet(t);
      await connected(client);
      const sent: unknown[] = [
        ...fromServer(name, 'ws')
          .map(({ data }) => data)
          .filter(Array.isArray),
        // As nobody has asked for them.
        ...others.map((message) => (message['id'] === null ? message : { ...message, id: 'somebody else’s' })),
      ];
      for (const message of sent) gateway.socket.send(JSON.stringify(message));
      await until(client, () => client.diagnostics.unreadableCount === sent.length);
      assert.equal(client.connection.status, 'connected');
      for (const { issue } of client.diagnostics.unreadable) assert.doesNotMatch(issue, /secret|createdAt/);
    });

    it(`reads the answers in ${name} to what it asks itself`, async (t) => {
      const { gateway, client } = await puppet(t);
      await connected(client);
      const lists = recording(name).calls.filter(({ method }) => method === 'tokens.list');
      for (const { outcome } of lists) {
        gateway.methods['tokens.list'] = () => outcome;
        if (!('result' in outcome)) continue;
        const { tokens } = await client.call('tokens.list', {});
        const recorded = field(outcome.result, 'tokens') as { id: string; scopes: string[] }[];
        assert.deepEqual(
          tokens.map(({ cannotRotate: _, ...told }) => told),
          recorded.map(({ id, scopes }) => ({ id, scopes })),
        );
      }
      const pongs = others.filter(({ result }) => field(result, 'pong') === true);
      for (const { result } of pongs) {
        gateway.methods['system.ping'] = () => ({ result });
        const { ts } = await client.call('system.ping', {});
        assert.equal(ts, field(result, 'ts'));
      }
    });
  }

  const closes = fromServer(name, 'ws').filter(({ data }) => field(data, '$ws') === 'close');
  for (const code of new Set(closes.map(({ data }) => field(data, 'code') as number))) {
    it(`knows what it means that the daemon closes with ${code} in ${name}`, async (t) => {
      const { gateway, client } = await puppet(t);
      await connected(client);
      gateway.refuses = code === 1001;
      gateway.takes = () => code !== 4001;
      gateway.socket.close(code, 'so it was');
      await until(client, () => client.connection.status !== 'connected');
      if (code === 4001) {
        await until(client, () => client.connection.status === 'refused');
        assert.ok(client.connection.status === 'refused');
        assert.equal(client.connection.error.kind, 'token-refused');
        return;
      }
      assert.ok(client.connection.status === 'reconnecting');
      assert.equal(client.connection.reason, code === 1001 ? 'restarting' : 'lost');
      gateway.refuses = false;
      await connected(client);
    });
  }

  const streamed = fromServer(name, 'sse');
  if (streamed.length > 0) {
    it(`follows the streams in ${name}`, async (t) => {
      for (const conn of new Set(streamed.map((line) => line.conn))) {
        await follow(
          t,
          streamed.filter((line) => line.conn === conn),
        );
      }
    });
  }

  const pages = fromServer(name, 'http');
  if (pages.length > 0) {
    it(`reads the pages in ${name}, or says why not`, async () => {
      for (const { data } of pages) await readPage(data as Json);
    });
  }
}

/** Sends an error that says not whose it is while one call waits. */
async function failOn(t: TestContext, error: RecordedError): Promise<void> {
  const { gateway, client } = await puppet(t);
  gateway.methods['tokens.list'] = () => 'nothing';
  await connected(client);
  const call = client.call('tokens.list', {});
  call.catch(() => undefined);
  await eventually(() => gateway.received.some((text) => text.includes('tokens.list')));
  gateway.socket.send(JSON.stringify({ jsonrpc: '2.0', error, id: null }));
  const { code, message } = error;
  await assert.rejects(call, { kind: kindOf(error), code, message });
  assert.equal(client.connection.status, 'connected');
  assert.ok(client.diagnostics.unreadable.some(({ issue }) => issue.includes(message)));
}

/** Another connection, which may send as much as a new one. */
async function reconnect(client: RpcClient, gateway: TestGateway): Promise<void> {
  gateway.socket.close(1000);
  await until(client, () => client.connection.status !== 'connected');
  await connected(client);
}

/** Plays one stream to a client, from its response to its end. */
async function follow(t: TestContext, lines: readonly Line[]): Promise<void> {
  const [first, ...rest] = lines;
  assert.equal(field(first?.data, '$sse'), 'response');
  const status = field(first?.data, 'status') as number;
  const headers = field(first?.data, 'headers') as Record<string, string>;
  let end: (() => void) | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const { data } of rest) {
        if (field(data, 'event') !== undefined) controller.enqueue(new TextEncoder().encode(eventText(data as Json)));
      }
      end = () => controller.close();
    },
  });
  let opened = 0;
  const client = clientOf(t, 'http://127.0.0.1:1', {
    fetch: () =>
      Promise.resolve(opened++ === 0 ? new Response(body, { status, headers }) : new Response(null, { status: 503 })),
  });
  // What comes before the dialect is sure is kept; here it is sure from the start.
  if (status === 200) {
    await until(client, () => client.live.status === 'live');
    end?.();
    await until(client, () => client.live.status === 'interrupted');
    assert.equal(client.diagnostics.unreadableCount, 0);
    assert.deepEqual([...client.diagnostics.unknownEvents.keys()], []);
    return;
  }
  await until(client, () => 'error' in client.live || client.live.status === 'off' || opened > 1);
  assert.ok(client.live.status === 'starting');
  if (status === 401) assert.equal(client.live.error?.kind ?? 'token-refused', 'token-refused');
  else {
    assert.equal(status, 429);
    assert.equal(client.live.error?.kind, 'rate-limited');
    assert.equal(client.live.error?.retryAfterMs, Number(headers['retry-after']) * 1000);
  }
  client.close();
}

const eventText = ({ event, id, retry, data }: Json): string =>
  [
    `event: ${String(event)}`,
    `data: ${data === '' ? '' : JSON.stringify(data)}`,
    `id: ${String(id)}`,
    ...(retry === undefined ? [] : [`retry: ${String(retry)}`]),
  ].join('\n') + '\n\n';

async function readPage(page: Json): Promise<void> {
  const [status, headers, body] = [page['status'] as number, page['headers'] as Record<string, string>, page['body']];
  const text = body === undefined || status === 204 ? null : JSON.stringify(body);
  const settings = settingsOf({
    url: 'http://127.0.0.1:1',
    getToken: () => 'token-1',
    WebSocket,
    fetch: () => Promise.resolve(new Response(text, { status, headers: { ...headers, 'content-length': '' } })),
  });
  const reading = getJson(settings, { path: '/api/activity', token: 'token-1', timeoutMs: 1000 });
  if (status === 200) {
    assert.deepEqual(await reading, body);
    return;
  }
  const expected = {
    204: 'invalid-response',
    401: 'token-refused',
    403: 'not-allowed',
    404: 'disconnected',
    429: 'rate-limited',
  };
  const kind = (expected as Record<number, string>)[status];
  assert.ok(kind, `status ${status}`);
  await assert.rejects(reading, { kind });
}

it('goes on trying when even the socket is refused for too many requests', async (t) => {
  const refused = fromServer('http-rate-limit', 'ws').map(({ data }) => data);
  assert.deepEqual(
    refused.map((data) => [field(data, '$ws'), field(data, 'status')]),
    [['http-response', 429]],
  );
  const server = createServer();
  let tries = 0;
  server.on('upgrade', (_, socket) => {
    tries += 1;
    // A client that closes in the midst of it resets the connection.
    socket.on('error', () => {});
    socket.end('HTTP/1.1 429 Too Many Requests\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const client = clientOf(t, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await eventually(() => tries >= 3);
  assert.ok(client.connection.status === 'connecting');
  assert.equal(client.connection.error?.kind, 'disconnected');
});
