/** The parts of a translation: each implements the methods and events of one domain. */
import type { GatewayError, ParamsOf, ResultOf, RpcMethod } from '../../../protocol/index.js';
import type { Capability, HeldCall } from '../../rpc-client.js';

/** Sends a call in the server's own terms for a documented call. @returns the unchecked answer. */
export type Ask = (method: string, params?: object) => Promise<unknown>;

/** The implementation of one documented method. */
export interface MethodRow<M extends RpcMethod> {
  /** How it is supported. */
  capability(): Capability;
  /** Absent when not offered. */
  call?(params: ParamsOf<M>, ask: Ask, signal: AbortSignal | undefined): Promise<ResultOf<M>>;
}

/** The documented methods that a part implements. */
export type MethodRows = { readonly [M in RpcMethod]?: MethodRow<M> };

/** The server's events that a part reads, by the server's names. Handlers get the unchecked payload. */
export type EventRows = Readonly<Record<string, (payload: unknown) => void>>;

/** One domain of a dialect. */
export interface Part {
  readonly methods: MethodRows;
  readonly events: EventRows;
  /** The calls that it queues. */
  readonly held?: readonly HeldCall[];
  /** Called on every connection. */
  connected?(): void;
  /** Called when disconnected. */
  disconnected?(restarting: boolean): void;
  /**
   * Called after {@link disconnected} when the client stops connecting until a person retries. @param error - the
   * reason.
   */
  stopped?(error: GatewayError): void;
  /**
   * Called when the stream is live. @param lostAt - when it was lost (epoch ms, local clock); undefined the first time.
   */
  live?(lostAt: number | undefined): void;
  /** Stops all timers. */
  close?(): void;
}
