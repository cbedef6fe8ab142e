/**
 * The Comis daemon (observed with 1.0.34). It has none of the documented methods: each is translated, derived from what
 * the daemon provides, or not offered. See the table in docs/comis-daemon.md.
 */
import { isJsonObject, latestTimestamp } from '../../../protocol/index.js';
import { lazily } from '../../lazy.js';
import type { Dialect } from '../dialect.js';
import { daemonError } from './errors.js';

/** The dialect of the Comis daemon. */
export const comisDaemon: Dialect = {
  // It reads the token from a header, which browsers cannot set for a WebSocket, or from the query.
  address: (url, token) => ({ url: `${url}?token=${encodeURIComponent(token)}`, subprotocols: [] }),
  // Its event ids start at 0 with each connection, and it ignores Last-Event-ID.
  replays: false,
  // The default of `gateway.wsMessageRateLimit`.
  limit: { messages: 60, windowMs: 60_000 },
  // Sent every 30 s, whatever the token's scopes.
  heartbeats: { heartbeat: timeOf },
  refusal:
    'If it was accepted before: with each change to its tokens this gateway removes all their secrets from its config.yaml. ' +
    'Put the secret into its environment as GATEWAY_TOKEN_ and the token’s id in capitals, with _ for each -, and restart it.',
  restartsAfter: ['tokens.create', 'tokens.revoke', 'tokens.rotate', 'config.patch'],
  error: daemonError,
  // Loaded lazily: not needed for other gateways.
  translate: async (server) => {
    const { DaemonTranslation } = await lazily(() => import('./translation.js'));
    return new DaemonTranslation(server);
  },
};

function timeOf(params: unknown): number | undefined {
  const time = isJsonObject(params) ? params['ts'] : undefined;
  return typeof time === 'number' && time >= 0 && time <= latestTimestamp ? time : undefined;
}
