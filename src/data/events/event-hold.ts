import { Gap, type LogRow, type RowSource } from './event-rows.js';

/** The log as it was at one moment, for a reader who wants it to stand still, and what has come since. */
export class EventHold implements RowSource<LogRow> {
  #rows: readonly LogRow[];
  readonly #release: (hold: EventHold) => void;
  /** The oldest of its rows that the log still has: it loses them in the same order. */
  #oldest = 0;
  #waiting = 0;
  #cut = 0;

  /** Made by `EventLog.hold()`. @param rows oldest first. */
  constructor(rows: readonly LogRow[], release: (hold: EventHold) => void) {
    this.#rows = rows;
    this.#release = release;
  }

  get size(): number {
    return this.#rows.length;
  }

  /** How many events have come since, and will be there on release. */
  get waiting(): number {
    return this.#waiting;
  }

  /** How many events have come since and were more than may wait. */
  get cut(): number {
    return this.#cut;
  }

  at(index: number): LogRow | undefined {
    return this.#rows[this.#rows.length - 1 - index];
  }

  /** Lets the log forget again. Safe to call twice. */
  release(): void {
    this.#release(this);
  }

  /** Told by the log: older rows were read, which move nothing. @param rows oldest first. */
  extended(rows: readonly LogRow[]): void {
    this.#rows = [...rows, ...this.#rows.slice(this.#oldest)];
    this.#oldest = 0;
  }

  /** Told by the log. */
  added(row: LogRow): void {
    if (!(row instanceof Gap)) this.#waiting++;
  }

  /** Told by the log. */
  removed(row: LogRow): void {
    if (row === this.#rows[this.#oldest]) {
      this.#oldest++;
    } else if (!(row instanceof Gap)) {
      this.#waiting--;
      this.#cut++;
    }
  }
}
