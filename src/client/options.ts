import type { BackoffBounds } from './connection/backoff.js';
import { type Dialect, type DialectChoice, dialectChoices, isDialect } from './dialects/index.js';
import { type Endpoints, endpointsOf } from './connection/endpoints.js';

/** What the client uses of a WebSocket: both a browser's and the one of the package `ws` fit. */
export interface SocketLike {
  readonly protocol: string;
  /** 1 while open (WebSocket standard): what is sent later is lost, and some browsers complain on the console. */
  readonly readyState: number;
  send(text: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'open' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: (event: { code: number; reason: string }) => void): void;
}

/** A WebSocket class. */
export type SocketConstructor = new (url: string, protocols: string[]) => SocketLike;

/** What `createClient()` takes. Every number is checked: one that is out of bounds throws a RangeError that names it. */
export interface ClientOptions {
  /**
   * Where the gateway is: `http(s)://` or `ws(s)://`, with or without a path, to which `/ws` and `/api/events` are
   * added. A relative one is taken from the page's base address (`document.baseURI`), once; absent or empty means the
   * page's origin. Must be absolute where there is no page.
   */
  readonly url?: string | undefined;
  /** The path of the event stream below `url`, for a proxy or a blocker that minds the usual one; by default `/api/events`. */
  readonly eventsPath?: string | undefined;
  /** The path of the WebSocket below `url`; by default `/ws`. */
  readonly socketPath?: string | undefined;
  /**
   * Gives the token: called for each connection and reconnection, for each other request over HTTP, and once more after
   * a refusal. When it throws, rejects or takes longer than `tokenTimeoutMs`, the state says so and it is asked again after
   * a backoff: one that asks a person gives the same promise again for as long as it is open.
   */
  readonly getToken: () => string | Promise<string>;
  /** How long `getToken` may take, in ms: 1 to 2 147 483 647, by default 30 000. */
  readonly tokenTimeoutMs?: number | undefined;
  /**
   * How the gateway speaks: found out at connect (`auto`, the default), the documented RPC (`documented`), the Comis
   * daemon's own (`comis-daemon`), to which a socket gives its token in the address, or a {@link Dialect} of your own for
   * another server (docs/comis-daemon.md, "Another server").
   */
  readonly dialect?: DialectChoice | Dialect | undefined;
  /** The WebSocket class; by default the global one. Node before 22 has none: pass the one of the package `ws`. */
  readonly WebSocket?: SocketConstructor | undefined;
  /** The fetch function; by default the global one. Its body must be a stream. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** How long a call waits for its answer, in ms: 1 to 2 147 483 647, by default 30 000. */
  readonly callTimeoutMs?: number | undefined;
  /** How often the gateway is pinged, in ms: 1 to 2 147 483 647, by default 30 000. */
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

/** The options, checked and complete. */
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

/** The longest delay that timers take (HTML and Node: a signed 32-bit number of ms); beyond it they fire at once. */
const maxDelayMs = 2 ** 31 - 1;

/**
 * Checks options and fills in what was left out.
 *
 * @throws TypeError for a wrong kind of value, RangeError for a number out of bounds; both name the option.
 */
export function settingsOf(options: ClientOptions): Settings {
  const { getToken, dialect = 'auto', backoff = {} } = options;
  if (typeof getToken !== 'function') throw wrong('getToken', 'must be a function that gives the token');
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

/** Globals that a browser must have may be missing elsewhere, whatever the DOM's types say. */
function provided<T>(name: string, value: T | undefined): T {
  if (typeof value === 'function') return value;
  throw wrong(name, 'must be given: this environment has none of its own');
}

function wrong(name: string, rule: string): TypeError {
  return new TypeError(`createClient: option "${name}" ${rule}`);
}
