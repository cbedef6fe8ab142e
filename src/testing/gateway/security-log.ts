/** The security events of the gateway: a backlog to read, and each as it happens. */
import {
  type AuditOutcome,
  type ParamsOf,
  type ResultOf,
  type SecurityEvent,
  securityEventFilter,
} from '../../protocol/index.js';
import type { AuditInput, AuditLog } from './audit-log.js';
import type { Clock } from '../clock.js';
import type { Known } from '../known.js';
import type { Publish } from './publish.js';
import { Timeline } from './timeline.js';

/** An event before the gateway gives it its id and, unless it says otherwise, the time. */
export type SecurityEventInput = Omit<Known<SecurityEvent>, 'id' | 'timestamp'> & {
  readonly id?: string | undefined;
  readonly timestamp?: number | undefined;
};

/** How many events can be read back. */
const backlogLimit = 10_000;

/** Keeps security events and publishes each. */
export class SecurityLog {
  readonly #clock: Clock;
  readonly #newId: (kind: string) => string;
  readonly #publish: Publish;
  readonly #audit: AuditLog;
  readonly #events = new Timeline<SecurityEvent>(backlogLimit);

  constructor(options: { clock: Clock; newId: (kind: string) => string; publish: Publish; audit: AuditLog }) {
    this.#clock = options.clock;
    this.#newId = options.newId;
    this.#publish = options.publish;
    this.#audit = options.audit;
  }

  /** How many events can be read back. */
  get size(): number {
    return this.#events.size;
  }

  /** Something happens now. An event that carries an outcome is a decision and goes into the audit log too. */
  emit(input: SecurityEventInput): SecurityEvent {
    const event = this.#keep(input);
    this.#publish('security:event', event);
    if (event.outcome !== undefined) this.#audit.record(auditOf(event, event.outcome));
    return event;
  }

  /** Something happened before this gateway's stream began. */
  emitPast(input: SecurityEventInput): SecurityEvent {
    const event = this.#keep(input);
    if (event.outcome !== undefined) this.#audit.recordPast(auditOf(event, event.outcome));
    return event;
  }

  /** Answers `security.events`. @throws RpcFailure (-32602) when the cursor is invalid. */
  page({ limit, before, since, ...filter }: ParamsOf<'security.events'>): ResultOf<'security.events'> {
    const { items, nextCursor } = this.#events.page({
      limit,
      cursor: before,
      from: since,
      where: securityEventFilter(filter),
    });
    return { events: items, nextCursor };
  }

  /** Empties the backlog, as for a new gateway. */
  reset(): void {
    this.#events.clear();
  }

  #keep(input: SecurityEventInput): SecurityEvent {
    const timestamp = input.timestamp ?? this.#clock.now();
    const event: SecurityEvent = { ...input, id: input.id ?? this.#newId('evt'), timestamp };
    this.#events.add(timestamp, event);
    return event;
  }
}

/** The words that gateways use for what did not happen. Any other outcome is a success. */
const auditOutcomeOf: Readonly<Record<string, AuditOutcome>> = {
  denied: 'denied',
  blocked: 'denied',
  refused: 'denied',
  expired: 'denied',
  failure: 'failure',
  failed: 'failure',
  error: 'failure',
};

function auditOf(event: SecurityEvent, outcome: string): AuditInput {
  const { timestamp, agentId, user, action, message, traceId, risk, type } = event;
  return {
    timestamp,
    agentId,
    user,
    action,
    classification: 'security',
    outcome: auditOutcomeOf[outcome] ?? 'success',
    comment: message,
    traceId,
    details: { eventId: event.id, type, risk },
  };
}
