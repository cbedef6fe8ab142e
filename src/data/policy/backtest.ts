/** The backtest of a policy draft against past decisions. */
import { actionClasses, type ApprovalRequest, type Decision, isKnown } from '../../protocol/index.js';
import { deciderOf } from '../approvals/history.js';
import { judge, type JudgedAction, type Judgement, type Rulebook } from './policy-evaluation.js';

/** A past decision that a policy would have made without a person. */
export interface Replayed {
  readonly decision: Decision;
  readonly judgement: Judgement;
  /** `denied`: a person denied what the policy allows. `approved`: a person approved what it denies. */
  readonly against: 'denied' | 'approved' | undefined;
}

/** The result of a backtest. */
export interface Replay {
  /** The number of decisions tested. */
  readonly total: number;
  /**
   * The decisions that the policy would have made without a person: first those that contradict a person, then newest
   * first.
   */
  readonly alone: readonly Replayed[];
  /** How many of them a person denied and the policy allows. */
  readonly denied: number;
  /** How many of them a person approved and the policy denies. */
  readonly approved: number;
}

/**
 * Tests a policy against past decisions. The emergency brake is ignored: the backtest is about the time after its
 * release.
 *
 * @param decisions newest first.
 * @param now the gateway's time (epoch ms), by which remembered rules expire.
 * @param counts which results count as made without a person; by default all but `wait`.
 */
export function replay(
  decisions: readonly Decision[],
  policy: Rulebook,
  now: number,
  counts: (judgement: Judgement) => boolean = ({ decision }) => decision !== 'waits',
): Replay {
  const released = { ...policy, approvalRules: { ...policy.approvalRules, brake: undefined } };
  const judged = decisions.map((decision) => replayed(decision, judge(actionOf(decision), released, now)));
  const alone = judged.filter(({ judgement }) => counts(judgement));
  const against = alone.filter((each) => each.against !== undefined);
  return {
    total: decisions.length,
    alone: [...against, ...alone.filter((each) => each.against === undefined)],
    denied: against.filter((each) => each.against === 'denied').length,
    approved: against.filter((each) => each.against === 'approved').length,
  };
}

function replayed(decision: Decision, judgement: Judgement): Replayed {
  const person = deciderOf(decision) === 'person' ? decision.outcome : undefined;
  const denies = judgement.decision === 'denied';
  const lets = judgement.decision === 'proceeds' || judgement.decision === 'approved';
  const against = lets && person === 'denied' ? 'denied' : denies && person === 'approved' ? 'approved' : undefined;
  return { decision, judgement, against };
}

/**
 * The action of a request, as the policy sees it. A request without a class may have asked because of either switch.
 */
export function actionOf({ agentId, action, risk, params, ...request }: ApprovalRequest): JudgedAction {
  return {
    agentId: agentId ?? '',
    action,
    risk,
    params,
    truncated: request.truncated,
    // A class unknown to this version counts as the most dangerous one.
    class: isKnown(actionClasses, request.class) ? request.class : 'destructive',
    sensitive: request.sensitive ?? request.class === undefined,
    ...placesOf(params),
  };
}

/**
 * The path, host and receiving agent of an action, taken from the parameters `path`, `host` (or the host of `url`) and
 * `toAgent`.
 */
export function placesOf(params: Readonly<Record<string, unknown>>): Pick<JudgedAction, 'path' | 'host' | 'toAgent'> {
  const text = (key: string) => (typeof params[key] === 'string' ? params[key] : undefined);
  return { path: text('path'), host: text('host') ?? hostOf(text('url')), toAgent: text('toAgent') };
}

function hostOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).hostname || undefined : undefined;
}
