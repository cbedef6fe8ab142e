/** A bounded history sorted by time, read newest first, page by page. */
import { invalidParams } from './rpc-failure.js';

interface Row<T> {
  readonly time: number;
  readonly sequence: number;
  readonly item: T;
}

/** A query of a {@link Timeline}. */
export interface PageQuery<T> {
  /** The `nextCursor` of the previous page. */
  readonly cursor?: string | undefined;
  /** Rows per page; 100 by default. */
  readonly limit?: number | undefined;
  /** Not older than this, epoch ms. */
  readonly from?: number | undefined;
  /** Not newer than this, epoch ms. */
  readonly to?: number | undefined;
  /** Which rows; all by default. */
  readonly where?: (item: T) => boolean;
}

/** A page of a {@link Timeline}. */
export interface Page<T> {
  /** Newest first. */
  readonly items: T[];
  /** The cursor of the next, older page; undefined on the last one. */
  readonly nextCursor: string | undefined;
}

/** Rows sorted by time. A cursor identifies a row, so that new rows do not shift pages. */
export class Timeline<T> {
  readonly #limit: number;
  #rows: Row<T>[] = [];
  #sequence = 0;

  /** @param limit how many of the newest rows are kept at least; up to a tenth more may be. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many rows there are. */
  get size(): number {
    return this.#rows.length;
  }

  /** The time of the oldest row, epoch ms; undefined without rows. */
  get oldestTime(): number | undefined {
    return this.#rows[0]?.time;
  }

  /** Adds a row in its place; rows of one moment stay in the order in which they came. */
  add(time: number, item: T): void {
    const row = { time, sequence: ++this.#sequence, item };
    this.#rows.splice(this.#countUpTo(row), 0, row);
    // Not one by one: moving so many rows for each that comes would cost more than all the rest.
    if (this.#rows.length > this.#limit * 1.1) this.#rows.splice(0, this.#rows.length - this.#limit);
  }

  /**
   * Reads a page.
   *
   * @throws RpcFailure (-32602) when the cursor is invalid.
   */
  page({ cursor, limit = 100, from = 0, to = Infinity, where = () => true }: PageQuery<T>): Page<T> {
    const items: T[] = [];
    let last: Row<T> | undefined;
    for (let i = (cursor === undefined ? this.#rows.length : this.#countUpTo(parse(cursor), true)) - 1; i >= 0; i--) {
      const row = this.#rows[i];
      if (!row || row.time < from) break;
      if (row.time > to || !where(row.item)) continue;
      if (items.length === limit) return { items, nextCursor: last && `${last.time}_${last.sequence}` };
      items.push(row.item);
      last = row;
    }
    return { items, nextCursor: undefined };
  }

  /** How many rows a query matches on all its pages. */
  count({ from = 0, to = Infinity, where = () => true }: PageQuery<T>): number {
    return this.#rows.reduce((sum, { time, item }) => sum + (time >= from && time <= to && where(item) ? 1 : 0), 0);
  }

  /** Removes all rows. */
  clear(): void {
    this.#rows = [];
  }

  /** How many rows lie before `mark`, or at it unless `strictly`: a binary search. */
  #countUpTo(mark: { time: number; sequence: number }, strictly = false): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const row = this.#rows[middle];
      const order = row ? row.time - mark.time || row.sequence - mark.sequence : 0;
      if (order < 0 || (order === 0 && !strictly)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function parse(cursor: string): { time: number; sequence: number } {
  const [, time, sequence] = /^(\d+(?:\.\d+)?)_(\d+)$/.exec(cursor) ?? [];
  if (time === undefined || sequence === undefined) throw invalidParams(['cursor: Not a cursor of this gateway']);
  return { time: Number(time), sequence: Number(sequence) };
}
