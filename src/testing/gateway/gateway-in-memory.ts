/** A gateway in memory that implements the documented RPC without a network. */
import { judge, type Judgement } from '../../data/policy/policy-evaluation.js';
import type { Decision, GatewayEventName, PayloadOf } from '../../protocol/index.js';
import { type ActionResult, type AgentAction, SimulatedAgent } from './agent.js';
import { ApprovalDesk } from './approval-desk.js';
import { AuditLog } from './audit-log.js';
import type { BreakerLimits } from './breaker.js';
import { type Clock, systemClock } from '../clock.js';
import { Configuration } from './configuration.js';
import { dispatch, isRpcMethod } from './dispatch.js';
import { Faults } from './faults.js';
import type { Services } from './handlers.js';
import { Provenance } from './provenance.js';
import { Providers } from './providers.js';
import { Random } from '../random.js';
import type { SecretStorage } from './secret-storage.js';
import { SecretStore } from './secret-store.js';
import { SecurityLog } from './security-log.js';
import { StreamLog } from './stream-log.js';
import { type StoredToken, TokenRegistry } from './token-registry.js';

/** How a gateway in memory is made. */
export interface GatewayOptions {
  /** Any integer; the same seed gives the same run. */
  readonly seed?: number;
  /** Where it gets its time from; the machine's clock by default. */
  readonly clock?: Clock;
  /** Where ids and secrets come from; `crypto.getRandomValues` by default. */
  readonly randomBytes?: (count: number) => Uint8Array;
  /** Where its secrets are kept; in memory by default. */
  readonly secretStorage?: SecretStorage;
  /** When the breakers of its providers trip and try again. */
  readonly breakers?: Partial<BreakerLimits>;
}

/** A gateway in memory: its state and its methods. */
export class GatewayInMemory implements Services {
  /** The gateway's time. */
  readonly clock: Clock;
  /** Choices of its agents. */
  readonly random: Random;
  /** Everything that the live stream carries. */
  readonly stream: StreamLog;
  /** Its API tokens. */
  readonly tokens: TokenRegistry;
  /** Requests that wait, and how they ended. */
  readonly approvals: ApprovalDesk;
  /** The append-only audit log. */
  readonly audit: AuditLog;
  /** Security events: the backlog, and each as it happens. */
  readonly securityLog: SecurityLog;
  /** Its configuration: the policy. */
  readonly config: Configuration;
  /** Its secrets. */
  readonly secrets: SecretStore;
  /** The AI providers that its agents call. */
  readonly providers: Providers;
  /** Faults to inject. */
  readonly faults: Faults;
  /** The provenance of its answers. */
  readonly provenance = new Provenance();
  #idCounter = 0;

  constructor(options: GatewayOptions = {}) {
    const { seed = 1, clock = systemClock, randomBytes = secureRandomBytes } = options;
    const { secretStorage: storage, breakers: limits = {} } = options;
    this.clock = clock;
    this.random = new Random(seed);
    const salt = [...randomBytes(2)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    this.stream = new StreamLog({ clock, salt });
    const publish = this.publish.bind(this);
    const newId = (kind: string) => `${kind}_${this.stream.epoch}_${(++this.#idCounter).toString(36)}`;
    this.tokens = new TokenRegistry({ clock, randomBytes });
    this.audit = new AuditLog({ clock, newId, publish });
    this.approvals = new ApprovalDesk({ clock, newId, publish, audit: this.audit });
    this.securityLog = new SecurityLog({ clock, newId, publish, audit: this.audit });
    this.secrets = new SecretStore({ clock, publish, audit: this.audit, storage });
    this.config = new Configuration({ clock, newId, publish, audit: this.audit, secrets: this.secrets });
    this.providers = new Providers({ clock, publish, secrets: this.secrets, limits });
    this.faults = new Faults(clock);
  }

  /** @deprecated The name misled: it is the security log. Use {@link securityLog}. */
  get events(): SecurityLog {
    return this.securityLog;
  }

  /** Puts any event on the stream as it is, without changing the gateway's state. */
  publish<E extends GatewayEventName>(name: E, payload: PayloadOf<E>): void {
    this.stream.append(name, payload);
  }

  /**
   * Answers a call made with a token.
   *
   * @throws RpcFailure for every answer that is an error.
   */
  async call(caller: StoredToken, method: string, params: unknown): Promise<unknown> {
    const result = await dispatch(this, caller, method, params);
    return isRpcMethod(method) ? Object.assign({}, result, this.provenance.of(method)) : result;
  }

  /** Returns a simulated agent. */
  agent(id: string): SimulatedAgent {
    return new SimulatedAgent(id, {
      act: (action) => this.#act(action),
      judge: (action) => this.#judge(action),
      approvals: this.approvals,
    });
  }

  #act(action: AgentAction): ActionResult {
    const { approvalRules } = this.config.security;
    const judgement = this.#judge(action);
    const { toAgent: _to, path: _path, host: _host, ...request } = action;
    switch (judgement.decision) {
      case 'proceeds':
        this.securityLog.emit(lineOf(action, { type: 'agent.action' }));
        return judgement;
      case 'denied':
        this.securityLog.emit(
          lineOf(action, { type: 'policy.denied', outcome: 'denied', message: `By ${judgement.rule}` }),
        );
        return judgement;
      case 'approved':
        return { ...judgement, approvalId: this.approvals.approveByPolicy(request, this.#used(judgement)).approvalId };
      case 'waits': {
        const waiting = this.approvals.request({ ...request, timeoutMs: approvalRules.timeoutMs });
        return { ...judgement, approvalId: waiting.request.approvalId, settled: waiting.settled };
      }
    }
  }

  #judge(action: AgentAction): Judgement {
    return judge(action, this.config.security, this.clock.now());
  }

  /** Counts that a rule has decided. */
  #used({ rule, entry }: Judgement): NonNullable<Decision['rule']> {
    if (rule !== 'approvalRules.remembered' || entry === undefined) return { id: rule };
    return { id: entry, uses: this.config.remembered.use(entry) };
  }

  /** Stops the timers of requests, tokens and breakers. */
  close(): void {
    this.approvals.close();
    this.config.close();
    this.tokens.close();
    this.providers.close();
    this.secrets.close();
  }
}

function lineOf(action: AgentAction, rest: { type: string; outcome?: string; message?: string }) {
  const { agentId, action: name, toolName, risk, user, traceId, sessionKey, params } = action;
  const details = toolName === undefined ? params : { tool: toolName, ...params };
  return { ...rest, agentId, action: name, risk, user, traceId, sessionKey, details };
}

function secureRandomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}
