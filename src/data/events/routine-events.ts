import { EventLog } from './event-log.js';
import { eventOf, Gap, type EventLine, type LogRow } from './event-rows.js';
import type { IdIndex } from './id-index.js';

/** How many names are counted one by one: a gateway has few, and a broken one must not fill the memory. */
const namesKept = 20;

/** How often something came that is routine. */
export interface RoutineCount {
  /** What the gateway calls it; undefined stands for all names beyond the first twenty. */
  readonly name: string | undefined;
  readonly count: number;
}

/** Whether an event is one of those that are folded. */
export const isRoutine = (line: EventLine): boolean => eventOf(line).routine !== undefined;

/**
 * The events that come all the time and mean nothing by themselves: counted for ever, kept apart from the others, whom
 * they must not push out.
 */
export class RoutineEvents {
  /** The newest 2000 of them; up to 10 000 while somebody holds the log still. */
  readonly log: EventLog;
  /** The ids of those that they came after within one millisecond: there the time says nothing about the order. */
  readonly #after = new WeakMap<EventLine, string>();
  readonly #counts = new Map<string | undefined, number>();
  #total = 0;

  /** @param ids shared with the log of the other events. */
  constructor(ids?: IdIndex) {
    this.log = new EventLog({ keep: 2000, wait: 10_000 }, ids);
  }

  /** How many there were, those that are no longer kept among them. */
  get total(): number {
    return this.#total;
  }

  /** How many there were of each name, in the order in which the names came up. */
  get counts(): readonly RoutineCount[] {
    return [...this.#counts].map(([name, count]) => ({ name, count }));
  }

  /**
   * Adds an event.
   *
   * @param before the row of the other events that it came after.
   * @returns false when it is there already.
   */
  add(line: EventLine, before: LogRow | undefined): boolean {
    if (!this.log.add(line)) return false;
    this.#note(line, before);
    return true;
  }

  /**
   * Adds what was read from before all that is here.
   *
   * @param lines all events that were read, oldest first. @returns how many routine ones are kept of them.
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
   * Adds what was read from the gateway.
   *
   * @param lines all events that were read, oldest first: those that are not routine say where the others stand.
   * @returns the routine ones that were not there.
   */
  merge(lines: readonly EventLine[]): readonly EventLine[] {
    // What is not later than the oldest that is left has been counted, or would be gone at once.
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

  /** Whether an event is newer than a row of the other events. */
  isAfter(line: EventLine, row: LogRow): boolean {
    if (line.timestamp !== row.timestamp) return line.timestamp > row.timestamp;
    // A gap stands before all that came from its end on.
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
