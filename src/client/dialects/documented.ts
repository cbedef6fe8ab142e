import { GatewayError } from '../../protocol/index.js';
import { base64url } from '../connection/bytes.js';
import type { Dialect } from './dialect.js';

/** The subprotocol of a server that speaks the documented RPC. */
export const documentedSubprotocol = 'comis.v1';

/** The documented RPC itself, without a translation. */
export const documented: Dialect = {
  address: (url, token) => ({ url, subprotocols: [documentedSubprotocol, `bearer.${base64url(token)}`] }),
  replays: true,
  error: (wire, method) => GatewayError.fromWire(wire, method),
};
