import type { SecurityEvent } from '../../protocol/index.js';

/** The progress of backfilling a gap. */
export type GapState =
  /** Being read, or waiting for a connection. */
  | { readonly status: 'reading' }
  /**
   * It ended: so many events were found, and so many routine ones beside them. `complete` is false where the gateway may
   * have had more than could be read.
   */
  | { readonly status: 'read'; readonly backfilled: number; readonly routine: number; readonly complete: boolean }
  /** The read failed and is retried with the next one, or the gateway keeps no events. */
  | { readonly status: 'unknown' };

/** A period without live events: a row of its own, so that it does not look like silence. */
export class Gap {
  /** Its position in the order of time: the end of the gap. */
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

/** An event whose time is later than its arrival. It is placed by its arrival, so that it does not stay on top. */
export class Misdated {
  /**
   * Both times are epoch ms on the gateway's clock.
   *
   * @param timestamp its position: after the newest event at its arrival.
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

/** A row of the security log. Immutable; a gap that is filled is replaced. */
export type LogRow = EventLine | Gap;

/** The event of a line. */
export function eventOf(line: EventLine): SecurityEvent {
  return line instanceof Misdated ? line.event : line;
}

/** Rows by index. */
export interface RowSource<R> {
  readonly size: number;
  /** @param index 0 is the newest. */
  at(index: number): R | undefined;
}
