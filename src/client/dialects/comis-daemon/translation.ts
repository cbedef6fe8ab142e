import type { Server } from '../dialect.js';
import { StreamCoverage } from '../shared/stream-coverage.js';
import { TableTranslation } from '../shared/table-translation.js';
import { ApprovalsPart } from './approvals/approvals.js';
import { KnownRequests } from './approvals/known-requests.js';
import { AuditPart } from './audit/audit.js';
import { ConfigPart } from './config/config.js';
import { SecurityLogPart } from './events/security-log.js';
import { HealthPart } from './health/health.js';
import { Instance } from './instance.js';
import { SecretsPart } from './secrets/secrets.js';
import type { PartServices } from './part-services.js';
import { SystemPart } from './system.js';
import { TokensPart } from './tokens/tokens.js';

/** Combines the domains and provides them with the daemon's run and the coverage of its stream. */
export class DaemonTranslation extends TableTranslation {
  readonly #instance: Instance;
  readonly #coverage: StreamCoverage;
  readonly #approvals: ApprovalsPart;

  constructor(server: Server) {
    const instance = new Instance(server);
    const coverage = new StreamCoverage(server);
    let approvals!: ApprovalsPart;
    super(
      server,
      (counting) => {
        const services: PartServices = {
          server: counting,
          instance,
          since: () => coverage.since,
          gaps: () => coverage.gaps,
        };
        const known = new KnownRequests();
        const config = new ConfigPart(services);
        approvals = new ApprovalsPart(services, config, known);
        return [
          new SystemPart(),
          config,
          approvals,
          new TokensPart(services),
          new SecretsPart(services, config),
          new SecurityLogPart(services, known),
          new AuditPart(services),
          new HealthPart(services),
        ];
      },
      ignored,
    );
    this.#instance = instance;
    this.#coverage = coverage;
    this.#approvals = approvals;
  }

  override connected(): void {
    void this.#instance.connected(() => {
      this.#approvals.runKnown();
      this.server.changed();
    });
    super.connected();
  }

  override disconnected(restarting: boolean): void {
    this.#instance.disconnected();
    super.disconnected(restarting);
  }

  override live(lostAt: number | undefined): void {
    const gap = this.#coverage.live(lostAt);
    if (gap) this.server.emit('stream:gap', { ...gap });
    super.live(lostAt);
  }

  override close(): void {
    this.#instance.disconnected();
    super.close();
  }
}

/** Known events without relevance to security: ignored. */
const ignored = [
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
];
