import type { SecurityEvent } from '../../protocol/index.js';
import type { PausedRows } from './paused-rows.js';
import { eventOf, Gap, type EventLine, type LogRow, type RowSource } from './event-rows.js';
import type { RoutineEvents } from './routine-events.js';
import type { SecurityEventStore } from './security-events.js';

/** The selection of rows to show. */
export interface RowsWanted {
  /** Whether routine events are included. */
  readonly routine: boolean;
  /** The filter of events; undefined: all. Gaps are always shown, so that they do not look like silence. */
  readonly matches: ((event: SecurityEvent) => boolean) | undefined;
}

/**
 * A view of the security log: optionally paused, filtered, and with the routine events.
 *
 * Without any of these its rows are the log's own, at no cost.
 */
export class EventReader {
  readonly #store: Pick<SecurityEventStore, 'log' | 'routine'>;
  #wanted: RowsWanted = { routine: false, matches: undefined };
  #pausedRows: { readonly log: PausedRows; readonly routine: PausedRows } | undefined;
  #selection: RowSelection | undefined;
  /** The version of the logs that the selection was made from. */
  #version: number | undefined;
  #marks = 0;

  constructor(store: Pick<SecurityEventStore, 'log' | 'routine'>) {
    this.#store = store;
  }

  /** The rows shown, newest first. */
  get rows(): RowSource<LogRow> {
    return this.#wanted.routine || this.#wanted.matches ? this.#selected() : this.#log;
  }

  /** The number of events and how many of them are shown; undefined when all are. */
  get filtered(): { readonly shown: number; readonly of: number } | undefined {
    if (!this.#wanted.matches) return undefined;
    const { events: shown, of } = this.#selected();
    return { shown, of };
  }

  /** Whether the view is paused. */
  get isPaused(): boolean {
    return this.#pausedRows !== undefined;
  }

  /** The number of events since the pause that resuming will show, before filtering. */
  get waiting(): number {
    return this.#sum(({ waiting }) => waiting);
  }

  /** The number of events since the pause that were dropped because too many waited. */
  get cut(): number {
    return this.#sum(({ cut }) => cut);
  }

  /** How many rows have ever been added: by its growth one sees how fast they come. */
  get arrived(): number {
    const { log, routine } = this.#store;
    return log.arrived + (this.#wanted.routine ? routine.log.arrived : 0);
  }

  /** Whether rows have become {@link isReused} since the last call. */
  takeNewMarks(): boolean {
    const before = this.#marks;
    this.#marks = this.#store.log.reuses + this.#store.routine.log.reuses;
    return this.#marks !== before;
  }

  /** Whether another event has the same id. */
  isReused({ id }: EventLine): boolean {
    return this.#store.log.isReused(id) || this.#store.routine.log.isReused(id);
  }

  /** Sets the selection. */
  want(wanted: RowsWanted): void {
    this.#wanted = wanted;
    this.#selection = undefined;
  }

  /** Pauses the view. */
  pause(): void {
    const { log, routine } = this.#store;
    this.#pausedRows ??= { log: log.pause(), routine: routine.log.pause() };
    this.#selection = undefined;
  }

  /** Ends the pause. Safe to call twice. */
  resume(): void {
    this.#pausedRows?.log.resume();
    this.#pausedRows?.routine.resume();
    this.#pausedRows = undefined;
    this.#selection = undefined;
  }

  get #log(): RowSource<LogRow> {
    return this.#pausedRows?.log ?? this.#store.log;
  }

  get #routine(): RowSource<LogRow> {
    return this.#pausedRows?.routine ?? this.#store.routine.log;
  }

  #selected(): RowSelection {
    const { log, routine } = this.#store;
    const { matches } = this.#wanted;
    // A paused log changes only when older rows are read.
    const version = this.#pausedRows ? this.#log.size + this.#routine.size : log.version + routine.log.version;
    if (!this.#selection || version !== this.#version) {
      const isAfter = routine.isAfter.bind(routine);
      this.#selection = new RowSelection(this.#log, this.#wanted.routine ? this.#routine : nothing, isAfter, matches);
      this.#version = version;
    }
    return this.#selection;
  }

  #sum(count: (rows: PausedRows) => number): number {
    if (!this.#pausedRows) return 0;
    return count(this.#pausedRows.log) + (this.#wanted.routine ? count(this.#pausedRows.routine) : 0);
  }
}

const nothing: RowSource<LogRow> = { size: 0, at: () => undefined };

/** The matching rows of two logs in order of time. Rebuilt for every change, which takes a few milliseconds. */
class RowSelection implements RowSource<LogRow> {
  readonly #rows: LogRow[] = [];
  /** The number of rows that are events. */
  readonly events: number;
  /** The number of events before filtering. */
  readonly of: number;

  constructor(
    log: RowSource<LogRow>,
    routine: RowSource<LogRow>,
    isAfter: RoutineEvents['isAfter'],
    matches: RowsWanted['matches'],
  ) {
    let [events, of] = [0, 0];
    let other = 0;
    const take = (row: LogRow) => {
      if (!(row instanceof Gap)) {
        of++;
        if (matches && !matches(eventOf(row))) return;
        events++;
      }
      this.#rows.push(row);
    };
    for (let index = 0; index < log.size; index++) {
      const row = log.at(index) as LogRow;
      // The log of the routine events has no gaps.
      for (let next; (next = routine.at(other)) && isAfter(next as EventLine, row); other++) take(next);
      take(row);
    }
    for (let next; (next = routine.at(other)); other++) take(next);
    this.events = events;
    this.of = of;
  }

  get size(): number {
    return this.#rows.length;
  }

  at(index: number): LogRow | undefined {
    return this.#rows[index];
  }
}
