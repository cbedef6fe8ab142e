import type { SecurityEvent } from '../../protocol/index.js';

/** What became of the search for the events of a gap. */
export type GapState =
  /** It is under way, or waits for a connection. */
  | { readonly status: 'reading' }
  /**
   * It ended: so many events were found, and so many routine ones beside them. `complete` is false where the gateway may
   * have had more than could be read.
   */
  | { readonly status: 'read'; readonly backfilled: number; readonly routine: number; readonly complete: boolean }
  /** It failed and is tried again with the next read, or nobody knows: the gateway keeps no events. */
  | { readonly status: 'unknown' };

/** A stretch of time in which nothing arrived by itself: a row of the log, so that nobody takes it for silence. */
export class Gap {
  /** Where it stands among the events: before all that came after it. */
  readonly timestamp: number;

  /** @param from when it began and @param to when it ended: epoch ms on the gateway's clock. */
  constructor(
    readonly from: number,
    readonly to: number,
    readonly state: GapState = { status: 'reading' },
  ) {
    this.timestamp = to;
  }
}

/** An event that is dated later than it came: it stands where it came, not above all that comes after it. */
export class Misdated {
  /**
   * Both times are epoch ms on the gateway's clock.
   *
   * @param timestamp where it stands: after the newest event that was there when it came.
   * @param arrivedAt when it came.
   */
  constructor(
    readonly event: SecurityEvent,
    readonly timestamp: number,
    readonly arrivedAt: number,
  ) {}

  get id(): string {
    return this.event.id;
  }
}

/** An event in its place in the log. */
export type EventLine = SecurityEvent | Misdated;

/** A row of the security log. Never changed once it is there; a gap that is filled is replaced. */
export type LogRow = EventLine | Gap;

/** The event that a line is about. */
export function eventOf(line: EventLine): SecurityEvent {
  return line instanceof Misdated ? line.event : line;
}

/** Rows to read by position. */
export interface RowSource<R> {
  readonly size: number;
  /** @param index 0 is the newest. */
  at(index: number): R | undefined;
}
