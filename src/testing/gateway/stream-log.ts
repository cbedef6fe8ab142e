/**
 * The gateway's event stream as a log that readers follow by position.
 *
 * A reader that is new, slow, or back after a drop does the same thing: it asks for what comes after the last id that it
 * had. So no reader needs a queue of its own, and gaps are detected in one place.
 */
import type { Clock } from '../clock.js';

/** One event as it travels: serialized once for all readers. */
export interface StreamEvent {
  /** Unique across restarts; opaque to clients. */
  readonly id: string;
  readonly name: string;
  /** The payload as JSON. */
  readonly json: string;
}

/** Follows the stream at its own pace. */
export interface StreamReader {
  /** The id of the last event that was read. */
  position: string;
  /** Called when there is more to read. */
  readonly onMore: () => void;
  /** Says whether there is anything to read. */
  hasMore(): boolean;
  /**
   * Reads on.
   *
   * @param max how many events at most; all by default.
   * @returns what came, oldest first. When some of it is gone, or the position is not of this run, a `stream:gap` comes
   *   first, and then what there is.
   */
  read(max?: number): StreamEvent[];
  /** Stops following; reading is still possible. */
  stop(): void;
}

/** Times outlive the events, 8 bytes each, so that a gap begins where it really began. */
const timesKept = 2 ** 16;
/** `Date.now()` in base 36 fits into 9 digits until the year 5188. */
const epochTimeDigits = 9;

/** A bounded log of events: an epoch, which names this run, and a counter make the ids. */
export class StreamLog {
  readonly #clock: Clock;
  readonly #limit: number;
  readonly #epoch: string;
  readonly #startedAt: number;
  readonly #slots: StreamEvent[] = [];
  readonly #times = new Float64Array(timesKept);
  readonly #readers = new Set<StreamReader>();
  /** The oldest event that can be read, and the number of the next one. */
  #floor = 1;
  #next = 1;

  /**
   * @param options.salt tells two runs that start in the same millisecond apart: letters and digits.
   * @param options.limit how many events are kept for replay; 10 000 by default.
   */
  constructor({ clock, salt, limit = 10_000 }: { clock: Clock; salt: string; limit?: number }) {
    this.#clock = clock;
    this.#limit = limit;
    this.#startedAt = clock.now();
    this.#epoch = Math.floor(this.#startedAt).toString(36).padStart(epochTimeDigits, '0') + salt;
  }

  /** Names this run; no other has the same. */
  get epoch(): string {
    return this.#epoch;
  }

  /** The id of the newest event: what comes from now on comes after it. */
  get position(): string {
    return this.#id(this.#next - 1);
  }

  /** How many events the slowest reader is behind. */
  get lag(): number {
    return Math.max(
      0,
      ...[...this.#readers].map(({ position }) => this.#next - 1 - (this.#parse(position).counter ?? 0)),
    );
  }

  /** Adds an event and wakes the readers. */
  append(name: string, payload: unknown): void {
    const event = { id: this.#id(this.#next), name, json: JSON.stringify(payload) };
    this.#slots[this.#next % this.#limit] = event;
    this.#times[this.#next % timesKept] = this.#clock.now();
    this.#next++;
    this.#floor = Math.max(this.#floor, this.#next - this.#limit);
    for (const reader of this.#readers) reader.onMore();
  }

  /**
   * Begins to follow the stream.
   *
   * @param onMore called whenever there is more to read; not for what is there already.
   * @param after the id of the last event that the reader had; by default it begins with what comes from now on.
   */
  follow(onMore: () => void, after = this.position): StreamReader {
    const reader: StreamReader = {
      position: after,
      onMore,
      hasMore: () => reader.position !== this.position,
      read: (max = Infinity) => {
        const events = this.#read(reader.position, max);
        reader.position = events.at(-1)?.id ?? reader.position;
        return events;
      },
      stop: () => this.#readers.delete(reader),
    };
    this.#readers.add(reader);
    return reader;
  }

  /**
   * Loses what could be replayed, as a restart would. A number is left out, so that no earlier id is up to date: only
   * who follows and has read all knows that nothing was lost.
   */
  forget(): void {
    const head = this.position;
    this.#next++;
    this.#floor = this.#next;
    for (const reader of this.#readers) if (reader.position === head) reader.position = this.position;
  }

  #read(after: string, max: number): StreamEvent[] {
    const { counter } = this.#parse(after);
    if (counter !== undefined && counter >= this.#floor - 1 && counter < this.#next)
      return this.#slice(counter + 1, max);
    return [this.#gapAfter(after), ...this.#slice(this.#floor, max - 1)];
  }

  #id(counter: number): string {
    return `${this.#epoch}-${counter}`;
  }

  #slice(from: number, max: number): StreamEvent[] {
    const events: StreamEvent[] = [];
    for (let counter = from; counter < this.#next && events.length < max; counter++) {
      const event = this.#slots[counter % this.#limit];
      if (event) events.push(event);
    }
    return events;
  }

  #parse(id: string): { epoch: string; counter?: number } {
    const [, epoch = '', counter = ''] = /^([0-9a-z]+)-(\d{1,15})$/.exec(id) ?? [];
    return epoch === this.#epoch ? { epoch, counter: Number(counter) } : { epoch };
  }

  /** The gap carries the id of the last event that is lost: a reader that drops right after it does not get it again. */
  #gapAfter(id: string): StreamEvent {
    const to = this.#floor < this.#next ? (this.#times[this.#floor % timesKept] ?? 0) : this.#clock.now();
    const gap = { from: Math.min(this.#timeOf(id), to), to };
    return { id: this.#id(this.#floor - 1), name: 'stream:gap', json: JSON.stringify(gap) };
  }

  /**
   * When the event that an id names happened, or the earliest moment at which it can have: the start of the run that
   * made the id, which stands in its epoch; the start of this run for an id that says nothing.
   */
  #timeOf(id: string): number {
    const { epoch, counter } = this.#parse(id);
    if (counter === undefined) {
      const start = parseInt(epoch.slice(0, epochTimeDigits), 36);
      return start > 0 && start < this.#startedAt ? start : this.#startedAt;
    }
    const known = counter > 0 && counter < this.#next && this.#next - counter <= timesKept;
    return (known && this.#times[counter % timesKept]) || this.#startedAt;
  }
}
