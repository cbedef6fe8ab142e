import { Gap, type LogRow, type RowSource } from './event-rows.js';

/** A paused view of the log: its rows at one moment, and the number of events since. */
export class PausedRows implements RowSource<LogRow> {
  #rows: readonly LogRow[];
  readonly #release: (paused: PausedRows) => void;
  /** The index of its oldest row that the log still has: the log drops rows in the same order. */
  #oldest = 0;
  #waiting = 0;
  #cut = 0;

  /** Made by `EventLog.pause()`. @param rows oldest first. */
  constructor(rows: readonly LogRow[], release: (paused: PausedRows) => void) {
    this.#rows = rows;
    this.#release = release;
  }

  get size(): number {
    return this.#rows.length;
  }

  /** The number of events since the pause that resuming will show. */
  get waiting(): number {
    return this.#waiting;
  }

  /** The number of events since the pause that were dropped because too many waited. */
  get cut(): number {
    return this.#cut;
  }

  at(index: number): LogRow | undefined {
    return this.#rows[this.#rows.length - 1 - index];
  }

  /** Ends the pause. Safe to call twice. */
  resume(): void {
    this.#release(this);
  }

  /** Called by the log when older rows were added at the end, which moves nothing. @param rows oldest first. */
  extended(rows: readonly LogRow[]): void {
    this.#rows = [...rows, ...this.#rows.slice(this.#oldest)];
    this.#oldest = 0;
  }

  /** Called by the log. */
  added(row: LogRow): void {
    if (!(row instanceof Gap)) this.#waiting++;
  }

  /** Called by the log. */
  removed(row: LogRow): void {
    if (row === this.#rows[this.#oldest]) {
      this.#oldest++;
    } else if (!(row instanceof Gap)) {
      this.#waiting--;
      this.#cut++;
    }
  }
}
