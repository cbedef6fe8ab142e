/** The daemon's pages over HTTP: health, the stream of events, the ring of activity. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { anyToken, headerToken, urlOf } from './credentials.js';
import type { Daemon } from './daemon.js';
import type { EventStreams } from './streams.js';
import type { Caller, TokenRegistry } from './tokens.js';

/** One run of the daemon, as `/health` tells it. */
export interface Life {
  readonly instanceId: string;
  /** Epoch ms. */
  readonly startedAt: number;
}

/** What the pages work with. */
export interface PageParts {
  readonly daemon: Daemon;
  readonly tokens: TokenRegistry;
  readonly streams: EventStreams;
  readonly life: () => Life;
  /** The daemon's clock, epoch ms. */
  readonly now: () => number;
  readonly corsOrigins: readonly string[];
  /** What was recorded of pages that have no state here, by path. */
  readonly recorded: ReadonlyMap<string, unknown>;
  /** The paths that the recorded client asked for in vain. */
  readonly missing: ReadonlySet<string>;
}

/** The pages that need no token and are not counted. */
export const isHealth = (request: IncomingMessage): boolean =>
  request.method === 'GET' && /^\/(api\/)?health$/.test(urlOf(request).pathname);

/** The body of a 429. */
export const tooManyRequests = { jsonrpc: '2.0', error: { code: -32000, message: 'Rate limit exceeded' }, id: null };

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, body: unknown, headers: object = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** Answers requests that the limit let through. */
export class Pages {
  constructor(private readonly parts: PageParts) {}

  /** @param headers - go with the answer, whatever it is. */
  answer(request: IncomingMessage, response: ServerResponse, headers: Record<string, string>): void {
    const { daemon, life, missing, now, recorded, streams, tokens } = this.parts;
    const { pathname, searchParams } = urlOf(request);
    const all = { ...headers, ...this.#cors(request, pathname) };
    const send = (status: number, body: unknown) => sendJson(response, status, body, all);
    if (request.method === 'OPTIONS' && pathname.startsWith('/api/')) {
      response.writeHead(204, { ...all, ...preflight }).end();
      return;
    }
    if (isHealth(request)) {
      const { instanceId, startedAt } = life();
      send(200, {
        status: 'ok',
        timestamp: new Date(now()).toISOString(),
        instanceId,
        startedAt: new Date(startedAt).toISOString(),
      });
      return;
    }
    if (request.method === 'GET' && pathname === '/api/events') {
      if (!tokens.caller(anyToken(request))) {
        send(401, { error: 'Unauthorized' });
        return;
      }
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', ...all });
      streams.open(response);
      return;
    }
    const forCaller = pathname === '/api/activity' || recorded.has(pathname);
    if (request.method === 'GET' && forCaller) {
      const caller = tokens.caller(headerToken(request));
      if (!caller) {
        send(401, { error: 'Unauthorized' });
        return;
      }
      if (!mayRpc(caller)) {
        send(403, { error: 'Forbidden: insufficient scope' });
        return;
      }
      send(200, recorded.get(pathname) ?? daemon.activity.read(searchParams.get('limit')));
      return;
    }
    if (!missing.has(pathname)) daemon.failures.push(`${request.method ?? ''} ${pathname}`);
    send(404, { error: 'Not Found' });
  }

  #cors(request: IncomingMessage, pathname: string): Record<string, string> {
    const { corsOrigins } = this.parts;
    const { origin } = request.headers;
    if (!pathname.startsWith('/api/') || corsOrigins.length === 0) return {};
    if (origin === undefined || !corsOrigins.includes(origin)) return { vary: 'Origin' };
    return { vary: 'Origin', 'access-control-allow-origin': origin };
  }
}

const preflight = {
  'access-control-allow-headers': 'Authorization,Content-Type',
  'access-control-allow-methods': 'GET,POST,OPTIONS',
  'access-control-max-age': '3600',
};

const mayRpc = ({ scopes }: Caller): boolean => scopes.includes('rpc') || scopes.includes('*');
