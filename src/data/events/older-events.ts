import type { RpcClient } from '../../client/rpc-client.js';
import { toGatewayError, type GatewayError, type SecurityEvent } from '../../protocol/index.js';
import { readBacklog } from './backlog.js';
import type { EventLog } from './event-log.js';
import { Gap, Misdated, type EventLine } from './event-rows.js';
import { isRoutine, type RoutineEvents } from './routine-events.js';

/** How many events one step back reads, beside the routine ones. */
const stepSize = 1000;
/** Up to how many rows the log may grow by it. */
const mostRows = 100_000;

/** Reads back from the end of the log, step by step, when somebody asks. */
export class OlderEvents {
  readonly #client: RpcClient;
  readonly #log: EventLog;
  readonly #routine: RoutineEvents;
  readonly #changed: () => void;
  #cursor: string | undefined;
  /** How many events the log had forgotten when the cursor came: with more, there is a gap before what it leads to. */
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

  /** How many events were read back, the routine ones among them. */
  get count(): number {
    return this.#read;
  }

  /** Why the last step failed. */
  get error(): GatewayError | undefined {
    return this.#error;
  }

  /** What is to be said of what was read. */
  get notes(): readonly string[] {
    return this.#notes;
  }

  /** The first read has ended. @param cursor where it would go on. */
  begin(cursor: string | undefined): void {
    this.#cursor = cursor;
    this.#forgotten = this.#log.forgotten;
  }

  /** Reads one step. Resolves when it has ended, well or badly. */
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

  /** Nobody looks any more. */
  stop(): void {
    this.#reading?.abort();
    this.#reading = undefined;
  }

  #take(events: readonly SecurityEvent[]): void {
    const { oldest, forgotten } = this.#log;
    // The log is in the order of time, and these are before all of it, however they are dated.
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
