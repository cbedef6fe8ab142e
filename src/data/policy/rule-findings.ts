/** Findings about a remembered rule before it is made: a pure function of the rule, the request and the policy. */
import {
  type ApprovalRequest,
  isKnown,
  type RememberedRule,
  type Risk,
  riskRank,
  risks,
  sameJson,
} from '../../protocol/index.js';
import { covers, judge, type Coverage, type Judgement, type Rulebook } from './policy-evaluation.js';
import { actionOf } from './backtest.js';

/** Warnings without further details. */
type Plain = 'everything' | 'any-agent' | 'any-params' | 'more-risk' | 'brake';

/** A finding; errors prevent the rule, warnings do not. */
export type RuleFinding =
  | { readonly severity: 'error'; readonly kind: 'truncated' | 'not-comparable' }
  | { readonly severity: 'warning'; readonly kind: Plain }
  | { readonly severity: 'warning'; readonly kind: 'needless'; readonly judgement: Judgement }
  | { readonly severity: 'warning'; readonly kind: 'covered'; readonly by: RememberedRule };

/** The risks for which a rule for any parameters gets a warning. */
const highRisks: readonly Risk[] = ['high', 'critical', 'unknown'];

/**
 * Returns the findings about a rule to be made from a request.
 *
 * @param policy undefined while unknown.
 * @param now the gateway's time, epoch ms.
 */
export function findingsOnRule(
  rule: Coverage,
  request: ApprovalRequest,
  policy: Rulebook | undefined,
  now: number,
): RuleFinding[] {
  const { agentId, params, upToRisk = 'unknown' } = rule;
  const warn = (kind: Plain): RuleFinding => ({ severity: 'warning', kind });
  const found: RuleFinding[] = [];
  if (params && request.truncated) found.push({ severity: 'error', kind: 'truncated' });
  else if (params && !sameJson(params, params)) found.push({ severity: 'error', kind: 'not-comparable' });
  if (agentId === undefined && params === undefined) found.push(warn('everything'));
  else if (agentId === undefined) found.push(warn('any-agent'));
  else if (params === undefined && (!isKnown(risks, upToRisk) || highRisks.includes(upToRisk)))
    found.push(warn('any-params'));
  if (riskRank(upToRisk) > riskRank(request.risk)) found.push(warn('more-risk'));
  return policy ? [...found, ...findingsInContext(rule, request, policy, now)] : found;
}

/** Findings about the rule beside the existing ones. */
function findingsInContext(rule: Coverage, request: ApprovalRequest, policy: Rulebook, now: number): RuleFinding[] {
  const { remembered = [], brake } = policy.approvalRules;
  const found: RuleFinding[] = [];
  const action = actionOf(request);
  const by = remembered.find((each) => includes(each, rule) && covers(each, action, now));
  if (by) found.push({ severity: 'warning', kind: 'covered', by });
  const settings = { ...policy, approvalRules: { ...policy.approvalRules, remembered: [], brake: undefined } };
  const judgement = judge(action, settings, now);
  if (judgement.decision !== 'waits') found.push({ severity: 'warning', kind: 'needless', judgement });
  if (brake?.engaged) found.push({ severity: 'warning', kind: 'brake' });
  return found;
}

/** Whether a rule covers everything that another one does. */
function includes(wide: Coverage, narrow: Coverage): boolean {
  const rank = ({ upToRisk = 'unknown' }: Coverage) => riskRank(upToRisk);
  return (
    wide.action === narrow.action &&
    (wide.agentId === undefined || wide.agentId === narrow.agentId) &&
    (wide.params === undefined || (narrow.params !== undefined && sameJson(wide.params, narrow.params))) &&
    rank(wide) >= rank(narrow)
  );
}
