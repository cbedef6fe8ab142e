/** `/ws`: JSON-RPC 2.0 over a WebSocket. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { closeCodes } from '../../../src/protocol/index.js';
import { answerMessage, mayUse, type SimulatedGateway, type StoredToken } from '../../../src/testing/index.js';
import { subprotocolToken } from './bearer.js';
import type { Connections } from './connections.js';

/** The longest message that is taken, in bytes. */
const maxMessageBytes = 2 ** 20;
const subprotocol = 'comis.v1';

/** Upgrades requests to sockets and answers their calls. */
export class RpcSocketServer {
  readonly #gateway: SimulatedGateway;
  readonly #connections: Connections;
  readonly #server = new WebSocketServer({
    noServer: true,
    // A stalled peer must not seem alive.
    autoPong: false,
    maxPayload: maxMessageBytes,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  });

  constructor(gateway: SimulatedGateway, connections: Connections) {
    this.#gateway = gateway;
    this.#connections = connections;
  }

  /** Takes an upgrade request. A token that is refused gets the upgrade first: a browser sees no HTTP status here. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => webSocket.terminate());
      const token = this.#gateway.tokens.authenticate(subprotocolToken(request) ?? '');
      if (!token) webSocket.close(closeCodes.tokenRefused, 'Token refused');
      else if (!mayUse(token.scopes, 'socket')) {
        webSocket.close(closeCodes.tokenRefused, 'Needs scope rpc or admin');
      } else this.#serve(webSocket, token);
    });
  }

  #serve(webSocket: WebSocket, token: StoredToken): void {
    let stalled = false;
    const remove = this.#connections.add({
      tokenId: token.id,
      drop: () => webSocket.terminate(),
      stall: () => (stalled = true),
      throwOut: () => webSocket.close(closeCodes.tokenRefused, 'Token revoked'),
      restart: () => webSocket.close(closeCodes.restarting, 'Restarting'),
    });
    webSocket.on('close', remove);
    webSocket.on('ping', (data) => {
      if (!stalled) webSocket.pong(data);
    });
    webSocket.on('message', (data, isBinary) => {
      if (stalled) return;
      if (isBinary) {
        webSocket.close(1003, 'Text only');
        return;
      }
      const call = (method: string, params: unknown) => this.#gateway.call(token, method, params);
      answerMessage(textOf(data), call)
        .then((answer) => {
          if (answer && !stalled && webSocket.readyState === webSocket.OPEN) webSocket.send(JSON.stringify(answer));
        })
        // Whatever one caller sent, the others keep their gateway.
        .catch(() => webSocket.close(1011, 'Internal error'));
    });
  }
}

function textOf(data: Buffer | ArrayBuffer | Buffer[]): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return (Buffer.isBuffer(data) ? data : Buffer.from(data)).toString('utf8');
}
