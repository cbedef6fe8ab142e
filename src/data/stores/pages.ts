/** What a paged read brings, and where it comes from. */
import type { RpcClient } from '../../client/rpc-client.js';
import type { GatewayEventName, PayloadOf, ResultOf, RpcMethod, Unreadable } from '../../protocol/index.js';

/** One page of an answer, as the paged methods give it. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Where the next page begins; undefined on the last one. */
  readonly nextCursor: string | undefined;
  /** How many rows match, if the gateway counts them. */
  readonly total: number | undefined;
  /** The moment before which the gateway keeps nothing, if it says so (epoch ms). */
  readonly oldest: number | undefined;
  /** What could not be read of what was read. */
  readonly unreadable: readonly Unreadable[];
  /** What the gateway wants said with the rows. */
  readonly notes: readonly string[];
  /** What the answer was worked out from and since when, where the gateway itself does not keep it. */
  readonly derived?: ResultOf<'approvals.history'>['derived'];
}

/** What a query has read so far, and what has come since. */
export interface Pages<Row> extends Page<Row> {
  /** How many matching rows arrived since the first page was read: announced, never pushed in under the reader. */
  readonly arrived: number;
  /** Whether {@link PagedQuery.more} has something to show. */
  readonly hasMore: boolean;
  /** Whether there may be more than `arrived`: so many were missed that a whole page of them does not reach back. */
  readonly arrivedAtLeast: boolean;
}

/** Where the pages come from. */
export interface PageSource<Filter, Row, E extends GatewayEventName = GatewayEventName> {
  /** The method that {@link load} calls. */
  readonly method: RpcMethod;
  /** How many rows {@link load} asks for. An answer with more is shown so many at a time. */
  readonly pageSize: number;
  load(client: RpcClient, filter: Filter, cursor: string | undefined, signal: AbortSignal): Promise<Page<Row>>;
  /** The event that tells of a new row. */
  readonly event: E;
  /** The row that an event brings. */
  rowOf(payload: PayloadOf<E>): Row | undefined;
  idOf(row: Row): string;
  /** Whether a new row would be in the answer. May say yes too often where only the gateway can tell. */
  matches(row: Row, filter: Filter): boolean;
}
