/** The client as the layers above it see it: an interface, so that a host can provide its own. */
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
 * - `connecting`: not connected yet since the client was created.
 * - `connected`: calls are answered.
 * - `reconnecting`: was connected until `lostAt`; retries until closed. `reason` says whether the gateway announced a
 *   restart.
 * - `refused`: the gateway refused two tokens in a row, or its dialect is unknown (see the error); stopped until
 *   {@link RpcClient.reconnect}.
 * - `closed`: {@link RpcClient.close} was called.
 *
 * All times are epoch ms of the local clock. `retryAt` is absent during an attempt.
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
 * The state of the live stream, which is a separate connection.
 *
 * - `starting`: not live yet since the client was created.
 * - `live`: events arrive as they happen: the first byte has arrived, pings arrive within twice their interval, nothing
 *   is late.
 * - `delayed`: open, but messages are late (by `delayMs` as last measured) or do not arrive: something between the page
 *   and the gateway buffers the stream.
 * - `interrupted`: was live until `lostAt`; retries until closed.
 * - `not-allowed`: the token lacks the scope `ws`; everything works, but nothing is live.
 * - `paused`: the page is hidden and its stream is closed until the page is visible again.
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
 * How a gateway supports one documented method. `notes`: warnings to show before calling it, such as that the gateway
 * restarts afterwards. `reason`: why it is not offered and what to do instead, in whole sentences.
 */
export type Capability =
  | { readonly status: 'offered'; readonly notes?: readonly string[] }
  | { readonly status: 'derived'; readonly from: string; readonly notes?: readonly string[] }
  | { readonly status: 'not-offered'; readonly reason: string };

/** A call queued by the client so that the gateway does not refuse or undo it. Elements show it. */
export interface HeldCall {
  /** The documented method. */
  readonly method: RpcMethod;
  /** Why it is queued, as a whole sentence. */
  readonly reason: string;
  /** Since when (epoch ms, local clock). */
  readonly since: number;
  /** When it is sent at the latest, if known (epoch ms, local clock). */
  readonly until?: number;
}

/** A call that has been unanswered for unusually long. Elements show it. */
export interface SlowCall {
  /** The documented method. */
  readonly method: RpcMethod;
  /** When it was sent (epoch ms, local clock). */
  readonly since: number;
  /** When it times out (epoch ms, local clock). */
  readonly until: number;
}

/** A message that is unreadable or unknown: counted, never dropped silently. */
export interface MessageProblem {
  /** The event's name, the answered method, or `(frame)`. */
  readonly name: string;
  /** What is wrong with it, for a person. */
  readonly issue: string;
  /** The number of messages with this name and issue. */
  readonly count: number;
  /** When the last one came, epoch ms. */
  readonly lastAt: number;
}

/** Messages that the client could not deliver as received, for display. */
export interface Diagnostics {
  /** Messages that do not match their schema, at most 50 kinds; `unreadableCount` counts all. */
  readonly unreadable: readonly MessageProblem[];
  readonly unreadableCount: number;
  /** The number of unknown events by name, at most 50 names. */
  readonly unknownEvents: ReadonlyMap<string, number>;
  readonly unknownEventCount: number;
  /** Repeated stream messages (same id, name and data): not delivered, since a gateway may replay them. */
  readonly repeatCount: number;
  /** Stream messages with the id of a different one: a fault of the gateway. They were delivered. */
  readonly reusedIdCount: number;
}

/** Options of a call. */
export interface CallOptions {
  /** Aborts the call. If it was sent already, the gateway may still carry it out. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Called immediately before each message of the call is sent, which may be long after the call: see
   * {@link RpcClient.held}. If it throws, the message is not sent and the call fails with that error.
   */
  readonly beforeSend?: (() => void) | undefined;
}

/** The name of the token in use, if the gateway reports it (`system.ping`, `name`). */
export interface Caller {
  /** The token's name; undefined until, or unless, the gateway reports it. */
  readonly name?: string | undefined;
  /**
   * The number of changes of the name: input, selections and dialogs from before the last change may be another
   * person's.
   */
  readonly changes: number;
  /** The last change: the previous name, and when the change was noticed (epoch ms, local clock). */
  readonly changed?: { readonly from: string; readonly at: number } | undefined;
}

/**
 * A client of one gateway, as the elements use it. Created by `createClient()`; hosts and tests may provide their own.
 */
export interface RpcClient {
  /** Identifies a client and its proxies: unique to each client of `createClient()`. */
  readonly id?: symbol | undefined;
  /** The state of the connection for calls. A new object for every change. */
  readonly connection: ConnectionState;
  /** The state of the live stream. A new object for every change. */
  readonly live: LiveState;
  /** The token's scopes; undefined until, or unless, the gateway reports them. */
  readonly scopes: readonly Scope[] | undefined;
  /** The name of the token. A new object for every change; absent for a client without this information. */
  readonly caller?: Caller | undefined;
  /** Counts of unreadable, unknown and repeated messages. A new object for every change. */
  readonly diagnostics: Diagnostics;
  /** The queued calls, in the order of sending. A new object for every change. */
  readonly held: readonly HeldCall[];
  /** The calls sent over 3 s ago and still unanswered. A new object for every change. */
  readonly slow?: readonly SlowCall[] | undefined;
  /**
   * Grows when all data read so far may be out of date: at the first connection, each reconnection, each reopening of
   * the stream, each gap. Caches read their data again then. 0: never connected.
   */
  readonly epoch: number;

  /** How the gateway supports a method: known from its dialect, or learned when a call is answered with -32601. */
  capability(method: RpcMethod): Capability;
  /**
   * The gateway's time (epoch ms), estimated from its answers to `system.ping`; the local time before the first one.
   */
  now(): number;
  /**
   * Calls a method. Unreadable entries of a list are moved to `unreadable` of the result.
   *
   * @throws {GatewayError} when refused, timed out (30 s by default), answered unreadably, or disconnected: a call is
   *   never sent twice and never waits for a connection.
   * @throws the signal's reason when aborted, and whatever `beforeSend` throws.
   */
  call<M extends RpcMethod>(method: M, params: ParamsOf<M>, options?: CallOptions): Promise<ResultOf<M>>;
  /**
   * Listens for a gateway event; each is delivered once.
   *
   * @returns a function that removes the listener.
   */
  on<E extends GatewayEventName>(event: E, listener: (payload: PayloadOf<E>) => void): () => void;
  /**
   * Listens for unreadable messages of an event, which are also counted in `diagnostics`. Absent on a client that does
   * not report them.
   *
   * @returns a function that removes the listener.
   */
  onUnreadable?(event: GatewayEventName, listener: (unreadable: Unreadable) => void): () => void;
  /**
   * Calls a listener when `connection`, `live`, `scopes`, `caller`, `diagnostics`, `held`, `slow`, `epoch` or a
   * capability has changed.
   *
   * @returns a function that removes the listener.
   */
  subscribe(listener: () => void): () => void;
  /** Retries now instead of at `retryAt`, and restarts after `refused`. No effect while connected or closed. */
  reconnect(): void;
  /** Closes the client permanently; pending calls fail with `closed`. Safe to call twice. */
  close(): void;
}
