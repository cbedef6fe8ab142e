/**
 * A gateway in memory for tests, stories and demos that implements the documented RPC without a network.
 *
 * ```ts
 * const gateway = new SimulatedGateway();
 * element.client = gateway.client({ scopes: ['rpc', 'ws'] });
 * gateway.approvals.request(anApproval({ agentId: 'deploy-bot' }));
 * ```
 *
 * Runs in browsers and in Node; needs no DOM.
 */
export type { ActionResult, AgentAction, SimulatedAgent } from './gateway/agent.js';
export type { AgentView, ApprovalDesk, ApprovalInput } from './gateway/approval-desk.js';
export type { AuditInput, AuditLog } from './gateway/audit-log.js';
export { mayUse, type Permission, permissionsFor } from './gateway/access.js';
export type { BreakerLimits } from './gateway/breaker.js';
export { type Clock, ManualClock, systemClock } from './clock.js';
export type {
  Configuration,
  DefaultMode,
  GatewayConfig,
  SecurityChange,
  SecurityConfig,
} from './gateway/configuration.js';
export { answerMessage, isRpcMethod } from './gateway/dispatch.js';
export type { Fault, FaultError, Faults } from './gateway/faults.js';
export {
  judge,
  type JudgedAction,
  type Judgement,
  type PolicyRule,
  type Rulebook,
} from '../data/policy/policy-evaluation.js';
export type { AnswerNotes, Provenance } from './gateway/provenance.js';
export type { ProviderCall, ProviderCallResult, Providers } from './gateway/providers.js';
export type { Publish } from './gateway/publish.js';
export { passGuards } from './pass-guards.js';
export { Random } from './random.js';
export { RpcFailure } from './gateway/rpc-failure.js';
export { aDecision, anApproval, anAuditEntry, aProvider, aSecret, aSecurityEvent, aToken } from './samples.js';
export { type ScenarioName, scenarioNames, type ScenarioOptions } from './scenarios/scenarios.js';
export { memoryStorage, type SecretStorage, type StoredSecret } from './gateway/secret-storage.js';
export type { SecretStore } from './gateway/secret-store.js';
export type { SecurityEventInput, SecurityLog } from './gateway/security-log.js';
export type { SimulatedClient, SimulatedClientOptions } from './simulated-client.js';
export { SimulatedGateway, type SimulatedGatewayOptions } from './simulated-gateway.js';
export type { GatewayInMemory, GatewayOptions } from './gateway/gateway-in-memory.js';
export type { StreamEvent, StreamLog, StreamReader } from './gateway/stream-log.js';
export type { StoredToken, TokenInput, TokenRegistry } from './gateway/token-registry.js';
