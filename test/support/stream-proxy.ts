/**
 * A real HTTP proxy in front of a gateway that bends its event stream, and on demand the headers of its pages, as proxies
 * and other gateways do. Everything else, sockets too, goes through as it is.
 */
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as httpRequest,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** What is done to what passes, the event stream above all; may be changed at any time. */
export interface StreamBending {
  /** Ids count from 1 for each connection, and `Last-Event-ID` is ignored: as a gateway does that counts in memory. */
  renumber?: boolean;
  /** Nothing goes on but the headers before so many bytes are there. */
  holdBytes?: number;
  /** What has come goes on only this often, in ms. */
  flushMs?: number;
  /** Other origins may frame the pages: what forbids it is taken off their headers. */
  framable?: boolean;
  /** Pages and scripts of the proxy's own, by their paths; a promise holds the answer back. */
  pages?: Readonly<Record<string, string | Promise<string>>>;
  /** The stream is answered with this status, in the gateway's place. */
  refuse?: number;
}

interface OpenStream {
  cut(): void;
}

/** The proxy. */
export class StreamProxy {
  bending: StreamBending;
  /** The `Last-Event-ID` of each stream that was asked for, in their order; undefined: it did not ask to resume. */
  readonly resumedFrom: (string | undefined)[] = [];
  readonly #target: URL;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #streams = new Set<OpenStream>();

  private constructor(target: URL, bending: StreamBending) {
    this.#target = target;
    this.bending = bending;
    this.#server = createServer((request, response) => this.#pass(request, response));
    this.#server.on('connection', (socket) => this.#keep(socket));
    this.#server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) =>
      this.#tunnel(request, socket, head),
    );
  }

  /** Starts one on a port of its own. */
  static async start(target: string, bending: StreamBending = {}): Promise<StreamProxy> {
    const proxy = new StreamProxy(new URL(target), bending);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  /** How many event streams are open. */
  get openStreams(): number {
    return this.#streams.size;
  }

  /** Cuts all event streams: clients open new ones. */
  cutStreams(): void {
    for (const stream of [...this.#streams]) stream.cut();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket)).on('error', () => socket.destroy());
  }

  #pass(request: IncomingMessage, response: ServerResponse): void {
    const { refuse, pages } = this.bending;
    const { url = '/' } = request;
    if (url === '/api/events') this.resumedFrom.push(request.headers['last-event-id'] as string | undefined);
    const page = pages?.[url];
    if (page !== undefined) {
      const type = /\.(js|css)$/.exec(url)?.[1] ?? 'html';
      response.setHeader('content-type', `text/${type === 'js' ? 'javascript' : type}; charset=utf-8`);
      void Promise.resolve(page).then((text) => response.end(text));
      return;
    }
    if (refuse !== undefined && url === '/api/events') {
      response.writeHead(refuse).end();
      return;
    }
    const headers = { ...request.headers };
    if (this.bending.renumber) delete headers['last-event-id'];
    const { hostname, port } = this.#target;
    const onward = httpRequest({ hostname, port, method: request.method, path: request.url, headers, agent: false });
    onward.on('error', () => response.destroy());
    onward.on('socket', (socket) => this.#keep(socket));
    response.on('close', () => onward.destroy());
    onward.on('response', (answer) => {
      answer.on('error', () => response.destroy());
      const isStream = answer.headers['content-type']?.startsWith('text/event-stream') === true;
      if (isStream) this.#stream(answer, response);
      else answer.pipe(response.writeHead(answer.statusCode ?? 502, this.#pageHeaders(answer.headers)));
    });
    request.pipe(onward);
  }

  #pageHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
    const policy = headers['content-security-policy'];
    if (!this.bending.framable || typeof policy !== 'string') return headers;
    return { ...headers, 'content-security-policy': policy.replace(/;?\s*frame-ancestors[^;]*/, '') };
  }

  #stream(answer: IncomingMessage, response: ServerResponse): void {
    const { renumber, holdBytes = 0, flushMs } = this.bending;
    let waiting: Buffer[] = [];
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    response.flushHeaders();
    const flush = () => {
      for (const chunk of waiting.splice(0)) response.write(chunk);
    };
    const take = (chunk: Buffer) => {
      waiting.push(chunk);
      if (flushMs === undefined && Buffer.concat(waiting).length >= holdBytes) flush();
    };
    const renumbered = renumberer();
    answer.on('data', (chunk: Buffer) => take(renumber ? renumbered(chunk) : chunk));
    const timer = flushMs === undefined ? undefined : setInterval(flush, flushMs);
    const stream = { cut: () => response.destroy() };
    this.#streams.add(stream);
    answer.on('end', () => response.end());
    response.on('close', () => {
      clearInterval(timer);
      waiting = [];
      this.#streams.delete(stream);
    });
  }

  #tunnel(request: IncomingMessage, near: Socket, head: Buffer): void {
    const far = connect(Number(this.#target.port), this.#target.hostname);
    this.#keep(far);
    far.on('close', () => near.destroy());
    near.on('close', () => far.destroy());
    let opening = `${request.method ?? 'GET'} ${request.url ?? '/'} HTTP/1.1\r\n`;
    for (let index = 0; index < request.rawHeaders.length; index += 2)
      opening += `${request.rawHeaders[index] ?? ''}: ${request.rawHeaders[index + 1] ?? ''}\r\n`;
    far.write(`${opening}\r\n`);
    far.write(head);
    near.pipe(far).pipe(near);
  }
}

/** Counts ids from 1; whole lines only, so that none is missed at the edge of a chunk. */
function renumberer(): (chunk: Buffer) => Buffer {
  let rest = '';
  let next = 1;
  return (chunk) => {
    const text = rest + chunk.toString();
    const end = text.lastIndexOf('\n') + 1;
    rest = text.slice(end);
    return Buffer.from(text.slice(0, end).replace(/^id:.*$/gm, () => `id: ${String(next++)}`));
  };
}
