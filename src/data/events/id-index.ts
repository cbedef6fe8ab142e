import { sameJson, type SecurityEvent } from '../../protocol/index.js';
import { eventOf, type EventLine } from './event-rows.js';

/** The lines of a log by the ids of their events: almost always one for each id. */
export class IdIndex {
  readonly #lines = new Map<string, readonly EventLine[]>();
  readonly #reused = new Set<string>();
  #reuses = 0;

  /** How often an event came with the id of a different one. */
  get reuses(): number {
    return this.#reuses;
  }

  /** Whether this id is shared by different events, including removed ones as long as one of them is kept. */
  isReused(id: string): boolean {
    return this.#reused.has(id);
  }

  /** Adds a line. @returns false when it is a duplicate. */
  add(line: EventLine): boolean {
    const known = this.#lines.get(line.id);
    if (!known) {
      this.#lines.set(line.id, [line]);
      return true;
    }
    const event = eventOf(line);
    if (known.some((other) => isSameEvent(eventOf(other), event))) return false;
    this.#lines.set(line.id, [...known, line]);
    this.#reused.add(line.id);
    this.#reuses++;
    return true;
  }

  /** Removes a line. */
  remove(line: EventLine): void {
    const left = this.#lines.get(line.id)?.filter((other) => other !== line) ?? [];
    if (left.length > 0) {
      this.#lines.set(line.id, left);
      return;
    }
    this.#lines.delete(line.id);
    this.#reused.delete(line.id);
  }
}

function isSameEvent(a: SecurityEvent, b: SecurityEvent): boolean {
  // The second comparison is ten times slower and needed only when the order of keys differs.
  return a === b || JSON.stringify(a) === JSON.stringify(b) || sameJson(a, b);
}
