import { PausedRows } from './paused-rows.js';
import { Gap, type EventLine, type LogRow, type RowSource } from './event-rows.js';
import { IdIndex } from './id-index.js';

/** The limits of a log. */
export interface EventLogLimits {
  /** How many rows are kept; 10 000 by default. */
  readonly keep: number;
  /** How many rows are kept while the log is paused; 100 000 by default, never less than `keep`. */
  readonly wait: number;
}

export const defaultEventLogLimits: EventLogLimits = { keep: 10_000, wait: 100_000 };

/** The number of removed rows at the front of the array before it is compacted, to avoid a shift per row. */
const shortenAfter = 1000;

/**
 * A bounded list of security events in order of time, deduplicated by id and content. Different events with the same id
 * are all kept, see {@link isReused}.
 *
 * While paused it grows up to `wait` rows, so that all arrivals can be shown on release. After the release it shrinks
 * by one for each arrival: nothing is dropped that was just shown.
 */
export class EventLog implements RowSource<LogRow> {
  readonly #limits: EventLogLimits;
  readonly #ids: IdIndex;
  readonly #paused = new Set<PausedRows>();
  /** Oldest first; rows before `#first` are removed. */
  #rows: LogRow[] = [];
  #first = 0;
  /** The current maximum number of rows. */
  #limit: number;
  #arrived = 0;
  #forgotten = 0;
  #version = 0;

  /** @param ids shared between logs that hold different events of one gateway. */
  constructor(limits: EventLogLimits = defaultEventLogLimits, ids = new IdIndex()) {
    this.#limits = limits;
    this.#ids = ids;
    this.#limit = limits.keep;
  }

  get size(): number {
    return this.#rows.length - this.#first;
  }

  /** The total number of rows added; its growth is the rate of arrivals. */
  get arrived(): number {
    return this.#arrived;
  }

  /** Grows with every change. */
  get version(): number {
    return this.#version;
  }

  /** The number of events dropped. */
  get forgotten(): number {
    return this.#forgotten;
  }

  /** The time of the newest row; undefined when there is none. */
  get newest(): number | undefined {
    return this.at(0)?.timestamp;
  }

  /** The time of the oldest row kept; undefined when there is none. */
  get oldest(): number | undefined {
    return this.at(this.size - 1)?.timestamp;
  }

  at(index: number): LogRow | undefined {
    return index >= 0 && index < this.size ? this.#rows[this.#rows.length - 1 - index] : undefined;
  }

  /** How often an event came with the id of another; when it grows, more rows need a mark. */
  get reuses(): number {
    return this.#ids.reuses;
  }

  /** Whether another event with this id is, or was, in the log. */
  isReused(id: string): boolean {
    return this.#ids.isReused(id);
  }

  /** Inserts an event by its time, after those of the same moment. @returns false when it is a duplicate. */
  add(event: EventLine): boolean {
    if (!this.#ids.add(event)) return false;
    if (event.timestamp >= (this.newest ?? 0)) this.#rows.push(event);
    else
      this.#rows.splice(
        this.#search((timestamp) => timestamp <= event.timestamp),
        0,
        event,
      );
    this.#welcome([event]);
    return true;
  }

  /** Inserts a gap before the events after its end. */
  addGap(gap: Gap): void {
    this.#rows.splice(
      this.#search((timestamp) => timestamp < gap.timestamp),
      0,
      gap,
    );
    this.#welcome([gap]);
  }

  /** Replaces a gap by another of the same time; does nothing when it is no longer kept. */
  replaceGap(gap: Gap, replacement: Gap): void {
    const index = this.#rows.indexOf(gap, this.#first);
    if (index < 0) return;
    this.#rows[index] = replacement;
    this.#version++;
  }

  /**
   * Merges events read from the gateway, which may overlap with those in the log.
   *
   * Events of the same moment keep the gateway's order where the two overlap.
   *
   * @param events oldest first.
   * @returns the events that are new.
   */
  merge(events: readonly EventLine[]): readonly EventLine[] {
    const sorted = [...events].sort((a, b) => a.timestamp - b.timestamp);
    const oldest = sorted[0];
    if (!oldest) return [];
    const tail = this.#rows.splice(this.#search((timestamp) => timestamp < oldest.timestamp));
    const ahead = new Set(sorted.map(({ id }) => id));
    const comesLater = (row: LogRow) => !(row instanceof Gap) && ahead.has(row.id);
    const added: EventLine[] = [];
    let next = 0;
    for (const event of sorted) {
      ahead.delete(event.id);
      for (let row = tail[next]; row && row.timestamp <= event.timestamp; row = tail[++next]) {
        if (row.timestamp === event.timestamp && comesLater(row)) break;
        this.#rows.push(row);
      }
      if (!this.#ids.add(event)) continue;
      this.#rows.push(event);
      added.push(event);
    }
    for (; next < tail.length; next++) this.#rows.push(tail[next] as LogRow);
    this.#welcome(added);
    return added;
  }

  /**
   * Adds events older than any in the log, beyond `keep` and up to `wait`, until newer events need the room.
   *
   * @param events oldest first. @param gap inserted after them.
   * @returns the number added; those without room count as dropped.
   */
  extend(events: readonly EventLine[], gap?: Gap): number {
    const fresh = events.filter((event) => this.#ids.add(event));
    const room = Math.max(0, Math.max(this.#limits.keep, this.#limits.wait) - this.size - (gap ? 1 : 0));
    const fitting = room > 0 ? fresh.slice(-room) : [];
    for (const event of fresh.slice(0, fresh.length - fitting.length)) this.#ids.remove(event);
    this.#forgotten += fresh.length - fitting.length;
    const rows: LogRow[] = gap ? [...fitting, gap] : fitting;
    this.#rows = [...rows, ...this.#rows.slice(this.#first)];
    this.#first = 0;
    this.#limit = Math.max(this.#limit, this.size);
    this.#version++;
    for (const paused of this.#paused) paused.extended(rows);
    return fitting.length;
  }

  /** Returns a paused view of the log; up to `wait` rows are kept until it is released. */
  pause(): PausedRows {
    const paused = new PausedRows(this.#rows.slice(this.#first), (released) => {
      if (this.#paused.delete(released) && this.#paused.size === 0)
        this.#limit = Math.max(this.#limits.keep, this.size);
    });
    this.#paused.add(paused);
    return paused;
  }

  #welcome(rows: readonly LogRow[]): void {
    this.#arrived += rows.length;
    this.#version++;
    for (const paused of this.#paused) for (const row of rows) paused.added(row);
    const { keep, wait } = this.#limits;
    this.#limit = this.#paused.size > 0 ? Math.max(keep, wait) : Math.max(keep, this.#limit - rows.length);
    while (this.size > this.#limit) this.#forget();
    if (this.#first < shortenAfter) return;
    this.#rows.splice(0, this.#first);
    this.#first = 0;
  }

  #forget(): void {
    const row = this.#rows[this.#first++];
    if (!row) return;
    for (const paused of this.#paused) paused.removed(row);
    if (row instanceof Gap) return;
    this.#ids.remove(row);
    this.#forgotten++;
  }

  /** Binary search for the first row for which `earlier` is false. */
  #search(earlier: (timestamp: number) => boolean): number {
    let low = this.#first;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const row = this.#rows[middle];
      if (row && earlier(row.timestamp)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
