/** A small real gateway on loopback whose every answer a test can bend: for what a well-behaved one never does. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

type Answer = { result: unknown } | { error: { code: number; message: string; data?: unknown } } | 'nothing';

/** One open event stream. */
export class TestStream {
  constructor(
    readonly request: IncomingMessage,
    readonly response: ServerResponse,
  ) {}

  send(name: string, data: unknown, id?: string): void {
    this.raw(`${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }
  raw(text: string): void {
    this.response.write(text);
  }
  end(): void {
    this.response.end();
  }
}

export class TestGateway {
  /** What each method answers; `system.ping` is there from the start. */
  readonly methods: Record<string, (params: unknown) => Answer | Promise<Answer>> = {
    'system.ping': () => ({ result: { pong: true, ts: Date.now(), scopes: ['rpc', 'ws', 'admin'] } }),
  };
  /** Every request of a socket: path, offered subprotocols, token. */
  readonly upgrades: { url: string; protocols: string[]; token: string | undefined }[] = [];
  readonly streamRequests: IncomingMessage[] = [];
  readonly streams: TestStream[] = [];
  sockets: WebSocket[] = [];
  received: string[] = [];

  /** Says whether a token is taken. */
  takes: (token: string | undefined) => boolean = () => true;
  /** The subprotocol that is picked. */
  picks: (offered: string[]) => string | false = (offered) => (offered.includes('comis.v1') ? 'comis.v1' : false);
  /** The status that the stream is answered with. */
  streamStatus: () => number = () => 200;
  /** What a stream brings at once; without a first byte none is live. */
  greeting = 'event: ping\ndata:\n\n';
  /** What happens when a stream opens. */
  onStream: (stream: TestStream) => void = () => undefined;
  /** Sockets are refused at the door. */
  refuses = false;
  /** Nothing is answered any more. */
  silent = false;

  readonly #server: Server;
  readonly #connections = new Set<Socket>();

  private constructor() {
    this.#server = createServer((request, response) => this.#serve(request, response));
    this.#server.on('connection', (socket) => {
      this.#connections.add(socket);
      socket.on('close', () => this.#connections.delete(socket));
    });
    const sockets = new WebSocketServer({ noServer: true, handleProtocols: (offered) => this.picks([...offered]) });
    this.#server.on('upgrade', (request, socket, head) => {
      if (this.refuses) return socket.destroy();
      sockets.handleUpgrade(request, socket, head, (opened) => this.#welcome(opened, request));
    });
  }

  static async start(): Promise<TestGateway> {
    const gateway = new TestGateway();
    await new Promise<void>((resolve) => gateway.#server.listen(0, '127.0.0.1', resolve));
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
  get socket(): WebSocket {
    return this.sockets.at(-1) ?? fail('no socket is open');
  }
  get stream(): TestStream {
    return this.streams.at(-1) ?? fail('no stream is open');
  }

  /** Cuts every connection, without a word. */
  drop(): void {
    for (const connection of this.#connections) connection.destroy();
  }

  async stop(): Promise<void> {
    this.drop();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #welcome(socket: WebSocket, request: IncomingMessage): void {
    const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
    const bearer = protocols.find((name) => name.startsWith('bearer.'))?.slice('bearer.'.length);
    const token = bearer === undefined ? undefined : Buffer.from(bearer, 'base64url').toString();
    this.upgrades.push({ url: request.url ?? '', protocols, token });
    this.sockets.push(socket);
    socket.on('close', () => (this.sockets = this.sockets.filter((other) => other !== socket)));
    if (!this.takes(token)) {
      socket.close(4001, 'Unauthorized');
      return;
    }
    socket.on('message', (data: Buffer) => void this.#answer(socket, data.toString()));
  }

  async #answer(socket: WebSocket, text: string): Promise<void> {
    this.received.push(text);
    if (this.silent) return;
    const { id, method, params } = JSON.parse(text) as { id: number; method: string; params: unknown };
    const answer = (await this.methods[method]?.(params)) ?? { error: { code: -32601, message: 'Method not found' } };
    if (answer !== 'nothing') socket.send(JSON.stringify({ jsonrpc: '2.0', id, ...answer }));
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    this.streamRequests.push(request);
    if (this.silent) return;
    const token = request.headers.authorization?.replace(/^Bearer /, '');
    const status = this.takes(token) ? this.streamStatus() : 401;
    if (request.url !== '/api/events' || status !== 200) {
      response.writeHead(request.url === '/api/events' ? status : 404).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.flushHeaders();
    const stream = new TestStream(request, response);
    this.streams.push(stream);
    if (this.greeting !== '') stream.raw(this.greeting);
    this.onStream(stream);
  }
}

function fail(message: string): never {
  throw new Error(message);
}
