/** The append-only audit log; the oldest entries are dropped when it is full. */
import { auditFilter, type AuditEntry, type ParamsOf, type ResultOf } from '../../protocol/index.js';
import type { Clock } from '../clock.js';
import type { Known } from '../known.js';
import type { Publish } from './publish.js';
import { Timeline } from './timeline.js';

/** An entry before the log gives it its id and, unless it says otherwise, the time. */
export type AuditInput = Omit<Known<AuditEntry>, 'id' | 'timestamp'> & { readonly timestamp?: number };

/** How many entries are kept. */
const auditLimit = 100_000;
const dayMs = 86_400_000;

/** Keeps the audit log and publishes each entry. */
export class AuditLog {
  readonly #clock: Clock;
  readonly #newId: (kind: string) => string;
  readonly #publish: Publish;
  readonly #entries = new Timeline<AuditEntry>(auditLimit);

  constructor(options: { clock: Clock; newId: (kind: string) => string; publish: Publish }) {
    this.#clock = options.clock;
    this.#newId = options.newId;
    this.#publish = options.publish;
  }

  /** How many entries there are. */
  get size(): number {
    return this.#entries.size;
  }

  /** Writes an entry about something that happens now. */
  record(input: AuditInput): AuditEntry {
    const entry = this.recordPast(input);
    this.#publish('audit:event', entry);
    return entry;
  }

  /** Writes an entry about something that happened before this gateway's stream began. */
  recordPast(input: AuditInput): AuditEntry {
    const entry: AuditEntry = { ...input, id: this.#newId('aud'), timestamp: input.timestamp ?? this.#clock.now() };
    this.#entries.add(entry.timestamp, entry);
    return entry;
  }

  /** Answers `security.audit`. @throws RpcFailure (-32602) when the cursor is invalid. */
  page({ cursor, limit, days, from, to, ...filter }: ParamsOf<'security.audit'>): ResultOf<'security.audit'> {
    const earliest = from ?? (days === undefined ? undefined : this.#clock.now() - days * dayMs);
    const matching = new Set<AuditEntry>();
    const matches = auditFilter(filter);
    // Each entry is looked at once: a search through a full log is what costs here, not the Set.
    const where = (entry: AuditEntry) => matches(entry) && Boolean(matching.add(entry));
    const total = this.#entries.count({ from: earliest, to, where });
    const { items, nextCursor } = this.#entries.page({
      from: earliest,
      to,
      where: (entry) => matching.has(entry),
      cursor,
      limit,
    });
    const { oldestTime: oldest } = this.#entries;
    return {
      entries: items,
      nextCursor,
      total,
      ...(oldest === undefined ? {} : { oldest }),
    };
  }

  /** The newest entries, newest first. @param limit how many at most; all by default. */
  newest(limit = Infinity): AuditEntry[] {
    return this.#entries.page({ limit }).items;
  }

  /** Empties the log, as for a new gateway. */
  reset(): void {
    this.#entries.clear();
  }
}
