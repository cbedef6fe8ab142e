import type { RpcClient } from '../../client/rpc-client.js';
import {
  timeTrouble,
  type GatewayError,
  type ResultOf,
  type SecurityEvent,
  type Unreadable,
} from '../../protocol/index.js';
import { readBacklog, type Backlog } from './backlog.js';
import { EventLog, type EventLogLimits } from './event-log.js';
import { Gap, Misdated, type EventLine, type GapState } from './event-rows.js';
import { IdIndex } from './id-index.js';
import { OlderEvents } from './older-events.js';
import { perClient } from '../stores/per-client.js';
import { reusedEventIds } from './reused-ids.js';
import { isRoutine, RoutineEvents } from './routine-events.js';
import { ReadingStore } from '../stores/client-store.js';

/** How many past events are read. */
export interface BacklogLimits {
  /** The number of events of the first read; 1000 by default. */
  readonly backlog: number;
  /** The maximum number of events read to fill a gap; 10 000 by default. */
  readonly backfill: number;
}

const defaultBacklogLimits: BacklogLimits = { backlog: 1000, backfill: 10_000 };

/** The number of unreadable events to keep; the client's diagnostics count all. */
const unreadableKept = 1000;

/** How far before the last known event a read begins, in ms: covers events that arrive out of order. */
const overlapMs = 1000;

/** The tolerated lead of an event's time over the gateway's clock, in ms. */
const aheadMs = 60_000;

/**
 * The security events of one gateway: the backlog, the stream, and the backfill of gaps.
 *
 * Subscribers are notified once per task.
 */
export class SecurityEventStore extends ReadingStore<EventLog> {
  /** The events that are not routine, and the gaps. */
  readonly log: EventLog;
  /** The events that are routine. */
  readonly routine: RoutineEvents;
  /** Events older than the end of the log. */
  readonly older: OlderEvents;
  readonly #ids = new IdIndex();
  readonly #limits: BacklogLimits;
  /** When the last successful read began, in the gateway's time. */
  #readAt = 0;
  /** During a gap: the time of the last event before the stream was lost, up to which the log is complete. */
  #sureUpTo: number | undefined;
  /** When it stopped listening (epoch ms, local clock); undefined once what was missed has been read. */
  #leftAt: number | undefined;
  #provenance: Pick<ResultOf<'security.events'>, 'derived' | 'notes'> = {};
  /** The gaps whose events have not been read yet. */
  #gaps: Gap[] = [];
  /** Keyed by their readable fields, since the stream and every read may bring the same one. */
  readonly #unreadable = new Map<string, Unreadable>();
  #unreadableList: readonly Unreadable[] | undefined;
  #notifyScheduled = false;

