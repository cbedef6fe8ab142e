/**
 * A gateway for tests, stories and demos, in memory: it answers the documented RPC for real, without a network.
 *
 * ```ts
 * const gateway = new SimulatedGateway();
 * element.client = gateway.client({ scopes: ['rpc', 'ws'] });
 * gateway.approvals.request(anApproval({ agentId: 'deploy-bot' }));
 * ```
 *
 * Runs in browsers and in Node; needs no DOM.
 */
export type { AgentView, ApprovalDesk, ApprovalInput } from './approval-desk.js';
export type { AuditInput, AuditLog } from './audit-log.js';
export { mayUse, type Permission, permissionsFor } from './access.js';
export type { BreakerLimits } from './breaker.js';
export { type Clock, ManualClock, systemClock } from './clock.js';
export type { Configuration, DefaultMode, GatewayConfig, SecurityChange, SecurityConfig } from './configuration.js';
export { answerMessage, isRpcMethod } from './dispatch.js';
export type { Fault, FaultError, Faults } from './faults.js';
export { judge, type JudgedAction, type Judgement, type PolicyRule, type Rulebook } from '../data/judgement.js';
export type { AnswerNotes, Provenance } from './provenance.js';
export type { ProviderCall, ProviderCallResult, Providers } from './providers.js';
export type { Publish } from './publish.js';
export { Random } from './random.js';
export { RpcFailure } from './rpc-failure.js';
export { aDecision, anApproval, anAuditEntry, aProvider, aSecret, aSecurityEvent, aToken } from './samples.js';
export { type ScenarioName, scenarioNames, type ScenarioOptions } from './scenario/scenarios.js';
export { memoryStorage, type SecretStorage, type StoredSecret } from './secret-storage.js';
export type { SecretStore } from './secret-store.js';
export type { SecurityEventInput, SecurityLog } from './security-log.js';
export type { SimulatedClient, SimulatedClientOptions } from './simulated-client.js';
export {
  type ActionResult,
  type AgentAction,
  SimulatedGateway,
  type SimulatedGatewayOptions,
} from './simulated-gateway.js';
export type { StreamEvent, StreamLog, StreamReader } from './stream-log.js';
export type { StoredToken, TokenInput, TokenRegistry } from './token-registry.js';
