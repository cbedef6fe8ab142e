/**
 * The Comis daemon as it is today (seen of 1.0.34): it has none of the documented methods, so that each is translated,
 * derived from what the daemon does tell, or honestly not offered. docs/comis-daemon.md has the table.
 */
import { isJsonObject, latestTimestamp } from '../../../protocol/index.js';
import { lazily } from '../../lazy.js';
import type { Dialect } from '../dialect.js';
import { daemonError } from './errors.js';

/** The dialect of the Comis daemon. */
export const comisDaemon: Dialect = {
  // It reads the token from a header, which browsers cannot set on a WebSocket, or from the query.
  address: (url, token) => ({ url: `${url}?token=${encodeURIComponent(token)}`, subprotocols: [] }),
  // The ids of its events start at 0 with each connection, and it ignores Last-Event-ID.
  replays: false,
  // `gateway.wsMessageRateLimit`, as it is set by default.
  limit: { messages: 60, windowMs: 60_000 },
  // Sent every 30 s, whatever the token may do.
  heartbeats: { heartbeat: timeOf },
  refusal:
    'If it was taken before: with each change to its tokens this gateway removes all their secrets from its config.yaml. ' +
    'Put the secret into its environment as GATEWAY_TOKEN_ and the token’s id in capitals, with _ for each -, and restart it.',
  restartsAfter: ['tokens.create', 'tokens.revoke', 'tokens.rotate', 'config.patch'],
  error: daemonError,
  // Most of it: pages of another gateway do without.
  translate: async (server) => {
    const { DaemonTranslation } = await lazily(() => import('./translation.js'));
    return new DaemonTranslation(server);
  },
};

function timeOf(params: unknown): number | undefined {
  const time = isJsonObject(params) ? params['ts'] : undefined;
  return typeof time === 'number' && time >= 0 && time <= latestTimestamp ? time : undefined;
}
