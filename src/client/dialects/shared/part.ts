/** What a translation is made of: each part knows one domain, answers its methods and reads its events. */
import type { GatewayError, ParamsOf, ResultOf, RpcMethod } from '../../../protocol/index.js';
import type { Capability, HeldCall } from '../../rpc-client.js';

/** Sends a call as the server knows it, on behalf of one documented call. @returns the answer, unchecked. */
export type Ask = (method: string, params?: object) => Promise<unknown>;

/** How one documented method is answered. */
export interface MethodRow<M extends RpcMethod> {
  /** What is said of it before anybody calls. */
  capability(): Capability;
  /** Absent for what is not offered. */
  call?(params: ParamsOf<M>, ask: Ask, signal: AbortSignal | undefined): Promise<ResultOf<M>>;
}

/** The documented methods that a part answers. */
export type MethodRows = { readonly [M in RpcMethod]?: MethodRow<M> };

/** The server's events that a part reads, by the server's names: each gets the payload unchecked. */
export type EventRows = Readonly<Record<string, (payload: unknown) => void>>;

/** One domain of a dialect. */
export interface Part {
  readonly methods: MethodRows;
  readonly events: EventRows;
  /** The calls that it holds back. */
  readonly held?: readonly HeldCall[];
  /** Calls work (again). */
  connected?(): void;
  /** Calls do not work any more. */
  disconnected?(restarting: boolean): void;
  /** No further connection is tried until a person says so; after {@link disconnected}. @param error - why. */
  stopped?(error: GatewayError): void;
  /** The stream is live (again); epoch ms on this machine's clock of when it was lost. */
  live?(lostAt: number | undefined): void;
  /** Ends it: timers stop. */
  close?(): void;
}
