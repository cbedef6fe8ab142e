import {
  latestTimestamp,
  type ParamsOf,
  type ResultOf,
  type SecurityEvent,
  securityEventFilter,
} from '../../../../protocol/index.js';
import { approvalLines } from '../approvals/approval-lines.js';
import { type Line, type LineRow, unreadableLine } from './event-line.js';
import { eventLines } from './event-lines.js';
import { BoundedLog } from '../../shared/bounded-log.js';
import { FlapFilter } from '../../shared/flap-filter.js';
import { gapNotes, moment } from '../../shared/gap-notes.js';
import { KnownRequests } from '../approvals/known-requests.js';
import { generateId } from '../generate-id.js';
import type { EventRows, MethodRows, Part } from '../../shared/part.js';
import type { PartServices } from '../part-services.js';

/** The maximum number of events kept. */
const kept = 10_000;

const seenEvents = 'the gateway’s events received by this page';

/** The security log: each security event of the daemon is a line, emitted live and kept for later queries. */
export class SecurityLogPart implements Part {
  readonly methods: MethodRows = {
    'security.events': {
      capability: () => ({ status: 'derived', from: seenEvents }),
      call: (params) => Promise.resolve().then(() => this.#find(params)),
    },
  };
  readonly events: EventRows;

  readonly #services: PartServices;
  readonly #flaps = new FlapFilter();
  readonly #log = new BoundedLog<SecurityEvent>(kept);

  constructor(services: PartServices, known = new KnownRequests()) {
    this.#services = services;
    const rows = Object.entries({ ...eventLines, ...approvalLines(known) });
    this.events = Object.fromEntries(
      rows.map(([name, row]) => [name, (payload: unknown) => this.#receive(name, row, payload)]),
    );
  }

  #receive(name: string, row: LineRow, payload: unknown): void {
    const reading = row(payload);
    if ('issue' in reading) this.#services.server.unreadable(name, reading.issue);
    const line = 'issue' in reading ? unreadableLine(name) : reading.line;
    if (!line) return;
    const tell = (routine = line.routine) =>
      this.#add(name, routine === undefined ? line : { ...line, routine }, payload);
    const provider = 'issue' in reading || !isRecord(payload) ? undefined : payload['provider'];
    const at = timeIn(payload);
    if (typeof provider !== 'string' || at === undefined) tell();
    else if (name === 'provider:degraded') this.#flaps.degraded(provider, at, tell);
    else if (name === 'provider:recovered') this.#flaps.recovered(provider, at, tell);
    else tell();
  }

  close(): void {
    this.#flaps.close();
  }

  #add(type: string, line: Line, payload: unknown): void {
    const event: SecurityEvent = {
      id: generateId(this.#services.instance),
      timestamp: timeIn(payload) ?? this.#services.server.now(),
      type,
      ...line,
      details: isRecord(payload) ? payload : { payload },
    };
    this.#log.add(event.timestamp, event);
    this.#services.server.emit('security:event', event);
  }

  #find({ limit, before, since, ...filter }: ParamsOf<'security.events'>): ResultOf<'security.events'> {
    const { items, nextCursor } = this.#log.page({
      limit,
      cursor: before,
      from: since,
      where: securityEventFilter(filter),
    });
    return {
      events: items,
      ...(nextCursor === undefined ? {} : { nextCursor }),
      derived: { from: seenEvents, since: this.#since },
      notes: this.#notes,
    };
  }

  /** The start of the coverage. */
  get #since(): number {
    const since = this.#services.since();
    return this.#log.dropped > 0 ? Math.max(since, this.#log.oldest ?? since) : since;
  }

  get #notes(): string[] {
    const { dropped, oldest } = this.#log;
    return [
      'The gateway keeps no events: those from before this page connected are unknown.',
      'It reports the risk of prompt injections only; that of all other events is derived from their type.',
      ...gapNotes(this.#services.gaps(), 'Events may be missing'),
      ...(dropped > 0 && oldest !== undefined
        ? [`Only the newest ${kept} events are kept: ${dropped} from before ${moment(oldest)} were dropped.`]
        : []),
    ];
  }
}

/** The fields with an event's time. */
const timeFields = ['timestamp', 'createdAt', 'resolvedAt'] as const;

/** The time in a payload; undefined without one. */
function timeIn(payload: unknown): number | undefined {
  if (!isRecord(payload)) return undefined;
  for (const field of timeFields) {
    const time = payload[field];
    if (typeof time === 'number' && time >= 0 && time <= latestTimestamp) return time;
  }
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
