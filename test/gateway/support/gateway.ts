/** A real server, and what a test needs to talk to it over real sockets. */
import type { TestContext } from 'node:test';
import { createParser } from 'eventsource-parser';
import { WebSocket } from 'ws';
import type { RpcResponse, Scope } from '../../../src/protocol/index.js';
import {
  type GatewayServer,
  type GatewayServerOptions,
  startGateway,
} from '../../../stories/demo/server/gateway-server.js';

/** Starts a server on a free port; it ends with the test. */
export async function start(t: TestContext, options: GatewayServerOptions = {}): Promise<TestServer> {
  const server = await startGateway({ port: 0, scenario: 'empty', ...options });
  t.after(() => server.close());
  return new TestServer(t, server);
}

/** An event as it came. */
export interface ReceivedEvent {
  readonly id: string;
  readonly name: string;
  readonly data: Record<string, unknown>;
}

/** A socket as a test holds it. */
export class TestSocket {
  #next = 0;
  readonly closed: Promise<number>;

  constructor(readonly socket: WebSocket) {
    this.closed = new Promise((resolve) => socket.on('close', resolve));
  }

  /** Sends text as it is and waits for the next message. */
  async exchange(text: string): Promise<unknown> {
    const answer = new Promise<string>((resolve) =>
      this.socket.once('message', (data: Buffer) => resolve(data.toString())),
    );
    this.socket.send(text);
    return JSON.parse(await answer);
  }

  /** Calls and gives the whole answer. */
  call(method: string, params: unknown = {}): Promise<RpcResponse> {
    const id = ++this.#next;
    return new Promise((resolve) => {
      const onMessage = (data: Buffer) => {
        const answer = JSON.parse(data.toString()) as RpcResponse;
        if (answer.id !== id) return;
        this.socket.off('message', onMessage);
        resolve(answer);
      };
      this.socket.on('message', onMessage);
      this.socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    });
  }

  /** Calls and gives the result. @throws when the answer is an error. */
  async result(method: string, params: unknown = {}): Promise<Record<string, unknown>> {
    const { result, error } = await this.call(method, params);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result as Record<string, unknown>;
  }
}

/** A stream as a test holds it. */
export class TestStream {
  readonly events: ReceivedEvent[] = [];
  #wake = () => {};
  /** Resolves when it ends, in whatever way. */
  readonly ended: Promise<void>;

  constructor(readonly response: Response) {
    this.ended = this.#read().catch(() => {});
  }

  get lastId(): string {
    return this.events.at(-1)?.id ?? '';
  }

  /** Waits for so many events, pings left out. */
  async first(count: number): Promise<ReceivedEvent[]> {
    while (this.named().length < count) await new Promise<void>((resolve) => (this.#wake = resolve));
    return this.named().slice(0, count);
  }

  /** The events so far: all but pings, or those of one name. */
  named(name?: string): ReceivedEvent[] {
    return this.events.filter((event) => (name === undefined ? event.name !== 'ping' : event.name === name));
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    const parser = createParser({
      onEvent: ({ id = '', event = '', data }) => {
        this.events.push({ id, name: event, data: JSON.parse(data) as Record<string, unknown> });
        this.#wake();
      },
    });
    for await (const chunk of this.response.body as unknown as AsyncIterable<Uint8Array>) {
      parser.feed(decoder.decode(chunk, { stream: true }));
    }
  }
}

/** A server, its controls and connections to it. */
export class TestServer {
  readonly url: string;
  readonly adminToken: string;

  constructor(
    private readonly t: TestContext,
    readonly server: GatewayServer,
  ) {
    this.url = server.url;
    this.adminToken = server.adminToken ?? '';
  }

  /** Uses a control. */
  async control(method: string, path: string, body?: unknown, token = this.adminToken) {
    const response = await fetch(this.url + path, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  /** Uses a control that must work. */
  async demo(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const { status, body: answer } = await this.control(method, path, body);
    if (status !== 200) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer)}`);
    return answer;
  }

  /** Opens a socket without waiting for it. */
  connect(token = this.adminToken, options: { protocols?: string[]; origin?: string } = {}): TestSocket {
    const { protocols = ['comis.v1', `bearer.${Buffer.from(token).toString('base64url')}`], origin } = options;
    const socket = new WebSocket(
      `${this.url.replace('http', 'ws')}/ws`,
      protocols,
      origin === undefined ? {} : { origin },
    );
    socket.on('error', () => {});
    this.t.after(() => socket.terminate());
    return new TestSocket(socket);
  }

  /** Opens a socket. */
  async socket(token = this.adminToken): Promise<TestSocket> {
    const opened = this.connect(token);
    await new Promise((resolve, reject) => opened.socket.once('open', resolve).once('error', reject));
    return opened;
  }

  /** Asks for the stream. */
  async stream(token = this.adminToken, headers: Record<string, string> = {}): Promise<TestStream> {
    const abort = new AbortController();
    this.t.after(() => abort.abort());
    const response = await fetch(`${this.url}/api/events`, {
      headers: { authorization: `Bearer ${token}`, ...headers },
      signal: abort.signal,
    });
    return new TestStream(response);
  }

  /** Makes a token over the RPC. */
  async token(name: string, scopes: Scope[]): Promise<{ id: string; secret: string }> {
    const admin = await this.socket();
    const { id, secret } = await admin.result('tokens.create', { name, scopes });
    return { id: String(id), secret: String(secret) };
  }
}
