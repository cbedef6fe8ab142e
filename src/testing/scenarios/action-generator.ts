/** Combines agents and action templates: complete actions, events and decisions, as often as asked. */
import type { Decision, Outcome, Risk } from '../../protocol/index.js';
import type { AuditInput } from '../gateway/audit-log.js';
import type { Random } from '../random.js';
import type { SecurityEventInput } from '../gateway/security-log.js';
import type { AgentAction } from '../gateway/agent.js';
import { agents, operators } from './agents.js';
import { type ActionTemplate, highRiskTemplates, notices, routineTemplates } from './action-templates.js';

/** Risks by how often they occur: mostly harmless. */
const otherRisks: readonly [Risk, ...Risk[]] = ['low', 'low', 'medium', 'medium', 'high', 'unknown'];

/** Something that an agent does all day. */
export function routineAction(random: Random): AgentAction {
  const action = enact(random.pick(routineTemplates), random);
  return random.chance(0.1) ? { ...action, risk: random.pick(otherRisks) } : action;
}

/** Something that a person is asked about. */
export const highRiskAction = (random: Random): AgentAction => enact(random.pick(highRiskTemplates), random);

/** Field by field: taking the rest of an object apart is what a flood of these would spend its time on. */
function enact(template: ActionTemplate, random: Random): AgentAction {
  const { agentId, users, channel, trustLevel } = random.pick(agents);
  const user = random.pick(users);
  return {
    agentId,
    action: template.action,
    toolName: template.toolName,
    description: template.description,
    explanation: random.pick(template.explanations),
    params: template.params(random),
    risk: template.risk,
    class: template.class,
    sensitive: template.sensitive,
    user,
    trustLevel,
    sessionKey: `acme:${user}:${channel}`,
    traceId: random.hex(16),
  };
}

/** Something that the gateway noticed. */
export function anyNotice(random: Random): SecurityEventInput {
  const { agentId, users, channel } = random.pick(agents);
  const user = random.pick(users);
  return { ...random.pick(notices), agentId, user, sessionKey: `acme:${user}:${channel}`, traceId: random.hex(16) };
}

/** A line of the past for the security log: mostly routine, now and then something that the gateway noticed. */
export function pastEvent(random: Random): SecurityEventInput {
  if (random.chance(0.12)) return anyNotice(random);
  const { agentId, action, user, risk, sessionKey, traceId, params, toolName } = routineAction(random);
  const details = { tool: toolName, ...params };
  return { type: 'agent.action', agentId, action, risk, user, sessionKey, traceId, details };
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

const approvals = ['Checked with the owner.', 'Agreed in the change meeting.', 'Backup is there, go ahead.'] as const;

const changes: readonly [AuditInput, ...AuditInput[]] = [
  {
    action: 'config.patch',
    classification: 'security',
    outcome: 'success',
    details: { section: 'security', changes: [{ key: 'approvalRules.timeoutMs', from: 300_000, to: 600_000 }] },
  },
  {
    action: 'config.patch',
    classification: 'security',
    outcome: 'success',
    details: { section: 'security', changes: [{ key: 'actionConfirmation.autoApprove', from: [], to: ['memory.*'] }] },
  },
  {
    action: 'tokens.create',
    classification: 'security',
    outcome: 'success',
    details: { name: 'wall-display', scopes: ['rpc', 'ws'] },
  },
  { action: 'tokens.rotate', classification: 'security', outcome: 'success', details: { name: 'ci-pipeline' } },
  {
    action: 'secrets.set',
    classification: 'security',
    outcome: 'success',
    details: { name: 'OPENAI_API_KEY', change: 'updated' },
  },
];

/** A change that an operator made. */
export const pastChange = (random: Random): AuditInput => ({ ...random.pick(changes), user: random.pick(operators) });

/** A request that ended at `resolvedAt`, epoch ms. */
export function pastDecision(random: Random, approvalId: string, resolvedAt: number): Decision {
  const outcome = random.pick(pastOutcomes);
  const timeoutMs = 600_000;
  const waitedMs = outcome === 'expired' ? timeoutMs : random.between(4_000, timeoutMs - 1);
  const request = { ...highRiskAction(random), approvalId, createdAt: resolvedAt - waitedMs, timeoutMs };
  switch (outcome) {
    case 'approved':
      return {
        ...request,
        outcome,
        resolvedAt,
        resolvedBy: random.pick(operators),
        ...(random.chance(0.3) ? { comment: random.pick(approvals) } : {}),
      };
    case 'denied':
      return { ...request, outcome, resolvedAt, resolvedBy: random.pick(operators), comment: random.pick(denials) };
    case 'expired':
      return { ...request, outcome, resolvedAt, resolvedBy: 'system:timeout', automatic: 'timeout' };
    case 'withdrawn':
      return { ...request, outcome, resolvedAt, resolvedBy: request.agentId };
  }
}
