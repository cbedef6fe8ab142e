import type { ConnectionState, HeldCall, RpcClient } from '../../client/rpc-client.js';
import type { GatewayError, RpcMethod, Scope } from '../../protocol/index.js';
import { scopeOf } from '../../protocol/index.js';
import type { ReadState } from './client-store.js';

/** Why the data shown may be out of date, and since when (epoch ms, local clock). */
export interface Staleness {
  readonly since: number;
  /**
   * `closed`: permanently. `connection`: disconnected. `restarting`: disconnected, and the gateway announced a restart.
   * `stream`: calls work, but there are no live events. `delayed`: live events are late. `read`: the last read failed.
   */
  readonly cause: 'closed' | 'connection' | 'restarting' | 'stream' | 'delayed' | 'read';
  readonly error: GatewayError | undefined;
  /** The delay of the stream, in ms. */
  readonly delayMs?: number;
}

/** The state that a widget renders. */
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
      /** True while the rows shown are read again. */
      readonly refreshing: boolean;
      readonly stale: Staleness | undefined;
      /** True when the token lacks the scope `ws`, so there are no live updates. */
      readonly notLive: boolean;
    };

/** The source of a view: a store, or anything else that is read with one method. */
export interface Readable<T> {
  /** The method that reads it, named when it is not available. */
  readonly method: RpcMethod;
  readonly state: ReadState<T>;
}

/** Returns the state to render. @param source undefined without a client. */
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

/** How long a supervised restart takes at most, in ms. */
const restartMs = 60_000;

/** Whether the gateway is disconnected after announcing a restart. */
export function isRestarting(
  connection: ConnectionState,
): connection is Extract<ConnectionState, { status: 'reconnecting' }> {
  return connection.status === 'reconnecting' && connection.reason === 'restarting';
}

/** Whether a restart takes longer than {@link restartMs}. @param since epoch ms, local clock. */
export function isOverdue(since: number): boolean {
  return Date.now() - since >= restartMs;
}

/** Since when and why the data shown may be out of date; undefined while it is current. */
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
