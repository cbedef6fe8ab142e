import {
  GatewayError,
  type ParamsOf,
  type ResultOf,
  type RpcMethod,
  type Unreadable,
} from '../../../protocol/index.js';
import type { CallOptions, Capability, HeldCall } from '../../rpc-client.js';
import { report } from '../../report.js';
import type { Server, Translation } from '../dialect.js';
import { ApprovalsPart } from './approvals/approvals.js';
import { AuditPart } from './audit/audit.js';
import { ConfigPart } from './config/config.js';
import { HealthPart } from './health/health.js';
import { Instance } from './instance.js';
import { KnownRequests } from './approvals/known-requests.js';
import type { EventRows, MethodRow, Part, Surroundings } from './part.js';
import { SecretsPart } from './secrets/secrets.js';
import { SecurityLogPart } from './events/security-log.js';
import { StreamCoverage } from '../shared/stream-coverage.js';
import { SystemPart } from './system.js';
import { TokensPart } from './tokens/tokens.js';

/** Puts the parts together: each documented method belongs to one of them, an event of the daemon may concern several. */
export class DaemonTranslation implements Translation {
  readonly #server: Server;
  readonly #instance: Instance;
  readonly #parts: readonly Part[];
  readonly #coverage: StreamCoverage;
  /** The message that is being read: counted once, however many parts cannot read it. */
  #message: { counted: boolean } | undefined;

  constructor(server: Server) {
    this.#server = server;
    this.#instance = new Instance(server);
    this.#coverage = new StreamCoverage(server);
    const surroundings: Surroundings = {
      server: { ...server, unreadable: (name, issue, unreadable) => this.#unreadable(name, issue, unreadable) },
      instance: this.#instance,
      since: () => this.#coverage.since,
      gaps: () => this.#coverage.gaps,
    };
    const known = new KnownRequests();
    const config = new ConfigPart(surroundings);
    this.#parts = [
      new SystemPart(),
      config,
      new ApprovalsPart(surroundings, config, known),
      new TokensPart(surroundings),
      new SecretsPart(surroundings, config),
      new SecurityLogPart(surroundings, known),
      new AuditPart(surroundings),
      new HealthPart(surroundings),
    ];
  }

  get held(): readonly HeldCall[] {
    return this.#parts.flatMap((part) => part.held ?? []);
  }

  capability(method: RpcMethod): Capability {
    return this.#row(method)?.capability() ?? { status: 'not-offered', reason: `This gateway has no ${method}.` };
  }

  async call<M extends RpcMethod>(method: M, params: ParamsOf<M>, options: CallOptions): Promise<ResultOf<M>> {
    const row = this.#row(method);
    if (!row?.call) {
      const capability = this.capability(method);
      const reason = capability.status === 'not-offered' ? capability.reason : '';
      throw new GatewayError('not-offered', reason, { method });
    }
    const ask = (name: string, sent: object = {}) => this.#server.request(name, sent, { ...options, for: method });
    return row.call(params, ask, options.signal);
  }

  receive(event: string, data: unknown): boolean {
    let known = meaningless.has(event);
    this.#message = { counted: false };
    for (const part of this.#parts) {
      const read = rowOf(part.events, event);
      if (!read) continue;
      known = true;
      try {
        read(data);
      } catch (thrown) {
        // The other parts and the stream go on.
        report(thrown);
        this.#unreadable(event, 'reading it failed');
      }
    }
    this.#message = undefined;
    return known;
  }

  connected(): void {
    void this.#instance.connected(() => this.#server.changed());
    for (const part of this.#parts) part.connected?.();
  }

  disconnected(restarting: boolean): void {
    this.#instance.disconnected();
    for (const part of this.#parts) part.disconnected?.(restarting);
  }

  stopped(error: GatewayError): void {
    this.disconnected(false);
    for (const part of this.#parts) part.stopped?.(error);
  }

  live(lostAt: number | undefined): void {
    const hole = this.#coverage.live(lostAt);
    if (hole) this.#server.emit('stream:gap', { ...hole });
    for (const part of this.#parts) part.live?.(lostAt);
  }

  close(): void {
    this.#instance.disconnected();
    for (const part of this.#parts) part.close?.();
  }

  #unreadable(name: string, issue: string, unreadable?: Unreadable): void {
    if (!this.#message?.counted) this.#server.unreadable(name, issue, unreadable);
    if (this.#message) this.#message.counted = true;
  }

  #row<M extends RpcMethod>(method: M): MethodRow<M> | undefined {
    for (const part of this.#parts) {
      const row = part.methods[method];
      if (row) return row;
    }
    return undefined;
  }
}

function rowOf(rows: EventRows, event: string): EventRows[string] | undefined {
  return Object.hasOwn(rows, event) ? rows[event] : undefined;
}

/** Events that the daemon forwards and that say nothing about security: known, and left alone. */
const meaningless: ReadonlySet<string> = new Set([
  'retry',
  'message:received',
  'message:sent',
  'message:streaming',
  'session:created',
  'session:expired',
  'session:sub_agent_spawned',
  'session:sub_agent_completed',
  'session:sub_agent_archived',
  'session:sub_agent_spawn_rejected',
  'session:sub_agent_spawn_started',
  'session:sub_agent_spawn_queued',
  'session:sub_agent_lifecycle_ended',
  'skill:executed',
  'skill:loaded',
  'skill:registry_reset',
  'observability:metrics',
  'observability:reset',
  'scheduler:job_started',
  'scheduler:job_completed',
  'scheduler:heartbeat_check',
  'scheduler:heartbeat_delivered',
  'scheduler:heartbeat_alert',
  'scheduler:task_extracted',
  'graph:started',
  'graph:node_updated',
  'graph:completed',
  'diagnostic:channel_health',
  'diagnostic:billing_snapshot',
  'channel:registered',
  'channel:deregistered',
  'agent:hot_added',
  'agent:hot_removed',
]);