  constructor(client: RpcClient, limits: Partial<BacklogLimits> = {}, logLimits?: EventLogLimits) {
    super(client, 'security.events');
    this.#limits = { ...defaultBacklogLimits, ...limits };
    this.log = new EventLog(logLimits, this.#ids);
    this.routine = new RoutineEvents(this.#ids);
    this.older = new OlderEvents(client, this.log, this.routine, () => this.notify());
  }

  /** The provenance of the gateway's last answer: `derived` when it covers only what this page has received. */
  get provenance(): Pick<ResultOf<'security.events'>, 'derived' | 'notes'> {
    return this.#provenance;
  }

  /** Unreadable events of the stream and the backlog: the last {@link unreadableKept}, oldest first. */
  get unreadable(): readonly Unreadable[] {
    return (this.#unreadableList ??= [...this.#unreadable.values()]);
  }

  override async refresh(): Promise<void> {
    const first = this.state.loadedAt === undefined;
    const from = Math.min(this.#sureUpTo ?? this.#newest(), ...this.#gaps.map((gap) => gap.from));
    const startedAt = this.client.now();
    const { backlog, backfill } = this.#limits;
    const asked = first
      ? { since: undefined, limit: backlog }
      : { since: Math.max(0, from - overlapMs), limit: backfill };
    await this.read(
      (signal) => readBacklog(this.client, asked, signal),
      (read) => {
        this.#take(read, first ? undefined : from);
        if (first) this.older.begin(read.next);
        this.#readAt = startedAt;
        return { data: this.log };
      },
      (error) => {
        this.#resolveGaps(() => ({ status: 'unknown' }));
        return { error: this.#relevantError(error) };
      },
    );
  }

  protected override start(): void {
    this.listen(
      'security:event',
      (event) => this.#receive(event),
      (unreadable) => this.#receiveUnreadable([unreadable]),
    );
    this.listen('stream:gap', ({ from, to }) => this.#open(new Gap(from, to)));
  }

  protected override stop(): void {
    super.stop();
    this.older.stop();
    this.#sureUpTo ??= this.#newest();
    this.#leftAt ??= Date.now();
  }

  #receive(event: SecurityEvent): void {
    const line = this.#place(event, this.#newest(), true);
    const added = event.routine === undefined ? this.log.add(line) : this.routine.add(line, this.log.at(0));
    if (!added) return;
    this.#added();
  }

  /** Called when the log has grown; possibly before the backlog was read, or without one. */
  #added(): void {
    if (this.state.data === undefined) this.set({ data: this.log, error: this.#relevantError(this.state.error) });
    else this.notify();
  }

  #receiveUnreadable(all: readonly Unreadable[]): void {
    if (all.length === 0) return;
    for (const each of all) {
      const { id } = each.readable;
      const key = JSON.stringify(id ?? [each.readable, each.issues]);
      this.#unreadable.delete(key);
      this.#unreadable.set(key, each);
    }
    for (const oldest of this.#unreadable.keys()) {
      if (this.#unreadable.size <= unreadableKept) break;
      this.#unreadable.delete(oldest);
    }
    this.#unreadableList = undefined;
    this.#added();
  }

  protected override follow(mayHaveMissed: boolean): void {
    if (!isOpen(this.client.live)) this.#sureUpTo ??= this.#newest();
    super.follow(mayHaveMissed);
  }

  #open(gap: Gap): void {
    this.#gaps.push(gap);
    this.log.addGap(gap);
    this.notify();
  }

  /** @param from the start of the gap to fill; undefined for the first read. */
  #take({ events, unreadable, complete, derived, notes }: Backlog, from: number | undefined): void {
    this.#receiveUnreadable(unreadable);
    const latest = events.filter((event) => !this.#isAhead(event)).at(-1)?.timestamp ?? 0;
    const lines = events.map((event) => this.#place(event, Math.max(latest, this.#newest())));
    const added = this.log.merge(lines.filter((line) => !isRoutine(line)));
    const routine = this.routine.merge(lines);
    const oldest = lines[0]?.timestamp ?? 0;
    const reaches = (moment: number) => complete || oldest <= moment;
    if (from !== undefined && this.#gaps.length === 0) {
      if (derived) this.#openUnseen();
      else if (!reaches(from)) this.#open(new Gap(from, oldest));
    }
    this.#resolveGaps((gap) => {
      const within = ({ timestamp }: EventLine) => timestamp >= gap.from && timestamp <= gap.to;
      const found = { backfilled: added.filter(within).length, routine: routine.filter(within).length };
      // An answer derived from the stream has the same gaps as the stream, though other sources may fill them.
      if (derived && found.backfilled + found.routine === 0) return { status: 'unknown' };
      return { status: 'read', ...found, complete: reaches(gap.from) && derived === undefined };
    });
    this.#gaps = [];
    this.#sureUpTo = this.#leftAt = undefined;
    this.#provenance = { ...(derived && { derived }), ...(notes && { notes }) };
  }

  /** Opens a gap for the time without subscribers, in which the stream was interrupted. */
  #openUnseen(): void {
    const { live } = this.client;
    if (this.#leftAt === undefined || live.status !== 'live' || live.since <= this.#leftAt) return;
    const ahead = this.client.now() - Date.now();
    this.#open(new Gap(this.#leftAt + ahead, live.since + ahead));
  }

  /**
   * Returns the line of an event. One dated in the future, or a live one with an implausible time, is placed after the
   * newest event.
   */
  #place(event: SecurityEvent, newest: number, isLive = false): EventLine {
    const isWrong = isLive && timeTrouble(event.timestamp) !== undefined;
    if (!isWrong && !this.#isAhead(event)) return event;
    const now = this.client.now();
    return new Misdated(event, Math.min(newest || now, now), now);
  }

  /** False before the first connection, when the gateway's clock is unknown. */
  #isAhead({ timestamp }: SecurityEvent): boolean {
    return this.client.epoch > 0 && timestamp > this.client.now() + aheadMs;
  }

  #resolveGaps(stateOf: (gap: Gap) => GapState): void {
    this.#gaps = this.#gaps.map((gap) => {
      const resolved = new Gap(gap.from, gap.to, stateOf(gap));
      this.log.replaceGap(gap, resolved);
      return resolved;
    });
    this.notify();
  }

  /** Ignores that a gateway has no backlog while the stream is open: then the stream is the complete source. */
  #relevantError(error: GatewayError | undefined): GatewayError | undefined {
    return error?.kind === 'not-offered' && this.log.size + this.routine.total > 0 ? undefined : error;
  }

  /** The time of the newest event; without any, the time at which that was known. */
  #newest(): number {
    return Math.max(this.log.newest ?? 0, this.routine.log.newest ?? 0) || this.#readAt;
  }

  protected override notify(): void {
    reusedEventIds(this.client).count = this.#ids.reuses;
    if (this.#notifyScheduled) return;
    this.#notifyScheduled = true;
    queueMicrotask(() => {
      this.#notifyScheduled = false;
      super.notify();
    });
  }
}

/** A delayed stream loses nothing. */
function isOpen({ status }: RpcClient['live']): boolean {
  return status === 'live' || status === 'delayed';
}

/** The security events of a client; one shared store each. */
export const securityEvents = perClient((client) => new SecurityEventStore(client));
