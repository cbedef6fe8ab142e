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
import { ReadingStore } from '../stores/reading-store.js';

/** How much of the past is read. */
export interface BacklogLimits {
  /** How many events are read at first; 1000 by default. */
  readonly backlog: number;
  /** How many are read at most to fill a gap; 10 000 by default. */
  readonly backfill: number;
}

const defaultBacklogLimits: BacklogLimits = { backlog: 1000, backfill: 10_000 };

/** How many events that could not be read are kept to be shown; the client's diagnostics count all. */
const unreadableKept = 1000;

/** How far behind the last known event a read begins, in ms, for those that were stamped before it and told after it. */
const overlapMs = 1000;

/** How far ahead of the gateway's clock an event may be dated, in ms: clocks that work differ by less. */
const aheadMs = 60_000;

/**
 * The security events of one gateway: the backlog, what the stream brings, and what an interruption left out.
 *
 * Subscribers are told once for all that arrives in one task.
 */
export class SecurityEventStore extends ReadingStore<EventLog> {
  /** All events but those that are routine, and the gaps. */
  readonly log: EventLog;
  /** The events that are routine. */
  readonly routine: RoutineEvents;
  /** What lies behind the end of the log. */
  readonly older: OlderEvents;
  readonly #ids = new IdIndex();
  readonly #limits: BacklogLimits;
  /** When the last read that succeeded began, by the gateway's clock. */
  #readAt = 0;
  /** Up to when nothing is missing, while something may be: the last event before the stream was lost. */
  #sureUpTo: number | undefined;
  /** When it stopped listening (epoch ms on this machine's clock); undefined once what was missed has been read. */
  #leftAt: number | undefined;
  #provenance: Pick<ResultOf<'security.events'>, 'derived' | 'notes'> = {};
  /** The gaps whose events have not been read yet. */
  #gaps: Gap[] = [];
  /** By what can be read of each: the stream and each read may bring the same one. */
  readonly #unreadable = new Map<string, Unreadable>();
  #unreadableList: readonly Unreadable[] | undefined;
  #told = false;

  constructor(client: RpcClient, limits: Partial<BacklogLimits> = {}, logLimits?: EventLogLimits) {
    super(client, 'security.events');
    this.#limits = { ...defaultBacklogLimits, ...limits };
    this.log = new EventLog(logLimits, this.#ids);
    this.routine = new RoutineEvents(this.#ids);
    this.older = new OlderEvents(client, this.log, this.routine, () => this.notify());
  }

  /** What the gateway's last answer says of itself: `derived` when it knows no more than what this page has seen. */
  get provenance(): Pick<ResultOf<'security.events'>, 'derived' | 'notes'> {
    return this.#provenance;
  }

  /** What came and could not be read, from the stream or the backlog: the last {@link unreadableKept}, oldest first. */
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
        return { error: this.#excuse(error) };
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

  /** The log has grown; perhaps before the backlog was read, or instead of it. */
  #added(): void {
    if (this.state.data === undefined) this.set({ data: this.log, error: this.#excuse(this.state.error) });
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

  /** @param from since when something may have been missing; undefined for the first read, which fills nothing. */
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
      // What is worked out from the stream lacks what the stream left out, and may have the rest from elsewhere.
      if (derived && found.backfilled + found.routine === 0) return { status: 'unknown' };
      return { status: 'read', ...found, complete: reaches(gap.from) && derived === undefined };
    });
    this.#gaps = [];
    this.#sureUpTo = this.#leftAt = undefined;
    this.#provenance = { ...(derived && { derived }), ...(notes && { notes }) };
  }

  /** The stream went and came back while nobody listened here: nobody knows what it brought. */
  #openUnseen(): void {
    const { live } = this.client;
    if (this.#leftAt === undefined || live.status !== 'live' || live.since <= this.#leftAt) return;
    const ahead = this.client.now() - Date.now();
    this.#open(new Gap(this.#leftAt + ahead, live.since + ahead));
  }

  /**
   * An event in its place: after the newest one that is known, if it is dated in the future, or arrives live with a time
   * that cannot be right, which would put it below all that is known.
   */
  #place(event: SecurityEvent, newest: number, isLive = false): EventLine {
    const isWrong = isLive && timeTrouble(event.timestamp) !== undefined;
    if (!isWrong && !this.#isAhead(event)) return event;
    const now = this.client.now();
    return new Misdated(event, Math.min(newest || now, now), now);
  }

  /** Before the first connection nothing is known of the gateway's clock. */
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

  /** A gateway without a backlog may well have a stream: then what it brings is all there is, and true. */
  #excuse(error: GatewayError | undefined): GatewayError | undefined {
    return error?.kind === 'not-offered' && this.log.size + this.routine.total > 0 ? undefined : error;
  }

  /** When the newest event happened; when there is none, the moment at which that was known. */
  #newest(): number {
    return Math.max(this.log.newest ?? 0, this.routine.log.newest ?? 0) || this.#readAt;
  }

  protected override notify(): void {
    reusedEventIds(this.client).count = this.#ids.reuses;
    if (this.#told) return;
    this.#told = true;
    queueMicrotask(() => {
      this.#told = false;
      super.notify();
    });
  }
}

/** What comes late is not missing. */
function isOpen({ status }: RpcClient['live']): boolean {
  return status === 'live' || status === 'delayed';
}

/** The store of a client; the same one for all that ask. */
export const securityEvents = perClient((client) => new SecurityEventStore(client));
