import type { ConnectionState, HeldCall, RpcClient } from '../../client/rpc-client.js';
import type { GatewayError, RpcMethod, Scope } from '../../protocol/index.js';
import { scopeOf } from '../../protocol/index.js';
import type { ReadState } from './reading-store.js';

/** Why what is shown may no longer be true, and since when (epoch ms on this machine's clock). */
export interface Staleness {
  readonly since: number;
  /**
   * `closed`: for good. `connection`: nothing works for now. `restarting`: the same, and the gateway has said that it
   * restarts. `stream`: calls work, but nothing arrives by itself. `delayed`: what arrives by itself is late. `read`: the
   * last read failed.
   */
  readonly cause: 'closed' | 'connection' | 'restarting' | 'stream' | 'delayed' | 'read';
  readonly error: GatewayError | undefined;
  /** How late the stream is, in ms. */
  readonly delayMs?: number;
}

/** The one state that a widget draws, of those that must look different. */
export type View<T> =
  | { readonly kind: 'no-client' }
  | { readonly kind: 'connecting'; readonly connection: ConnectionState }
  | { readonly kind: 'refused'; readonly error: GatewayError }
  | { readonly kind: 'closed' }
  /** `held`: the call that reads it, while it waits in the client: nothing is loading yet. */
  | { readonly kind: 'loading'; readonly held?: HeldCall }
  | { readonly kind: 'failed'; readonly error: GatewayError }
  | { readonly kind: 'not-offered'; readonly method: RpcMethod; readonly reason: string | undefined }
  | { readonly kind: 'not-allowed'; readonly method: RpcMethod; readonly scope: Scope }
  | {
      readonly kind: 'data';
      readonly data: T;
      /** A read is under way over the rows that are shown. */
      readonly refreshing: boolean;
      readonly stale: Staleness | undefined;
      /** The token lacks the scope `ws`: true now and then, not live. */
      readonly notLive: boolean;
    };

/** What a widget draws of: a store, or anything else that is read with one method. */
export interface Readable<T> {
  /** What is missing is named by it. */
  readonly method: RpcMethod;
  readonly state: ReadState<T>;
}

/** Decides what a widget draws. @param source undefined without a client. */
export function viewOf<T>(client: RpcClient | undefined, source: Readable<T> | undefined): View<T> {
  if (!client || !source) return { kind: 'no-client' };
  const { method, state } = source;
  const { data, error, activity } = state;
  const held = client.held.find((call) => call.method === method);
  if (data !== undefined) {
    return {
      kind: 'data',
      data,
      refreshing: activity === 'fetching' && !held,
      stale: staleness(client, state),
      notLive: client.live.status === 'not-allowed',
    };
  }
  const { connection } = client;
  if (connection.status === 'closed') return { kind: 'closed' };
  if (connection.status === 'refused') return { kind: 'refused', error: connection.error };
  if (error && activity !== 'fetching' && error.kind !== 'disconnected') return failure(error, method);
  const capability = client.capability(method);
  if (capability.status === 'not-offered') return { kind: 'not-offered', method, reason: capability.reason };
  if (connection.status !== 'connected') return { kind: 'connecting', connection };
  return { kind: 'loading', ...(held ? { held } : {}) };
}

function failure(error: GatewayError, method: RpcMethod): View<never> {
  if (error.kind === 'not-offered') return { kind: 'not-offered', method, reason: undefined };
  if (error.kind === 'not-allowed') {
    return { kind: 'not-allowed', method, scope: error.requiredScope ?? scopeOf(method) };
  }
  return { kind: 'failed', error };
}

/** How long a restart takes at most, in ms, where something starts the gateway again: after that nothing may. */
const restartMs = 60_000;

/** Whether the gateway is away and has said that it restarts. */
export function isRestarting(
  connection: ConnectionState,
): connection is Extract<ConnectionState, { status: 'reconnecting' }> {
  return connection.status === 'reconnecting' && connection.reason === 'restarting';
}

/** Whether a restart takes longer than any does by itself. @param since epoch ms on this machine's clock. */
export function isOverdue(since: number): boolean {
  return Date.now() - since >= restartMs;
}

/** Says since when what a widget shows may be out of date, and why; undefined while it is true. */
export function staleness(
  client: Pick<RpcClient, 'connection' | 'live'>,
  { error, loadedAt }: Pick<ReadState<unknown>, 'error' | 'loadedAt'>,
): Staleness | undefined {
  const { connection, live } = client;
  if (connection.status === 'closed') return { since: loadedAt ?? Date.now(), cause: 'closed', error: undefined };
  if (connection.status === 'reconnecting') {
    const cause = isRestarting(connection) ? 'restarting' : 'connection';
    return { since: connection.lostAt, cause, error: connection.error };
  }
  if (connection.status === 'refused') {
    return { since: connection.lostAt ?? connection.since, cause: 'connection', error: connection.error };
  }
  if (live.status === 'interrupted') return { since: live.lostAt, cause: 'stream', error: live.error };
  if (live.status === 'delayed')
    return { since: live.since, cause: 'delayed', error: undefined, delayMs: live.delayMs };
  if (live.status === 'paused') return { since: live.since, cause: 'stream', error: undefined };
  if (live.status === 'starting' && live.error) {
    return { since: loadedAt ?? Date.now(), cause: 'stream', error: live.error };
  }
  if (error) return { since: loadedAt ?? Date.now(), cause: 'read', error };
  return undefined;
}
