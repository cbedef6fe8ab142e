/** Pages of rows and their source. */
import type { RpcClient } from '../../client/rpc-client.js';
import type { GatewayEventName, PayloadOf, ResultOf, RpcMethod, Unreadable } from '../../protocol/index.js';

/** One page of a paged method. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** The cursor of the next page; undefined on the last one. */
  readonly nextCursor: string | undefined;
  /** The number of matching rows, if the gateway counts them. */
  readonly total: number | undefined;
  /** The start of the gateway's retention, if it reports one (epoch ms). */
  readonly oldest: number | undefined;
  /** The unreadable rows. */
  readonly unreadable: readonly Unreadable[];
  /** Notes of the gateway. */
  readonly notes: readonly string[];
  /** What the answer was derived from and since when, where the gateway itself does not store it. */
  readonly derived?: ResultOf<'approvals.history'>['derived'];
}

/** The pages read so far, and the arrivals since. */
export interface Pages<Row> extends Page<Row> {
  /** The number of matching rows since the first page was read: announced, not inserted. */
  readonly arrived: number;
  /** Whether {@link PagedQuery.more} has something to show. */
  readonly hasMore: boolean;
  /** Whether `arrived` is a lower bound: more rows were missed than fit on a page. */
  readonly arrivedAtLeast: boolean;
}

/** The source of the pages. */
export interface PageSource<Filter, Row, E extends GatewayEventName = GatewayEventName> {
  /** The method that {@link load} calls. */
  readonly method: RpcMethod;
  /** The number of rows that {@link load} requests. Longer answers are shown in steps of this size. */
  readonly pageSize: number;
  load(client: RpcClient, filter: Filter, cursor: string | undefined, signal: AbortSignal): Promise<Page<Row>>;
  /** The event of a new row. */
  readonly event: E;
  /** The row in an event. */
  rowOf(payload: PayloadOf<E>): Row | undefined;
  idOf(row: Row): string;
  /** Whether a new row matches. May return false positives where only the gateway can tell. */
  matches(row: Row, filter: Filter): boolean;
}
