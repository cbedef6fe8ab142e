import type { SecurityEvent } from '../protocol/index.js';

/** What became of the search for the events of a gap. */
export type GapState =
  /** It is under way, or waits for a connection. */
  | { readonly status: 'reading' }
  /** It ended. `complete` is false where the gateway may have had more than could be read. */
  | { readonly status: 'read'; readonly backfilled: number; readonly complete: boolean }
  /** It failed; it is tried again with the next read. */
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

/** A row of the security log. Never changed once it is there; a gap that is filled is replaced. */
export type LogRow = SecurityEvent | Gap;

/** Rows to read by position. */
export interface RowSource<R> {
  readonly size: number;
  /** @param index 0 is the newest. */
  at(index: number): R | undefined;
}
