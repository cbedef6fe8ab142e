/** What the parts of this dialect are made of: each knows one domain, answers its methods and reads its events. */
import type { GatewayError, ParamsOf, ResultOf, RpcMethod } from '../../../protocol/index.js';
import type { Capability, HeldCall } from '../../rpc-client.js';
import type { Server } from '../dialect.js';
import type { Instance } from './instance.js';
import type { Gap } from '../shared/stream-coverage.js';

/** Sends a call as the daemon knows it, on behalf of one documented call. @returns the answer, unchecked. */
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

/** The daemon's events that a part reads, by the daemon's names: each gets the payload unchecked. */
export type EventRows = Readonly<Record<string, (payload: unknown) => void>>;

/** One domain of the dialect. */
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

/** What every part works with. */
export interface Surroundings {
  readonly server: Server;
  /** Which run of the daemon answers. */
  readonly instance: Instance;
  /** Since when the stream is seen, on the server's clock (epoch ms): what is derived from events is derived since then. */
  readonly since: () => number;
  /** When the stream was down since then, oldest first: what happened meanwhile was not seen. */
  readonly gaps: () => readonly Gap[];
}
