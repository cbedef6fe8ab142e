/** The initial state of a simulated gateway and the traffic of its agents. */
import type { GatewayInMemory } from '../gateway/gateway-in-memory.js';
import { anyNotice, highRiskAction, routineAction } from './action-generator.js';
import { makeTokens, writeHistory } from './history.js';
import { tickAtRate } from './rate-ticker.js';
import { makeSecrets, startTraffic } from './traffic.js';

/**
 * - `quiet`: a small history; nothing happens by itself.
 * - `busy`: days of history, two secrets, some requests that wait, about an event a second, a request now and then, and
 *   calls to providers, one of which trips and recovers.
 * - `flood`: far more than anybody can read: 1 000 events and 2 requests a second, beside what `busy` has.
 * - `empty`: nothing at all, and nothing happens.
 */
export const scenarioNames = ['quiet', 'busy', 'flood', 'empty'] as const;
/** The name of a scenario. */
export type ScenarioName = (typeof scenarioNames)[number];

/** The options of a scenario. */
export interface ScenarioOptions {
  /** Events per second; 1 for `busy`, 1 000 for `flood`, 0 for the others. */
  readonly rate?: number | undefined;
  /** Audit entries at the start, at least; 200 for `busy` and `flood`, 20 for `quiet`, 0 for `empty`. */
  readonly audit?: number | undefined;
}

interface Scenario {
  readonly rate: number;
  readonly audit: number;
  /** Requests a second by agents that run out of patience or are answered; none: no agent asks. */
  readonly asksPerSecond?: number;
  /** How many requests may wait at a time before agents stop asking. */
  readonly mostWaiting?: number;
  /** Agents use secrets and call providers. */
  readonly callsProviders?: boolean;
}

const scenarios: Readonly<Record<ScenarioName, Scenario>> = {
  quiet: { rate: 0, audit: 20 },
  busy: { rate: 1, audit: 200, asksPerSecond: 1 / 20, mostWaiting: 12, callsProviders: true },
  flood: { rate: 1000, audit: 200, asksPerSecond: 2, mostWaiting: 500, callsProviders: true },
  empty: { rate: 0, audit: 0 },
};

/** The requests that `busy` starts with: minutes that they wait; 0: for ever. */
const firstTimeouts = [2, 5, 15, 60, 0] as const;

/**
 * Starts a scenario.
 *
 * @returns a function that ends it: its agents stop and withdraw their pending requests.
 */
export function startScenario(gateway: GatewayInMemory, name: ScenarioName, options: ScenarioOptions): () => void {
  const { asksPerSecond = 0, mostWaiting = 0, callsProviders = false, ...usual } = scenarios[name];
  const { rate = usual.rate, audit = usual.audit } = options;
  const { random } = gateway;
  if (name === 'empty') {
    gateway.approvals.reset();
    gateway.securityLog.reset();
    gateway.audit.reset();
    gateway.providers.reset();
  } else makeTokens(gateway);
  if (callsProviders) makeSecrets(gateway);
  writeHistory(gateway, audit);

  const asked = new Set<string>();
  const track = (approvalId: string, settled: Promise<unknown>) => {
    asked.add(approvalId);
    void settled.then(() => asked.delete(approvalId));
  };
  const ask = (timeoutMs: number) => {
    if (asked.size >= mostWaiting) return;
    const action = highRiskAction(random);
    const { request, settled } = gateway.agent(action.agentId).ask({ ...action, timeoutMs });
    track(request.approvalId, settled);
  };
  /** Mostly routine, now and then something that the gateway itself noticed. */
  const happen = () => {
    if (random.chance(0.12)) {
      gateway.securityLog.emit(anyNotice(random));
      return;
    }
    const action = routineAction(random);
    const agent = gateway.agent(action.agentId);
    if (asked.size >= mostWaiting && agent.judge(action).decision === 'waits') return;
    const { approvalId, settled } = agent.act(action);
    if (approvalId !== undefined && settled) track(approvalId, settled);
  };
  if (asksPerSecond > 0) for (const minutes of firstTimeouts) ask(minutes * 60_000);

  const stops = [
    tickAtRate(gateway.clock, rate, happen),
    tickAtRate(gateway.clock, asksPerSecond, () => ask(random.pick([2, 5, 10, 30]) * 60_000)),
    ...(callsProviders ? [startTraffic(gateway)] : []),
  ];
  return () => {
    for (const stop of stops) stop();
    for (const approvalId of asked) {
      if (gateway.approvals.agentView(approvalId).state === 'waiting') gateway.approvals.withdraw(approvalId);
    }
  };
}
