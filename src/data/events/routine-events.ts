import { EventLog } from './event-log.js';
import { eventOf, Gap, type EventLine, type LogRow } from './event-rows.js';
import type { IdIndex } from './id-index.js';

/** The maximum number of names counted separately: bounds memory against a faulty gateway. */
const namesKept = 20;

/** The number of routine events of one name. */
export interface RoutineCount {
  /** The gateway's name for it; undefined for all names beyond the first twenty. */
  readonly name: string | undefined;
  readonly count: number;
}

/** Whether an event is routine, and so folded away. */
export const isRoutine = (line: EventLine): boolean => eventOf(line).routine !== undefined;

/**
 * Frequent events without significance of their own: counted, and kept in a separate log so that they do not push out
 * the others.
 */
export class RoutineEvents {
  /** The newest 2000; up to 10 000 while paused. */
  readonly log: EventLog;
  /**
   * For each line, the id of the event it came after within the same millisecond, where the time does not give the
   * order.
   */
  readonly #after = new WeakMap<EventLine, string>();
  readonly #counts = new Map<string | undefined, number>();
  #total = 0;

  /** @param ids shared with the log of the other events. */
  constructor(ids?: IdIndex) {
    this.log = new EventLog({ keep: 2000, wait: 10_000 }, ids);
  }

  /** The total number, including dropped ones. */
  get total(): number {
    return this.#total;
  }

  /** The number of each name, in order of first appearance. */
  get counts(): readonly RoutineCount[] {
    return [...this.#counts].map(([name, count]) => ({ name, count }));
  }

  /**
   * Adds an event.
   *
   * @param before the last row of the other log when it came.
   * @returns false when it is a duplicate.
   */
  add(line: EventLine, before: LogRow | undefined): boolean {
    if (!this.log.add(line)) return false;
    this.#note(line, before);
    return true;
  }

  /**
   * Adds events older than any in the log.
   *
   * @param lines all events read, oldest first. @returns the number of routine ones kept.
   */
  extend(lines: readonly EventLine[]): number {
    let before: EventLine | undefined;
    for (const line of lines) {
      if (isRoutine(line)) this.#note(line, before);
      else before = line;
    }
    return this.log.extend(lines.filter(isRoutine));
  }

  /**
   * Merges events read from the gateway.
   *
   * @param lines all events read, oldest first: the others give the positions of the routine ones.
   * @returns the routine events that are new.
   */
  merge(lines: readonly EventLine[]): readonly EventLine[] {
    // Events up to the oldest kept one were counted before, or would be dropped at once.
    const after = this.log.forgotten > 0 ? (this.log.oldest ?? 0) : -1;
    const routine = lines.filter((line) => isRoutine(line) && line.timestamp > after);
    const added = this.log.merge(routine);
    const news = new Set(added);
    let before: EventLine | undefined;
    for (const line of lines) {
      if (news.has(line)) this.#note(line, before);
      else if (!isRoutine(line)) before = line;
    }
    return added;
  }

  /** Whether an event comes after a row of the other log. */
  isAfter(line: EventLine, row: LogRow): boolean {
    if (line.timestamp !== row.timestamp) return line.timestamp > row.timestamp;
    // A gap is placed before everything from its end on.
    return row instanceof Gap || this.#after.get(line) === row.id;
  }

  #note(line: EventLine, before: LogRow | undefined): void {
    if (before && !(before instanceof Gap) && before.timestamp === line.timestamp) this.#after.set(line, before.id);
    this.#count(line);
  }

  #count(line: EventLine): void {
    const { routine } = eventOf(line);
    const name = this.#counts.has(routine) || this.#counts.size < namesKept ? routine : undefined;
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    this.#total++;
  }
}
