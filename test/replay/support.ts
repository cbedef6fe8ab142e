/** A replay that ends with its test, and a client that knows nothing but sockets. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { setTimeout as soon } from 'node:timers/promises';
import { createParser } from 'eventsource-parser';
import { WebSocket } from 'ws';
import type { Json } from './json.js';
import { isJson } from './json.js';
import { type Replay, type ReplayOptions, startReplay } from './replay.js';

/** Starts a replay, paused. Unless the test expects failures, it has to end without any. */
export async function start(
  t: TestContext,
  options: ReplayOptions,
  { failures = [] as readonly string[] } = {},
): Promise<Replay> {
  const replay = await startReplay({ paused: true, speed: 100, maxGapMs: 20, downMs: 50, ...options });
  t.after(async () => {
    await replay.close();
    assert.deepEqual(replay.failures, failures);
  });
  return replay;
}

/** An answer as it came. */
export interface WireAnswer {
  readonly id: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

/** A socket as a test holds it. */
export class Peer {
  readonly messages: unknown[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  #next = 1;
  #waiting: (() => void)[] = [];

  constructor(readonly socket: WebSocket) {
    this.closed = new Promise((resolve) =>
      socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() })),
    );
    socket.on('error', () => {});
    socket.on('message', (data: Buffer) => {
      this.messages.push(JSON.parse(data.toString()));
      for (const wake of this.#waiting.splice(0)) wake();
    });
  }

  opened(): Promise<void> {
    return new Promise((resolve, reject) => this.socket.on('open', resolve).on('error', reject));
  }

  /** The first message that is looked for, come or to come. */
  async message(isIt: (message: unknown) => boolean): Promise<unknown> {
    for (;;) {
      const found = this.messages.find(isIt);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  async call(method: string, params?: unknown): Promise<WireAnswer> {
    const id = `call-${this.#next++}`;
    this.socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, ...(params !== undefined && { params }) }));
    return (await this.message((message) => isJson(message) && message['id'] === id)) as WireAnswer;
  }

  async result(method: string, params?: unknown): Promise<Json> {
    const { result, error } = await this.call(method, params);
    assert.equal(error, undefined, method);
    return result as Json;
  }

  async error(method: string, params?: unknown): Promise<WireAnswer['error']> {
    const { result, error } = await this.call(method, params);
    assert.equal(result, undefined, method);
    return error;
  }

  /** Sends text and waits for the next message. */
  async exchange(text: string | Buffer): Promise<unknown> {
    const before = this.messages.length;
    this.socket.send(text);
    while (this.messages.length === before) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.messages[before];
  }
}

/** Connects, with the token in the query unless headers say otherwise. */
export async function connect(
  t: TestContext,
  replay: Replay,
  token: string | undefined = replay.adminToken,
  { headers = {}, protocols = [] as string[] } = {},
): Promise<Peer> {
  const query = token === undefined ? '' : `?token=${token}`;
  const peer = new Peer(new WebSocket(`${replay.url.replace('http', 'ws')}/ws${query}`, protocols, { headers }));
  t.after(() => peer.socket.terminate());
  await peer.opened();
  return peer;
}

/** An event as it came. */
export interface WireEvent {
  readonly event: string | undefined;
  readonly id: string | undefined;
  readonly data: unknown;
}

/** A stream as a test holds it. */
export class Stream {
  readonly events: WireEvent[] = [];
  readonly ended: Promise<void>;
  retry: number | undefined;
  #waiting: (() => void)[] = [];

  constructor(readonly response: Response) {
    this.ended = this.#read().catch(() => {});
  }

  /** The first event of a name, come or to come. */
  async event(name: string, isIt: (data: Json) => boolean = () => true): Promise<Json> {
    for (;;) {
      const found = this.events.find(({ event, data }) => event === name && (!isJson(data) || isIt(data)));
      if (found) return found.data as Json;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  named(name: string): Json[] {
    return this.events.filter(({ event }) => event === name).map(({ data }) => data as Json);
  }

  async #read(): Promise<void> {
    const parser = createParser({
      onEvent: ({ event, id, data }) => {
        this.events.push({ event, id, data: data === '' ? '' : (JSON.parse(data) as unknown) });
        for (const wake of this.#waiting.splice(0)) wake();
      },
      onRetry: (retry) => (this.retry = retry),
    });
    const decoder = new TextDecoder();
    for await (const chunk of this.response.body!) parser.feed(decoder.decode(chunk, { stream: true }));
  }
}

/** Opens a stream, with the token in the header. */
export async function listen(t: TestContext, replay: Replay, token: string = replay.adminToken): Promise<Stream> {
  const abort = new AbortController();
  t.after(() => abort.abort());
  const headers = { authorization: `Bearer ${token}` };
  return new Stream(await fetch(`${replay.url}/api/events`, { headers, signal: abort.signal }));
}

/** Reads a page. */
export async function page(replay: Replay, path: string, headers: Record<string, string> = {}) {
  const response = await fetch(replay.url + path, { headers });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Json };
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** Waits until the daemon answers again. */
export async function isUp(replay: Replay): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const up = await page(replay, '/health').catch(() => undefined);
    if (up) return;
    await soon(10);
  }
  assert.fail('It never came up again.');
}
