/** What everything above the client knows of a gateway: an interface, so that a host may bring its own. */
import type {
  GatewayError,
  GatewayEventName,
  ParamsOf,
  PayloadOf,
  ResultOf,
  RpcMethod,
  Scope,
  Unreadable,
} from '../protocol/index.js';

/**
 * The state of the connection for calls, with the error that explains it.
 *
 * - `connecting`: not connected yet since the client was made.
 * - `connected`: calls are answered.
 * - `reconnecting`: was connected until `lostAt`; tries for ever. `reason` says whether the gateway announced a restart.
 * - `refused`: the gateway does not take the token, twice, or speaks a dialect that this client does not know (the error
 *   says which); stopped until {@link RpcClient.reconnect}.
 * - `closed`: {@link RpcClient.close} was called.
 *
 * All times are epoch ms on this machine's clock. `retryAt` is absent while a try is under way.
 */
export type ConnectionState =
  | {
      readonly status: 'connecting';
      readonly since: number;
      readonly attempt: number;
      readonly retryAt?: number;
      readonly error?: GatewayError;
    }
  | { readonly status: 'connected'; readonly since: number }
  | {
      readonly status: 'reconnecting';
      readonly lostAt: number;
      readonly attempt: number;
      readonly retryAt?: number;
      readonly error: GatewayError;
      readonly reason: 'lost' | 'restarting';
    }
  | { readonly status: 'refused'; readonly since: number; readonly lostAt?: number; readonly error: GatewayError }
  | { readonly status: 'closed' };

/**
 * The state of the live stream, which is a connection of its own.
 *
 * - `starting`: not live yet since the client was made.
 * - `live`: events arrive as they happen: the first byte came, pings come within twice their period, nothing is late.
 * - `delayed`: open, but what arrives is late, by `delayMs` as last measured, or nothing arrives: something between here
 *   and the gateway holds the stream back.
 * - `interrupted`: was live until `lostAt`; tries for ever.
 * - `not-allowed`: the token lacks the scope `ws`; everything works, but nothing is live.
 * - `paused`: the page is hidden and has handed the stream back; it is taken up again when the page is shown.
 * - `off`: the client is closed or its token refused.
 */
export type LiveState =
  | { readonly status: 'starting'; readonly error?: GatewayError }
  | { readonly status: 'live'; readonly since: number }
  | { readonly status: 'delayed'; readonly since: number; readonly delayMs: number }
  | { readonly status: 'interrupted'; readonly lostAt: number; readonly error: GatewayError }
  | { readonly status: 'not-allowed'; readonly error: GatewayError }
  | { readonly status: 'paused'; readonly since: number }
  | { readonly status: 'off' };

/**
 * What a gateway makes of one documented method. `notes`: what a person must read before calling it, such as that the
 * gateway restarts afterwards. `reason`: why it is not offered and what to do instead, in whole sentences.
 */
export type Capability =
  | { readonly status: 'offered'; readonly notes?: readonly string[] }
  | { readonly status: 'derived'; readonly from: string; readonly notes?: readonly string[] }
  | { readonly status: 'not-offered'; readonly reason: string };

/** A call that the client holds back, so that the gateway does not refuse or undo it: shown, never silent. */
export interface HeldCall {
  /** The documented method that was called. */
  readonly method: RpcMethod;
  /** Why it waits, in a whole sentence. */
  readonly reason: string;
  /** Since when, epoch ms on this machine's clock. */
  readonly since: number;
  /** When it goes on at the latest, as far as that is known; epoch ms on this machine's clock. */
  readonly until?: number;
}

/** A call that was sent and is not answered yet, for longer than most are: shown, never silent. */
export interface SlowCall {
  /** The documented method that was called. */
  readonly method: RpcMethod;
  /** When it was sent, epoch ms on this machine's clock. */
  readonly since: number;
  /** When it is given up, epoch ms on this machine's clock. */
  readonly until: number;
}

/** A message that arrived and could not be read, or was not known: counted, never dropped silently. */
export interface MessageProblem {
  /** The event's name, or the method whose answer it was, or `(frame)`. */
  readonly name: string;
  /** What is wrong with it, for a person. */
  readonly issue: string;
  /** How many of this name had this issue. */
  readonly count: number;
  /** When the last one came, epoch ms. */
  readonly lastAt: number;
}

