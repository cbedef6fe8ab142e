import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { anyToken } from './credentials.js';
import type { Daemon } from './daemon.js';
import { type Limit, MessageWindow } from './limits.js';
import { answerText, binaryRefused, tooMany } from './rpc.js';
import type { Caller, TokenRegistry } from './tokens.js';

/** How long a socket may take to close before it is cut, ms. */
const patience = 200;

/** What the sockets work with. */
export interface SocketParts {
  readonly daemon: Daemon;
  readonly tokens: TokenRegistry;
  readonly messageLimit: Limit;
  readonly heartbeatMs: number;
  /** The daemon's clock, epoch ms. */
  readonly now: () => number;
}

/** The daemon's WebSocket connections. */
export class Sockets {
  /** How many messages were refused because there were too many. */
  refused = 0;
  readonly #server = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    handleProtocols: (offered) => [...offered][0] ?? false,
  });

  constructor(private readonly parts: SocketParts) {}

  /** How many are open. */
  get size(): number {
    return this.#server.clients.size;
  }

  /** Upgrades any request: a token that is not known gets its refusal through the open socket. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (client) => {
      const caller = this.parts.tokens.caller(anyToken(request));
      if (caller) this.#serve(client, caller);
      else client.close(4001, 'Unauthorized');
    });
  }

  /** Closes all, as the daemon does when it stops. */
  closeAll(): void {
    for (const client of this.#server.clients) {
      client.close(1001, 'Server shutting down');
      setTimeout(() => client.terminate(), patience).unref();
    }
  }

  #serve(client: WebSocket, caller: Caller): void {
    const { daemon, heartbeatMs, messageLimit, now } = this.parts;
    const window = new MessageWindow(messageLimit);
    const send = (message: unknown) => {
      if (client.readyState === WebSocket.OPEN) client.send(JSON.stringify(message));
    };
    const heartbeat = setInterval(
      () => send({ jsonrpc: '2.0', method: 'heartbeat', params: { ts: now() } }),
      heartbeatMs,
    );
    client.on('close', () => clearInterval(heartbeat));
    client.on('message', (data: Buffer, isBinary) => {
      if (!window.take()) {
        this.refused++;
        send(tooMany);
      } else if (isBinary) send(binaryRefused);
      else {
        const answer = answerText(data.toString(), (method, params) => daemon.call(caller, method, params));
        if (answer !== undefined) send(answer);
      }
    });
  }
}
