/** Puts cast and deeds together: complete actions, events and decisions, as often as asked. */
import type { Decision, Outcome, Risk } from '../../protocol/index.js';
import type { Random } from '../random.js';
import type { SecurityEventInput } from '../security-log.js';
import type { AgentAction } from '../simulated-gateway.js';
import { actors, operators } from './cast.js';
import { type Deed, graveDeeds, notices, routineDeeds } from './deeds.js';

/** Something that an agent does all day. */
export const routineAction = (random: Random): AgentAction => enact(random.pick(routineDeeds), random);

/** Something that a person is asked about. */
export const graveAction = (random: Random): AgentAction => enact(random.pick(graveDeeds), random);

/** Field by field: taking the rest of an object apart is what a flood of these would spend its time on. */
function enact(deed: Deed, random: Random): AgentAction {
  const { agentId, users, channel, trustLevel } = random.pick(actors);
  const user = random.pick(users);
  return {
    agentId,
    action: deed.action,
    toolName: deed.toolName,
    description: deed.description,
    explanation: random.pick(deed.explanations),
    params: deed.params(random),
    risk: deed.risk,
    class: deed.class,
    sensitive: deed.sensitive,
    user,
    trustLevel,
    sessionKey: `acme:${user}:${channel}`,
    traceId: random.hex(16),
  };
}

/** How often agents do what is how risky: mostly harmless, as in life. */
const otherRisks: readonly [Risk, ...Risk[]] = ['low', 'low', 'medium', 'medium', 'high', 'unknown'];

/** A line for the security log: mostly routine, now and then something that the gateway noticed. */
export function anyEvent(random: Random): SecurityEventInput {
  if (random.chance(0.12)) {
    const { agentId, users, channel } = random.pick(actors);
    const user = random.pick(users);
    return { ...random.pick(notices), agentId, user, sessionKey: `acme:${user}:${channel}`, traceId: random.hex(16) };
  }
  const { agentId, action, user, risk, sessionKey, traceId, params, toolName } = routineAction(random);
  const details = { tool: toolName, ...params };
  const actual = random.chance(0.1) ? random.pick(otherRisks) : risk;
  return { type: 'agent.action', agentId, action, risk: actual, user, sessionKey, traceId, details };
}

const pastOutcomes: readonly [Outcome, ...Outcome[]] = [
  'approved',
  'approved',
  'approved',
  'denied',
  'expired',
  'withdrawn',
];
const denials = [
  'Not during the freeze.',
  'Ask the owner of the data first.',
  'Wrong environment: use staging.',
] as const;

/** A request that ended at `resolvedAt`, epoch ms. */
export function pastDecision(random: Random, approvalId: string, resolvedAt: number): Decision {
  const outcome = random.pick(pastOutcomes);
  const timeoutMs = 600_000;
  const waitedMs = outcome === 'expired' ? timeoutMs : random.between(4_000, timeoutMs - 1);
  const request = { ...graveAction(random), approvalId, createdAt: resolvedAt - waitedMs, timeoutMs };
  switch (outcome) {
    case 'approved':
      return { ...request, outcome, resolvedAt, resolvedBy: random.pick(operators) };
    case 'denied':
      return { ...request, outcome, resolvedAt, resolvedBy: random.pick(operators), comment: random.pick(denials) };
    case 'expired':
      return { ...request, outcome, resolvedAt, resolvedBy: 'system:timeout', automatic: 'timeout' };
    case 'withdrawn':
      return { ...request, outcome, resolvedAt, resolvedBy: request.agentId };
  }
}
