import type { RpcClient } from '../../client/rpc-client.js';
import { toGatewayError, type GatewayError, type SecurityEvent } from '../../protocol/index.js';
import { readBacklog } from './backlog.js';
import type { EventLog } from './event-log.js';
import { Gap, Misdated, type EventLine } from './event-rows.js';
import { isRoutine, type RoutineEvents } from './routine-events.js';

/** The number of events per step back, not counting routine ones. */
const stepSize = 1000;
/** The maximum size of the log while reading back. */
const mostRows = 100_000;

/** Reads older events beyond the end of the log, step by step, on request. */
export class OlderEvents {
  readonly #client: RpcClient;
  readonly #log: EventLog;
  readonly #routine: RoutineEvents;
  readonly #changed: () => void;
  #cursor: string | undefined;
  /**
   * The log's count of dropped events when the cursor was returned: if it has grown, there is a gap before the next
   * step.
   */
  #forgotten = 0;
  #reading: AbortController | undefined;
  #error: GatewayError | undefined;
  #read = 0;
  #notes: readonly string[] = [];

  constructor(client: RpcClient, log: EventLog, routine: RoutineEvents, changed: () => void) {
    this.#client = client;
    this.#log = log;
    this.#routine = routine;
    this.#changed = changed;
  }

  /** Whether the gateway has older events than were read, and the log has room for them. */
  get status(): 'none' | 'ready' | 'reading' | 'full' {
    if (this.#cursor === undefined) return 'none';
    if (this.#reading) return 'reading';
    return this.#log.size < mostRows ? 'ready' : 'full';
  }

  /** The number of events read back, including routine ones. */
  get count(): number {
    return this.#read;
  }

  /** Why the last step failed. */
  get error(): GatewayError | undefined {
    return this.#error;
  }

  /** Notes about the events read. */
  get notes(): readonly string[] {
    return this.#notes;
  }

  /** Called after the first read. @param cursor the start of older events. */
  begin(cursor: string | undefined): void {
    this.#cursor = cursor;
    this.#forgotten = this.#log.forgotten;
  }

  /** Reads one step. Resolves when it has succeeded or failed. */
  async read(): Promise<void> {
    if (this.status !== 'ready') return;
    const reading = (this.#reading = new AbortController());
    this.#error = undefined;
    this.#changed();
    try {
      const {
        events,
        next,
        notes = [],
      } = await readBacklog(this.#client, { since: undefined, limit: stepSize, from: this.#cursor }, reading.signal);
      if (reading.signal.aborted) return;
      this.#take(events);
      this.#cursor = next;
      this.#notes = notes;
    } catch (thrown) {
      if (reading.signal.aborted) return;
      this.#error = toGatewayError(thrown);
    }
    this.#reading = undefined;
    this.#changed();
  }

  /** Aborts the read: there are no more subscribers. */
  stop(): void {
    this.#reading?.abort();
    this.#reading = undefined;
  }

  #take(events: readonly SecurityEvent[]): void {
    const { oldest, forgotten } = this.#log;
    // The log is sorted by time, and these come before all of it, whatever their dates.
    const lines = events.map((event): EventLine =>
      oldest !== undefined && event.timestamp > oldest ? new Misdated(event, oldest, this.#client.now()) : event,
    );
    lines.sort((a, b) => a.timestamp - b.timestamp);
    const newest = lines.at(-1);
    const isCut = forgotten > this.#forgotten && newest !== undefined && oldest !== undefined;
    const gap = isCut ? new Gap(newest.timestamp, oldest, { status: 'unknown' }) : undefined;
    const routine = this.#routine.extend(lines);
    this.#read +=
      routine +
      this.#log.extend(
        lines.filter((line) => !isRoutine(line)),
        gap,
      );
    this.#forgotten = this.#log.forgotten;
  }
}
