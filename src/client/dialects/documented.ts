import { base64url } from '../bytes.js';
import type { Dialect } from './dialect.js';

/** The documented RPC itself: nothing to translate, everything offered. */
export const documented: Dialect = {
  subprotocol: 'comis.v1',
  credentials: (token) => [`bearer.${base64url(token)}`],
  capability: () => ({ status: 'offered' }),
};
