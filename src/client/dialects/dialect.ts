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

/** How many messages a server takes from one connection before it refuses them. */
export interface MessageLimit {
  readonly messages: number;
  /** The length of the sliding window, in ms. */
  readonly windowMs: number;
}

/** How one kind of server speaks. Everything above the client speaks the documented RPC, whatever the server does. */
export interface Dialect {
  /** Works out where a socket goes. @param socket - the gateway's WebSocket address, without a query. */
  address(socket: string, token: string): SocketAddress;
  /** True when the server sends again what happened after the `Last-Event-ID`, and its ids are never used twice. */
  readonly replays: boolean;
  /** Absent: the server takes what it gets. */
  readonly limit?: MessageLimit;
  /** Notifications on the socket that mean only that the server lives, each with where its clock stands in it (epoch ms). */
  readonly heartbeats?: Readonly<Partial<Record<string, (params: unknown) => number | undefined>>>;
  /** What may be behind it when the server refuses a token that it took before, and what to do: whole sentences. */
  readonly refusal?: string;
  /** The methods after which the server restarts, whatever their answers say. */
  readonly restartsAfter?: readonly RpcMethod[];
  /** Makes the error that a server's answer stands for. */
  error(wire: WireError, method: string | undefined): GatewayError;
  /**
   * Starts to translate for one client, for as long as it lives; a promise where the translation has to be loaded first:
   * until then the client does not connect. Absent: the server speaks the documented RPC itself.
   */
  translate?(server: Server): Translation | Promise<Translation>;
}

/** How a call is sent to a server. */
export interface RequestOptions extends CallOptions {
  /** The documented method that needs it. */
  readonly for: RpcMethod;
}

/** What a translation has of its server: the connection may come and go meanwhile. */
export interface Server {
  /** The server's clock as estimated, epoch ms. */
  now(): number;
  /** Takes in the server's clock as an answer over HTTP told it. */
  timed(answer: ClockAnswer): void;
  /** The server's clock is past a time (epoch ms): for as long as nothing tells more of it. */
  isPast(time: number): void;
  /**
   * Sends a call as this server knows it.
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
   * Counts a message that could not be read.
   *
   * @param issue - what is wrong, without quoting the message.
   * @param unreadable - what can be read of it, for those who show it: where the name is that of a documented event.
   */
  unreadable(name: string, issue: string, unreadable?: Unreadable): void;
  /** A capability, or what is held, has changed. */
  changed(): void;
}

/** Speaks the documented RPC above and the server's own below. Lives as long as its client, across reconnections. */
export interface Translation {
  /** The calls that it holds back. */
  readonly held: readonly HeldCall[];
  /** What it can make of a documented method. */
  capability(method: RpcMethod): Capability;
  /** Answers a documented call. Throws as {@link RpcClient.call} does. */
  call<M extends RpcMethod>(method: M, params: ParamsOf<M>, options: CallOptions): Promise<ResultOf<M>>;
  /** Takes in one message of the stream and emits what it stands for. @returns false for a name that it does not know. */
  receive(event: string, data: unknown): boolean;
  /** Calls work (again). */
  connected(): void;
  /** Calls do not work any more. @param restarting - the server said that it restarts. */
  disconnected(restarting: boolean): void;
  /** No further connection is tried until a person says so: calls do not work any more, if they did. @param error - why. */
  stopped(error: GatewayError): void;
  /** The stream is live (again): nothing before this moment came through it. @param lostAt - epoch ms here; undefined the first time. */
  live(lostAt: number | undefined): void;
  /** Ends it: timers stop. */
  close(): void;
}
