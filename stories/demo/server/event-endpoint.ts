/** `GET /api/events`: the live stream as server-sent events. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { mayUse, type SimulatedGateway, type StreamEvent } from '../../../src/testing/index.js';
import { bearerToken } from './bearer.js';
import type { Connections } from './connections.js';
import { refuseToken, sendError } from '../../../src/server/respond.js';
import type { TokenCheck } from './wrong-tokens.js';

/** Often enough that neither proxies nor clients time out. */
const pingIntervalMs = 15_000;
/** How many events go into one chunk: some 150 kB. */
const eventsPerChunk = 500;
/** What may wait for the network per reader, in bytes; the rest waits in the log. */
const mostBuffered = 2 ** 20;

interface Streaming {
  readonly gateway: SimulatedGateway;
  readonly connections: Connections;
  readonly tokens: TokenCheck;
}

/**
 * Serves the stream to one reader.
 *
 * There is no queue per reader: each follows the gateway's log at its own pace, and what the network does not take yet
 * stays unread there. One that is too slow for the log receives a gap.
 */
export async function serveEvents(
  request: IncomingMessage,
  response: ServerResponse,
  { gateway, connections, tokens }: Streaming,
): Promise<void> {
  const { token, retryAfterMs } = await tokens.check(request, bearerToken(request));
  if (!token) {
    refuseToken(response, retryAfterMs, 'The token is missing or not accepted.');
    return;
  }
  if (!mayUse(token.scopes, 'stream')) {
    sendError(response, 403, 'The token lacks the scope ws, which the live stream needs.', { required: 'ws' });
    return;
  }

  const lastEventId = request.headers['last-event-id'];
  const reader = gateway.stream.follow(schedule, typeof lastEventId === 'string' ? lastEventId : undefined);
  let scheduled = false;

  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    // After all that happens in this turn, so that a burst goes out in one piece.
    setImmediate(flush);
  }
  function flush(): void {
    scheduled = false;
    while (!stopped && response.writableLength < mostBuffered && reader.hasMore()) {
      response.write(reader.read(eventsPerChunk).map(frame).join(''));
    }
  }
  function ping(): void {
    if (response.writableLength < mostBuffered) response.write(`event: ping\ndata: {"ts":${gateway.clock.now()}}\n\n`);
  }

  let stopped = false;
  const pings = setInterval(ping, pingIntervalMs);
  const stop = () => {
    stopped = true;
    clearInterval(pings);
    reader.stop();
  };
  // Stopped first: a flush that is already scheduled must not write after the end.
  const end = () => {
    stop();
    response.end();
  };
  const remove = connections.add({
    tokenId: token.id,
    drop: () => response.destroy(),
    stall: stop,
    throwOut: end,
    restart: end,
  });
  response.on('close', () => {
    stop();
    remove();
  });
  response.on('drain', flush);

  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
  // The first message names the position, so that who drops before any event can resume as well.
  if (lastEventId === undefined) response.write(`id: ${reader.position}\n`);
  ping();
  flush();
}

function frame({ id, name, json }: StreamEvent): string {
  return `id: ${id}\nevent: ${name}\ndata: ${json}\n\n`;
}
