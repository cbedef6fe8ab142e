import { EventHold } from './event-hold.js';
import { Gap, type EventLine, type LogRow, type RowSource } from './event-rows.js';
import { IdIndex } from './id-index.js';

/** How much a log keeps. */
export interface EventLogLimits {
  /** How many rows are kept; 10 000 by default. */
  readonly keep: number;
  /** How many rows there may be while somebody holds the log still; 100 000 by default, never less than `keep`. */
  readonly wait: number;
}

export const defaultEventLogLimits: EventLogLimits = { keep: 10_000, wait: 100_000 };

/** How many removed rows may linger at the front of the array before it is shortened: one by one would move it all. */
const shortenAfter = 1000;

/**
 * Security events in the order of time, bounded: each event once, told by its id and its content. A gateway that uses an
 * id twice has both of its events shown, see {@link isReused}.
 *
 * While held it grows to `wait` rows, so that what arrives can be read on release. After the release it has more than it
 * keeps, and shrinks by one for each that arrives: nothing is thrown away that a reader has just been given.
 */
export class EventLog implements RowSource<LogRow> {
  readonly #limits: EventLogLimits;
  readonly #ids: IdIndex;
  readonly #holds = new Set<EventHold>();
  /** Oldest first; those before `#first` are gone. */
  #rows: LogRow[] = [];
  #first = 0;
  /** How many rows there may be now. */
  #limit: number;
  #arrived = 0;
  #forgotten = 0;
  #version = 0;

  /** @param ids shared by logs between which the events of one gateway are divided. */
  constructor(limits: EventLogLimits = defaultEventLogLimits, ids = new IdIndex()) {
    this.#limits = limits;
    this.#ids = ids;
    this.#limit = limits.keep;
  }

  get size(): number {
    return this.#rows.length - this.#first;
  }

  /** How many rows have ever been added: by its growth a reader sees how fast they come. */
  get arrived(): number {
    return this.#arrived;
  }

  /** Grows with every change. */
  get version(): number {
    return this.#version;
  }

  /** How many events were there and are no longer kept. */
  get forgotten(): number {
    return this.#forgotten;
  }

  /** When the newest row happened; undefined when there is none. */
  get newest(): number | undefined {
    return this.at(0)?.timestamp;
  }

  /** When the oldest row that is kept happened; undefined when there is none. */
  get oldest(): number | undefined {
    return this.at(this.size - 1)?.timestamp;
  }

  at(index: number): LogRow | undefined {
    return index >= 0 && index < this.size ? this.#rows[this.#rows.length - 1 - index] : undefined;
  }

  /** How often an event came under the id of another: by its growth one sees that rows are to be marked. */
  get reuses(): number {
    return this.#ids.reuses;
  }

  /** Whether another event is, or was, here under the same id. */
  isReused(id: string): boolean {
    return this.#ids.isReused(id);
  }

  /** Adds an event where its time puts it, after those of the same moment. @returns false when it is there already. */
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

  /** Adds a gap, before all that happened from its end on. */
  addGap(gap: Gap): void {
    this.#rows.splice(
      this.#search((timestamp) => timestamp < gap.timestamp),
      0,
      gap,
    );
    this.#welcome([gap]);
  }

  /** Puts a gap of the same time in another's place; does nothing when that one is no longer kept. */
  replaceGap(gap: Gap, replacement: Gap): void {
    const index = this.#rows.indexOf(gap, this.#first);
    if (index < 0) return;
    this.#rows[index] = replacement;
    this.#version++;
  }

  /**
   * Adds what was read from the gateway, which may overlap with what is there.
   *
   * Events of the same moment stand in the order in which the gateway told them, wherever the two overlap.
   *
   * @param events oldest first.
   * @returns those that were not there.
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
   * Adds events that are older than all that is here, beyond what is kept: as many as may wait, and as long as nothing
   * newer needs their place.
   *
   * @param events oldest first. @param gap stands after them.
   * @returns how many were added; those for which there is no room count as forgotten.
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
    for (const hold of this.#holds) hold.extended(rows);
    return fitting.length;
  }

  /** The log as it is now, standing still; meanwhile up to `wait` rows are kept for the release. */
  hold(): EventHold {
    const hold = new EventHold(this.#rows.slice(this.#first), (released) => {
      if (this.#holds.delete(released) && this.#holds.size === 0) this.#limit = Math.max(this.#limits.keep, this.size);
    });
    this.#holds.add(hold);
    return hold;
  }

  #welcome(rows: readonly LogRow[]): void {
    this.#arrived += rows.length;
    this.#version++;
    for (const hold of this.#holds) for (const row of rows) hold.added(row);
    const { keep, wait } = this.#limits;
    this.#limit = this.#holds.size > 0 ? Math.max(keep, wait) : Math.max(keep, this.#limit - rows.length);
    while (this.size > this.#limit) this.#forget();
    if (this.#first < shortenAfter) return;
    this.#rows.splice(0, this.#first);
    this.#first = 0;
  }

  #forget(): void {
    const row = this.#rows[this.#first++];
    if (!row) return;
    for (const hold of this.#holds) hold.removed(row);
    if (row instanceof Gap) return;
    this.#ids.remove(row);
    this.#forgotten++;
  }

  /** The position of the first row of which `earlier` is not true: a binary search. */
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
