/** The reference gateway behind HTTP: the simulated one with sockets, a stream and controls. */
import type { SimulatedGateway } from '../../../src/testing/index.js';
import { type Backend, refuseUpgrade } from '../../../src/server/backend.js';
import { Connections } from './connections.js';
import { control } from './controls.js';
import { serveEvents } from './event-endpoint.js';
import { sendError } from '../../../src/server/respond.js';
import { RpcSocketServer } from './rpc-socket.js';
import { TokenCheck } from './wrong-tokens.js';

/**
 * Puts a gateway behind HTTP.
 *
 * @param adminToken the secret with which pages of ours sign in.
 */
export function referenceBackend(gateway: SimulatedGateway, adminToken: string): Backend {
  const connections = new Connections();
  const tokens = new TokenCheck(gateway);
  const sockets = new RpcSocketServer({ gateway, connections, tokens });
  // Later, as the answer to the call that ended the token comes first.
  gateway.tokens.onEnd((id) => setImmediate(() => connections.each('throwOut', id)));
  return {
    signIn: () => ({ mode: 'reference', token: adminToken }),
    isElsewhere: false,
    api(request, response, path) {
      if (path !== '/api/events' || request.method !== 'GET') sendError(response, 404, `There is no ${path}.`);
      else if (connections.refusing) sendError(response, 503, 'New connections are refused for now.');
      else void serveEvents(request, response, { gateway, connections, tokens });
    },
    upgrade(request, socket, head) {
      if (connections.refusing) refuseUpgrade(socket, '503 Service Unavailable');
      else sockets.upgrade(request, socket, head);
    },
    control(request, response, path) {
      void control({ gateway, connections, tokens }, request, response, path);
    },
    close() {
      gateway.close();
      connections.each('restart');
    },
  };
}