/** What the client could not take as it came, to be shown. */
export interface Diagnostics {
  /** Messages that broke their schema, at most 50 kinds; `unreadableCount` counts them all. */
  readonly unreadable: readonly MessageProblem[];
  readonly unreadableCount: number;
  /** Events of names that this version does not know: how many by name, at most 50 names. */
  readonly unknownEvents: ReadonlyMap<string, number>;
  readonly unknownEventCount: number;
  /** Stream messages with an id, a name and data that had come before: left out, as a gateway may send one again. */
  readonly repeatCount: number;
  /** Stream messages under an id that a different message had: a fault of the gateway. They were delivered. */
  readonly reusedIdCount: number;
}

/** How a call can be kept from being carried out. */
export interface CallOptions {
  /** Aborts the call. What has been sent by then may be carried out all the same. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Called right before each message that the call takes, which may be long after it was made: see {@link RpcClient.held}.
   * When it throws, that message is not sent, and the call fails with what it throws.
   */
  readonly beforeSend?: (() => void) | undefined;
}

/** Whose token the calls are made with, as far as the gateway says (`system.ping`, `name`). */
export interface Caller {
  /** The token's name; undefined while the gateway has not said it, and for ever if it does not say. */
  readonly name?: string | undefined;
  /** How often the name has become another one: what was typed, selected or opened before the last time is another person's. */
  readonly changes: number;
  /** The last change: the name before, and when it was noticed (epoch ms on this machine's clock). */
  readonly changed?: { readonly from: string; readonly at: number } | undefined;
}

/** One gateway, as the elements use it. Made by `createClient()`; hosts and tests may bring their own. */
export interface RpcClient {
  /** Tells that a client and its proxies are one: unique to each client that `createClient()` makes. */
  readonly id?: symbol | undefined;
  /** The state of the connection for calls. A new object whenever it changes. */
  readonly connection: ConnectionState;
  /** The state of the live stream. A new object whenever it changes. */
  readonly live: LiveState;
  /** What the token may do; undefined until the gateway has said so, and for ever if it does not say. */
  readonly scopes: readonly Scope[] | undefined;
  /** Whose token it is. A new object whenever it changes; absent for a client that never knows. */
  readonly caller?: Caller | undefined;
  /** What was left out, and why. A new object whenever it changes. */
  readonly diagnostics: Diagnostics;
  /** The calls that wait here, in the order in which they go on. A new object whenever it changes. */
  readonly held: readonly HeldCall[];
  /** The calls that were sent over 3 s ago and are not answered yet. A new object whenever it changes. */
  readonly slow?: readonly SlowCall[] | undefined;
  /**
   * Counts the moments at which all that was read may be out of date: the first connection, each reconnection, each
   * return of the stream, each gap. Whoever keeps data reads it again when this grows. 0: never connected.
   */
  readonly epoch: number;

  /** What the gateway makes of a method: known from its dialect, or learnt when a call is answered with -32601. */
  capability(method: RpcMethod): Capability;
  /** The gateway's clock, estimated from its answers to `system.ping`; this machine's until there was one. Epoch ms. */
  now(): number;
  /**
   * Calls a method. Entries of a list that cannot be read are left out of it and told in `unreadable` of the result.
   *
   * @throws {GatewayError} when refused, not answered in time (30 s by default), answered with something unreadable, or
   *   when the connection is down or drops: a call is never sent twice and never waits for a connection.
   * @throws the signal's reason when aborted, and whatever `beforeSend` throws.
   */
  call<M extends RpcMethod>(method: M, params: ParamsOf<M>, options?: CallOptions): Promise<ResultOf<M>>;
  /**
   * Listens for a gateway event, each delivered once.
   *
   * @returns a function that stops listening.
   */
  on<E extends GatewayEventName>(event: E, listener: (payload: PayloadOf<E>) => void): () => void;
  /**
   * Listens for messages of an event that came and could not be read: they are counted in `diagnostics`, too. Absent on a
   * client that tells of none.
   *
   * @returns a function that stops listening.
   */
  onUnreadable?(event: GatewayEventName, listener: (unreadable: Unreadable) => void): () => void;
  /**
   * Tells when `connection`, `live`, `scopes`, `caller`, `diagnostics`, `held`, `slow`, `epoch` or a capability has changed.
   *
   * @returns a function that stops listening.
   */
  subscribe(listener: () => void): () => void;
  /** Tries now instead of at `retryAt`, and starts again after `refused`. No effect while connected or closed. */
  reconnect(): void;
  /** Ends the connection for good; calls in flight fail with `closed`. Safe to call twice. */
  close(): void;
}
