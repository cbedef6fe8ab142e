import * as z from 'zod/mini';
import {
  auditFilter,
  type AuditEntry,
  describeIssues,
  GatewayError,
  type ParamsOf,
  type ResultOf,
  toGatewayError,
} from '../../../../protocol/index.js';
import { type Activity, readActivity } from './activity.js';
import { entryOf } from './audit-entry.js';
import { AuditReach } from './audit-reach.js';
import { BoundedLog } from '../../shared/bounded-log.js';
import { AuditEvent } from '../events/event-wire.js';
import { moment } from '../../shared/gap-notes.js';
import { contentOf, ContentDedupe } from '../../shared/content-dedupe.js';
import { generateId } from '../generate-id.js';
import type { EventRows, MethodRows, Part } from '../../shared/part.js';
import type { PartServices } from '../part-services.js';
import { SerialTasks } from '../../../calls/serial-tasks.js';

/** The maximum number of entries kept. */
const kept = 10_000;
/** The minimum interval between reads of the list after a failure, or without live events, in ms. */
const againAfterMs = 30_000;
const dayMs = 86_400_000;

const seenEvents = 'the gateway’s audit events received by this page, and its list of recent activity';

/** The audit log: the daemon keeps none, so it is collected here from live events and the list of recent activity. */
export class AuditPart implements Part {
  readonly methods: MethodRows = {
    'security.audit': {
      capability: () => ({ status: 'derived', from: seenEvents }),
      call: async (params, _ask, signal) => {
        await this.#catchUp();
        signal?.throwIfAborted();
        return this.#find(params);
      },
    },
  };
  readonly events: EventRows = { 'audit:event': (payload) => this.#receive(payload) };

  readonly #services: PartServices;
  readonly #log = new BoundedLog<AuditEntry>(kept);
  readonly #known = new ContentDedupe<AuditEntry | undefined>();
  readonly #reach: AuditReach;
  /** True when the list has to be read: the stream had a gap, or was never live. */
  #isDue = true;
  #isLive = false;
  /** The time of the last read or failure (epoch ms, the daemon's time). */
  #readAt = 0;
  #failure: GatewayError | undefined;
  readonly #reads = new SerialTasks((thrown) => {
    this.#failure = toGatewayError(thrown);
    this.#services.server.unreadable('/api/activity', `could not be processed: ${this.#failure.message}`);
  });
  /** Resolves when the last requested read has ended. */
  #reading: Promise<void> = Promise.resolve();
  readonly #closed = new AbortController();

  constructor(services: PartServices) {
    this.#services = services;
    this.#reach = new AuditReach(services);
  }

  live(lostAt: number | undefined): void {
    this.#isDue = this.#isLive = true;
    if (lostAt !== undefined) this.#reach.lost();
    void this.#catchUp();
  }

  close(): void {
    this.#closed.abort(new GatewayError('closed', 'The client is closed.'));
  }

  #receive(payload: unknown): void {
    const entry = this.#known.arrived(...this.#candidate(payload));
    if (entry) this.#services.server.emit('audit:event', entry);
  }

  /** Returns a payload's identity and a function that translates it, called once even if unreadable. */
  #candidate(payload: unknown): [content: string, make: () => AuditEntry | undefined] {
    const parsed = z.safeParse(AuditEvent, payload);
    if (!parsed.success) {
      return [contentOf([payload]), () => this.#count(describeIssues(parsed.error, payload).join('; '))];
    }
    const { timestamp, agentId, actionType, outcome, metadata } = parsed.data;
    return [
      contentOf([timestamp, agentId, actionType, outcome, metadata]),
      () => {
        const entry = entryOf(parsed.data, generateId(this.#services.instance));
        this.#log.add(timestamp, entry);
        return entry;
      },
    ];
  }

  #count(issue: string): undefined {
    this.#services.server.unreadable('audit:event', issue);
  }

  /** Reads the list if due. Resolves when that has succeeded or failed. */
  #catchUp(): Promise<void> {
    const isOld = this.#services.server.now() - this.#readAt >= againAfterMs;
    const isWorthAnotherTry = this.#failure ? this.#failure.retryable : !this.#isLive;
    if (this.#isDue || (isOld && isWorthAnotherTry)) {
      this.#isDue = false;
      this.#reading = this.#reads.add(() => this.#read());
    }
    return this.#reading;
  }

  async #read(): Promise<void> {
    let activity: Activity;
    try {
      activity = await readActivity(this.#services, this.#closed.signal);
    } catch (thrown) {
      this.#failure = toGatewayError(thrown);
      return;
    } finally {
      this.#readAt = this.#services.server.now();
    }
    this.#failure = undefined;
    this.#reach.read(activity);
    this.#known.listed(
      activity.audited.map((payload) => {
        const [content, make] = this.#candidate(payload);
        return { content, make };
      }),
    );
  }

  #find({ cursor, limit, days, from, to, ...filter }: ParamsOf<'security.audit'>): ResultOf<'security.audit'> {
    const earliest = from ?? (days === undefined ? undefined : this.#services.server.now() - days * dayMs);
    const { items, nextCursor, total } = this.#log.page({
      cursor,
      limit,
      from: earliest,
      to,
      where: auditFilter(filter),
    });
    const { dropped, oldest } = this.#log;
    const since = dropped > 0 ? Math.max(this.#reach.since, oldest ?? 0) : this.#reach.since;
    return {
      entries: items,
      ...(nextCursor === undefined ? {} : { nextCursor }),
      total,
      ...(oldest === undefined ? {} : { oldest }),
      derived: { from: seenEvents, since },
      notes: [
        ...this.#reach.notes(this.#failure),
        ...(dropped > 0
          ? [`Only the newest ${kept} entries are kept: ${dropped} from before ${moment(since)} were dropped.`]
          : []),
      ],
    };
  }
}
