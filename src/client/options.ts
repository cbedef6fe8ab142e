import type { BackoffBounds } from './connection/backoff.js';
import { type Dialect, type DialectChoice, dialectChoices, isDialect } from './dialects/index.js';
import { type Endpoints, endpointsOf } from './connection/endpoints.js';

/** The part of the WebSocket API that the client uses, implemented by browsers and the package `ws`. */
export interface SocketLike {
  readonly protocol: string;
  /** 1 while open (WebSocket standard): messages sent later are lost. */
  readonly readyState: number;
  send(text: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'open' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: (event: { code: number; reason: string }) => void): void;
}

/** A WebSocket class. */
export type SocketConstructor = new (url: string, protocols: string[]) => SocketLike;

/** The options of `createClient()`. A number out of bounds throws a RangeError that names the option. */
export interface ClientOptions {
  /**
   * Where the gateway is: `http(s)://` or `ws(s)://`, with or without a path, to which `/ws` and `/api/events` are
   * added. A relative one is taken from the page's base address (`document.baseURI`), once; absent or empty means the
   * page's origin. Must be absolute where there is no page.
   */
  readonly url?: string | undefined;
  /** The path of the event stream below `url`, for proxies or blockers that reject the default `/api/events`. */
  readonly eventsPath?: string | undefined;
  /** The path of the WebSocket below `url`; by default `/ws`. */
  readonly socketPath?: string | undefined;
  /**
   * Returns the token: called for each connection and reconnection, for each other HTTP request, and once more after a
   * refusal. When it throws, rejects or takes longer than `tokenTimeoutMs`, the connection state has the error and it
   * is called again after a backoff: a function that asks a person returns the same promise until it is settled.
   */
  readonly getToken: () => string | Promise<string>;
  /** How long `getToken` may take, in ms: 1 to 2 147 483 647, by default 30 000. */
  readonly tokenTimeoutMs?: number | undefined;
  /**
   * The gateway's dialect: detected on connect (`auto`, the default), the documented RPC (`documented`), that of the
   * Comis daemon (`comis-daemon`, which takes the socket's token in the URL), or a {@link Dialect} of your own for
   * another server (docs/comis-daemon.md, "Another server").
   */
  readonly dialect?: DialectChoice | Dialect | undefined;
  /** The WebSocket class; by default the global one. Node before 22 has none: pass the one of the package `ws`. */
  readonly WebSocket?: SocketConstructor | undefined;
  /** The fetch function; by default the global one. Its body must be a stream. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** The timeout of calls, in ms: 1 to 2 147 483 647, by default 30 000. */
  readonly callTimeoutMs?: number | undefined;
  /** The interval of pings to the gateway, in ms: 1 to 2 147 483 647, by default 30 000. */
  readonly pingIntervalMs?: number | undefined;
  /**
   * How long after a ping nothing at all may arrive before the connection counts as dead, in ms: 1 to 2 147 483 647, by
   * default 10 000. Opening a socket or a stream may take this long, too.
   */
  readonly pingTimeoutMs?: number | undefined;
  /**
   * How long the event stream may be silent before it counts as dead, in ms: 1 to 2 147 483 647, by default 40 000. A
   * gateway sends a `ping` every 15 s.
   */
  readonly streamSilenceMs?: number | undefined;
  /**
   * How often the gateway sends a `ping` on the event stream, in ms: 1 to 2 147 483 647, by default 15 000. Twice as long
   * without anything, and the stream counts as delayed.
   */
  readonly streamPingMs?: number | undefined;
  /** How late the event stream may be before it counts as delayed, in ms: 1 to 2 147 483 647, by default 5000. */
  readonly streamDelayMs?: number | undefined;
  /**
   * The wait before a reconnection: doubles from `firstMs` (1 to 2 147 483 647, by default 500) to `maxMs` (`firstMs` to
   * 2 147 483 647, by default 8000), half of it by chance, for ever.
   */
  readonly backoff?: { readonly firstMs?: number | undefined; readonly maxMs?: number | undefined } | undefined;
}

/** The validated options with defaults. */
export interface Settings {
  readonly endpoints: Endpoints;
  readonly getToken: () => string | Promise<string>;
  readonly dialect: DialectChoice | Dialect;
  readonly WebSocket: SocketConstructor;
  readonly fetch: typeof globalThis.fetch;
  readonly tokenTimeoutMs: number;
  readonly callTimeoutMs: number;
  readonly pingIntervalMs: number;
  readonly pingTimeoutMs: number;
  readonly streamSilenceMs: number;
  readonly streamPingMs: number;
  readonly streamDelayMs: number;
  readonly backoff: BackoffBounds;
}

/** The maximum delay of timers (a signed 32-bit number of ms); longer ones fire immediately. */
const maxDelayMs = 2 ** 31 - 1;

/**
 * Validates options and fills in defaults.
 *
 * @throws TypeError for a value of the wrong type, RangeError for a number out of bounds; both name the option.
 */
export function settingsOf(options: ClientOptions): Settings {
  const { getToken, dialect = 'auto', backoff = {} } = options;
  if (typeof getToken !== 'function') throw wrong('getToken', 'must be a function that returns the token');
  if (!isDialect(dialect)) throw wrong('dialect', `must be one of ${dialectChoices.join(', ')}, or a Dialect`);
  const firstMs = delay('backoff.firstMs', backoff.firstMs, 500);
  return {
    endpoints: endpointsOf(options),
    getToken,
    dialect,
    WebSocket: provided('WebSocket', options.WebSocket ?? globalThis.WebSocket),
    fetch: provided('fetch', options.fetch ?? globalThis.fetch),
    tokenTimeoutMs: delay('tokenTimeoutMs', options.tokenTimeoutMs, 30_000),
    callTimeoutMs: delay('callTimeoutMs', options.callTimeoutMs, 30_000),
    pingIntervalMs: delay('pingIntervalMs', options.pingIntervalMs, 30_000),
    pingTimeoutMs: delay('pingTimeoutMs', options.pingTimeoutMs, 10_000),
    streamSilenceMs: delay('streamSilenceMs', options.streamSilenceMs, 40_000),
    streamPingMs: delay('streamPingMs', options.streamPingMs, 15_000),
    streamDelayMs: delay('streamDelayMs', options.streamDelayMs, 5000),
    backoff: { firstMs, maxMs: delay('backoff.maxMs', backoff.maxMs, Math.max(8000, firstMs), firstMs) },
  };
}

function delay(name: string, value: number | undefined, byDefault: number, min = 1): number {
  const ms = value ?? byDefault;
  if (typeof ms === 'number' && ms >= min && ms <= maxDelayMs) return ms;
  throw new RangeError(`createClient: option "${name}" must be a number of ms from ${min} to ${maxDelayMs}`);
}

/** Globals of browsers may be missing elsewhere, although the DOM types declare them. */
function provided<T>(name: string, value: T | undefined): T {
  if (typeof value === 'function') return value;
  throw wrong(name, 'is required: this environment has no global one');
}

function wrong(name: string, rule: string): TypeError {
  return new TypeError(`createClient: option "${name}" ${rule}`);
}
