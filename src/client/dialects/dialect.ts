import type {
  GatewayError,
  GatewayEventName,
  ParamsOf,
  PayloadOf,
  ResultOf,
  RpcMethod,
  Unreadable,
} from '../../protocol/index.js';
import type { CallOptions, Capability, HeldCall } from '../rpc-client.js';
import type { ClockAnswer } from '../connection/server-clock.js';

/** An error as a server sends it. */
export interface WireError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

/** Where a socket goes and which subprotocols it offers: one of the two carries the token. */
export interface SocketAddress {
  readonly url: string;
  readonly subprotocols: string[];
}

/** How many messages a server accepts from one connection. */
export interface MessageLimit {
  readonly messages: number;
  /** The length of the sliding window, in ms. */
  readonly windowMs: number;
}

/** The protocol of one kind of server. The layers above the client use the documented RPC with any server. */
export interface Dialect {
  /** Returns the address of the socket. @param socket - the gateway's WebSocket address, without a query. */
  address(socket: string, token: string): SocketAddress;
  /** True when the server replays events after `Last-Event-ID` and never reuses ids. */
  readonly replays: boolean;
  /** Absent: no limit. */
  readonly limit?: MessageLimit;
  /**
   * Heartbeat notifications of the socket by name, each with a function that returns the server's time in it (epoch
   * ms).
   */
  readonly heartbeats?: Readonly<Partial<Record<string, (params: unknown) => number | undefined>>>;
  /** Possible causes and remedies when the server refuses a token that it accepted before, as whole sentences. */
  readonly refusal?: string;
  /** The methods after which the server restarts, whatever their answers say. */
  readonly restartsAfter?: readonly RpcMethod[];
  /** Creates the error for an error answer. */
  error(wire: WireError, method: string | undefined): GatewayError;
  /**
   * Creates the translation for one client; a promise when it has to be loaded first, until which the client does not
   * connect. Absent: the server speaks the documented RPC.
   */
  translate?(server: Server): Translation | Promise<Translation>;
}

/** How a call is sent to a server. */
export interface RequestOptions extends CallOptions {
  /** The documented method for which it is sent. */
  readonly for: RpcMethod;
}

/** The server as a translation sees it. Stays the same across reconnections. */
export interface Server {
  /** The estimated server time, epoch ms. */
  now(): number;
  /** Records the server's time in an HTTP answer. */
  timed(answer: ClockAnswer): void;
  /** Records a lower bound of the server's time (epoch ms), used until a better estimate exists. */
  isPast(time: number): void;
  /**
   * Sends a call in the server's own terms.
   *
   * @returns the answer, unchecked.
   * @throws {GatewayError} as {@link RpcClient.call} does.
   */
  request(method: string, params: object, options: RequestOptions): Promise<unknown>;
  /**
   * Reads JSON over HTTP, the token in a header.
   *
   * @param path - beginning with a slash, below the gateway's address.
   * @throws {GatewayError} `timeout`, `disconnected`, `token-refused`, `not-allowed`, `rate-limited` or `invalid-response`.
   */
  get(path: string, signal?: AbortSignal): Promise<unknown>;
  /** Hands an event to all who listen to it. */
  emit<E extends GatewayEventName>(event: E, payload: PayloadOf<E>): void;
  /**
   * Counts an unreadable message.
   *
   * @param issue - what is wrong, without quoting the message.
   * @param unreadable - its readable part, to be shown, if the name is that of a documented event.
   */
  unreadable(name: string, issue: string, unreadable?: Unreadable): void;
  /** To be called when a capability or the queued calls have changed. */
  changed(): void;
}

/** Translates between the documented RPC and the server's own. Lives as long as its client, across reconnections. */
export interface Translation {
  /** The calls that it queues. */
  readonly held: readonly HeldCall[];
  /** How it supports a documented method. */
  capability(method: RpcMethod): Capability;
  /** Answers a documented call. Throws as {@link RpcClient.call} does. */
  call<M extends RpcMethod>(method: M, params: ParamsOf<M>, options: CallOptions): Promise<ResultOf<M>>;
  /** Receives one message of the stream and emits the corresponding events. @returns false for an unknown name. */
  receive(event: string, data: unknown): boolean;
  /** Called on every connection. */
  connected(): void;
  /** Called when disconnected. @param restarting - whether the server announced a restart. */
  disconnected(restarting: boolean): void;
  /** Called when the client stops connecting until a person retries. @param error - the reason. */
  stopped(error: GatewayError): void;
  /**
   * Called when the stream is live: earlier events may be missing. @param lostAt - when it was lost (epoch ms, local
   * clock); undefined the first time.
   */
  live(lostAt: number | undefined): void;
  /** Stops all timers. */
  close(): void;
}
