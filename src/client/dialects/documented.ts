import { GatewayError } from '../../protocol/index.js';
import { base64url } from '../connection/bytes.js';
import type { Dialect } from './dialect.js';

/** How a server says that it speaks the documented RPC. */
export const documentedSubprotocol = 'comis.v1';

/** The documented RPC itself: nothing to translate, everything offered. */
export const documented: Dialect = {
  address: (url, token) => ({ url, subprotocols: [documentedSubprotocol, `bearer.${base64url(token)}`] }),
  replays: true,
  error: (wire, method) => GatewayError.fromWire(wire, method),
};
