/** `/ws`: JSON-RPC 2.0 over a WebSocket. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { closeCodes, rpcErrorCodes } from '../../../src/protocol/index.js';
import { answerMessage, mayUse, type SimulatedGateway, type StoredToken } from '../../../src/testing/index.js';
import { subprotocolToken } from './bearer.js';
import { CallQueue } from './call-queue.js';
import type { Connections } from './connections.js';
import { tooManyWrong } from '../../../src/server/respond.js';
import type { TokenCheck } from './wrong-tokens.js';

/** The longest message that is taken, in bytes. */
const maxMessageBytes = 2 ** 20;
const subprotocol = 'comis.v1';

interface Serving {
  readonly gateway: SimulatedGateway;
  readonly connections: Connections;
  readonly tokens: TokenCheck;
}

/** Upgrades requests to sockets and answers their calls. */
export class RpcSocketServer {
  readonly #gateway: SimulatedGateway;
  readonly #connections: Connections;
  readonly #tokens: TokenCheck;
  readonly #server = new WebSocketServer({
    noServer: true,
    // A stalled peer must not seem alive.
    autoPong: false,
    maxPayload: maxMessageBytes,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  });

  constructor({ gateway, connections, tokens }: Serving) {
    this.#gateway = gateway;
    this.#connections = connections;
    this.#tokens = tokens;
  }

  /** Takes an upgrade request. A token that is refused gets the upgrade first: a browser sees no HTTP status here. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => webSocket.terminate());
      const secret = subprotocolToken(request);
      const token = this.#gateway.tokens.authenticate(secret ?? '');
      if (!token) void this.#refuse(webSocket, request, secret);
      else if (!mayUse(token.scopes, 'socket')) {
        webSocket.close(closeCodes.tokenRefused, 'Needs scope rpc or admin');
      } else this.#serve(webSocket, token);
    });
  }

  async #refuse(webSocket: WebSocket, request: IncomingMessage, secret: string | undefined): Promise<void> {
    const { retryAfterMs } = await this.#tokens.check(request, secret);
    if (retryAfterMs !== undefined) {
      const error = { code: rpcErrorCodes.rateLimited, message: tooManyWrong, data: { retryAfterMs } };
      webSocket.send(JSON.stringify({ jsonrpc: '2.0', id: null, error }));
    }
    webSocket.close(closeCodes.tokenRefused, 'Token refused');
  }

  #serve(webSocket: WebSocket, token: StoredToken): void {
    let stalled = false;
    const call = (method: string, params: unknown) => this.#gateway.call(token, method, params);
    const queue = new CallQueue(webSocket, async (text) => {
      const answer = await answerMessage(text, call);
      return answer && !stalled ? JSON.stringify(answer) : undefined;
    });
    const close = (code: number, reason: string) => {
      // A socket that is not read would not see the other end's goodbye.
      queue.clear();
      webSocket.close(code, reason);
    };
    const remove = this.#connections.add({
      tokenId: token.id,
      drop: () => webSocket.terminate(),
      stall: () => (stalled = true),
      throwOut: () => close(closeCodes.tokenRefused, 'Token revoked'),
      restart: () => close(closeCodes.restarting, 'Restarting'),
    });
    webSocket.on('close', () => {
      remove();
      queue.clear();
    });
    webSocket.on('ping', (data) => {
      if (!stalled) webSocket.pong(data);
    });
    webSocket.on('message', (data, isBinary) => {
      if (stalled) return;
      if (isBinary) webSocket.close(1003, 'Text only');
      else queue.add(textOf(data));
    });
  }
}

function textOf(data: Buffer | ArrayBuffer | Buffer[]): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return (Buffer.isBuffer(data) ? data : Buffer.from(data)).toString('utf8');
}
