/** The daemon's address: listens, goes down and comes up again at the same port. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { urlOf } from './credentials.js';
import { type Limit, RequestWindow } from './limits.js';
import { isHealth, type Life, type Pages, sendJson, tooManyRequests } from './pages.js';
import type { Sockets } from './sockets.js';
import type { EventStreams } from './streams.js';

/** A request as it came, upgrades to a socket included. */
export interface SeenRequest {
  readonly method: string;
  /** With the query as it was sent. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  /** Epoch ms. */
  readonly at: number;
  /** What it was answered with; 101 for a socket, also for one that is closed at once. */
  readonly status: number;
}

/** What the front works with. */
export interface FrontParts {
  readonly sockets: Sockets;
  readonly streams: EventStreams;
  readonly pages: Pages;
  readonly httpLimit: Limit;
}

/** Takes requests, while it is up. */
export class Front {
  readonly requests: SeenRequest[] = [];
  life: Life;
  #port = 0;
  #server: Server | undefined;
  #window: RequestWindow;

  constructor(
    private readonly parts: FrontParts,
    startedAt: number,
  ) {
    this.#window = new RequestWindow(parts.httpLimit);
    this.life = newLife(startedAt);
  }

  get port(): number {
    return this.#port;
  }

  /** Listens. @param port - 0 for any. */
  async up(port = this.#port): Promise<void> {
    const server = createServer((request, response) => {
      this.#saw(request, () => response.statusCode);
      const { allowed, headers } = isHealth(request) ? { allowed: true, headers: {} } : this.#window.take();
      if (allowed) this.parts.pages.answer(request, response, headers);
      else sendJson(response, 429, tooManyRequests, headers);
    });
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.#upgrade(request, socket, head),
    );
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
  }

  /** Says goodbye on the sockets, drops the streams, and refuses all connections from now on. */
  down(): void {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    server.close();
    this.parts.sockets.closeAll();
    this.parts.streams.drop();
    server.closeAllConnections();
  }

  /** Begins a new life: nothing that was counted counts any more. */
  reborn(startedAt: number): void {
    this.life = newLife(startedAt);
    this.#window = new RequestWindow(this.parts.httpLimit);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const refuse = (status: number, text: string, headers: Record<string, string> = {}) => {
      this.#saw(request, () => status);
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.end(`HTTP/1.1 ${status} ${text}\r\nconnection: close\r\ncontent-length: 0\r\n${lines.join('')}\r\n`);
    };
    const { allowed, headers } = this.#window.take();
    if (!allowed) {
      refuse(429, 'Too Many Requests', headers);
      return;
    }
    if (urlOf(request).pathname !== '/ws') {
      refuse(404, 'Not Found');
      return;
    }
    this.#saw(request, () => 101);
    this.parts.sockets.accept(request, socket, head);
  }

  #saw({ method = '', url = '', headers }: IncomingMessage, status: () => number): void {
    this.requests.push({
      method,
      url,
      headers,
      at: Date.now(),
      get status() {
        return status();
      },
    });
  }
}

const newLife = (startedAt: number): Life => ({ instanceId: randomBytes(4).toString('hex'), startedAt });
