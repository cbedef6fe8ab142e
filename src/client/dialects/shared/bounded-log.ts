/** A bounded history sorted by time, read newest first, page by page. */
import { GatewayError } from '../../../protocol/index.js';

interface Row<T> {
  /** Epoch ms. */
  readonly time: number;
  /** Increases with each row: orders rows of the same time by arrival. */
  readonly number: number;
  readonly item: T;
}

/** A query of a log; absent fields match all. */
export interface LogQuery<T> {
  /** The `nextCursor` of the previous page. */
  readonly cursor?: string | undefined;
  /** Rows per page; 100 by default. */
  readonly limit?: number | undefined;
  /** Not older than this, epoch ms. */
  readonly from?: number | undefined;
  /** Not newer than this, epoch ms. */
  readonly to?: number | undefined;
  readonly where?: (item: T) => boolean;
}

/** A page of a log. */
export interface LogPage<T> {
  /** Newest first. */
  readonly items: T[];
  /** The cursor of the next, older page; undefined on the last one. */
  readonly nextCursor: string | undefined;
  /** The number of matching rows on all pages. */
  readonly total: number;
}

const pageSize = 100;

/** Rows sorted by time. A cursor identifies a row, so that new rows do not shift pages. */
export class BoundedLog<T> {
  readonly #limit: number;
  /** Oldest first. */
  readonly #rows: Row<T>[] = [];
  #added = 0;

  /** @param limit - the maximum number of rows: the newest by time are kept. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The number of rows dropped. */
  get dropped(): number {
    return this.#added - this.#rows.length;
  }

  /** The time of the oldest row, epoch ms. */
  get oldest(): number | undefined {
    return this.#rows[0]?.time;
  }

  /** Inserts a row by its time. @param time - epoch ms. */
  add(time: number, item: T): void {
    const row = { time, number: ++this.#added, item };
    this.#rows.splice(this.#countBelow(row), 0, row);
    if (this.#rows.length > this.#limit) this.#rows.shift();
  }

  /**
   * Reads a page.
   *
   * @throws {GatewayError} `invalid-params` when the cursor is invalid.
   */
  page({ cursor, limit = pageSize, from = 0, to = Infinity, where = () => true }: LogQuery<T>): LogPage<T> {
    const end = cursor === undefined ? undefined : parsed(cursor);
    const matching = this.#rows.filter(({ time, item }) => time >= from && time <= to && where(item));
    const ahead = end ? matching.filter((row) => order(row, end) < 0) : matching;
    const rows = ahead.slice(-limit).reverse();
    const last = rows.at(-1);
    return {
      items: rows.map(({ item }) => item),
      nextCursor: last && rows.length < ahead.length ? `${last.time}_${last.number}` : undefined,
      total: matching.length,
    };
  }

  /** The number of rows before one, from the end, since most rows are the newest. */
  #countBelow(row: Row<T>): number {
    let [low, high] = [0, this.#rows.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#rows[middle];
      if (other && order(other, row) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

type Place = Pick<Row<unknown>, 'time' | 'number'>;

const order = (a: Place, b: Place): number => a.time - b.time || a.number - b.number;

function parsed(cursor: string): Place {
  const [time = NaN, number = NaN, ...rest] = cursor.split('_').map(Number);
  if (!Number.isFinite(time) || !Number.isInteger(number) || rest.length > 0) {
    throw new GatewayError('invalid-params', 'The cursor is invalid.');
  }
  return { time, number };
}
