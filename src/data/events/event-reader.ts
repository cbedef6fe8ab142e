import type { SecurityEvent } from '../../protocol/index.js';
import type { EventHold } from './event-hold.js';
import { eventOf, Gap, type EventLine, type LogRow, type RowSource } from './event-rows.js';
import type { RoutineEvents } from './routine-events.js';
import type { SecurityEventStore } from './security-events.js';

/** Which rows a reader wants to see. */
export interface RowsWanted {
  /** Whether the routine events stand among the others. */
  readonly routine: boolean;
  /** Which events are shown: all when undefined. Gaps always are, so that nobody takes them for silence. */
  readonly matches: ((event: SecurityEvent) => boolean) | undefined;
}

/**
 * The security log as one reader sees it: standing still while held, with the routine events or without, filtered or not.
 *
 * Without any of it, its rows are the log's own, and cost nothing.
 */
export class EventReader {
  readonly #store: Pick<SecurityEventStore, 'log' | 'routine'>;
  #wanted: RowsWanted = { routine: false, matches: undefined };
  #holds: { readonly log: EventHold; readonly routine: EventHold } | undefined;
  #selection: RowSelection | undefined;
  /** What the selection was made of. */
  #version: number | undefined;
  #marks = 0;

  constructor(store: Pick<SecurityEventStore, 'log' | 'routine'>) {
    this.#store = store;
  }

  /** What is shown, newest first. */
  get rows(): RowSource<LogRow> {
    return this.#wanted.routine || this.#wanted.matches ? this.#selected() : this.#log;
  }

  /** How many events there are to choose from, and how many of them are shown; undefined where all are. */
  get filtered(): { readonly shown: number; readonly of: number } | undefined {
    if (!this.#wanted.matches) return undefined;
    const { events: shown, of } = this.#selected();
    return { shown, of };
  }

  /** Whether the rows stand still. */
  get isHeld(): boolean {
    return this.#holds !== undefined;
  }

  /** How many events have come since the rows stand still, and will be there afterwards, filtered or not. */
  get waiting(): number {
    return this.#sum(({ waiting }) => waiting);
  }

  /** How many have come since and were more than may wait. */
  get cut(): number {
    return this.#sum(({ cut }) => cut);
  }

  /** How many rows have ever been added: by its growth one sees how fast they come. */
  get arrived(): number {
    const { log, routine } = this.#store;
    return log.arrived + (this.#wanted.routine ? routine.log.arrived : 0);
  }

  /** Whether rows that are shown have become {@link isReused} since this was asked last. */
  takeNewMarks(): boolean {
    const before = this.#marks;
    this.#marks = this.#store.log.reuses + this.#store.routine.log.reuses;
    return this.#marks !== before;
  }

  /** Whether another event has the same id. */
  isReused({ id }: EventLine): boolean {
    return this.#store.log.isReused(id) || this.#store.routine.log.isReused(id);
  }

  /** Shows other rows from now on. */
  want(wanted: RowsWanted): void {
    this.#wanted = wanted;
    this.#selection = undefined;
  }

  /** The rows stand still from now on. */
  hold(): void {
    const { log, routine } = this.#store;
    this.#holds ??= { log: log.hold(), routine: routine.log.hold() };
    this.#selection = undefined;
  }

  /** The rows go on. Safe to call twice. */
  release(): void {
    this.#holds?.log.release();
    this.#holds?.routine.release();
    this.#holds = undefined;
    this.#selection = undefined;
  }

  get #log(): RowSource<LogRow> {
    return this.#holds?.log ?? this.#store.log;
  }

  get #routine(): RowSource<LogRow> {
    return this.#holds?.routine ?? this.#store.routine.log;
  }

  #selected(): RowSelection {
    const { log, routine } = this.#store;
    const { matches } = this.#wanted;
    // What is held changes only where older rows are read.
    const version = this.#holds ? this.#log.size + this.#routine.size : log.version + routine.log.version;
    if (!this.#selection || version !== this.#version) {
      const isAfter = routine.isAfter.bind(routine);
      this.#selection = new RowSelection(this.#log, this.#wanted.routine ? this.#routine : nothing, isAfter, matches);
      this.#version = version;
    }
    return this.#selection;
  }

  #sum(count: (hold: EventHold) => number): number {
    if (!this.#holds) return 0;
    return count(this.#holds.log) + (this.#wanted.routine ? count(this.#holds.routine) : 0);
  }
}

const nothing: RowSource<LogRow> = { size: 0, at: () => undefined };

/** The rows of two logs in the order of time, those that match. Made anew for every change: some milliseconds' work. */
class RowSelection implements RowSource<LogRow> {
  readonly #rows: LogRow[] = [];
  /** How many of the rows are events. */
  readonly events: number;
  /** How many events there were to choose from. */
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
