/** What a policy would have made of the decisions of the past: the proof of a draft before it is saved. */
import { actionClasses, type ApprovalRequest, type Decision, isKnown } from '../../protocol/index.js';
import { deciderOf } from '../approvals/history.js';
import { judge, type JudgedAction, type Judgement, type Rulebook } from './policy-evaluation.js';

/** A decision of the past that a policy would have made by itself, and how. */
export interface Replayed {
  readonly decision: Decision;
  readonly judgement: Judgement;
  /** `denied`: a person denied what it lets go ahead. `approved`: a person approved what it denies. */
  readonly against: 'denied' | 'approved' | undefined;
}

/** What a policy would have made of the decisions of the past. */
export interface Replay {
  /** How many decisions it was tried on. */
  readonly total: number;
  /** Those that it would have made by itself: first those against what a person decided, then the newest. */
  readonly alone: readonly Replayed[];
  /** How many of them a person denied although it lets them go ahead. */
  readonly denied: number;
  /** How many of them a person approved although it denies them. */
  readonly approved: number;
}

/**
 * Tries a policy on decisions of the past. The brake counts for nothing: the proof is of what comes after it.
 *
 * @param decisions newest first.
 * @param now by the gateway's clock (epoch ms): remembered rules that have ended decide nothing.
 * @param counts which judgements count as made by itself; all but waiting by default.
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
 * The action that a request was about. One that does not say its class did ask for approval, so that either switch which
 * asks may have been why.
 */
export function actionOf({ agentId, action, risk, params, ...request }: ApprovalRequest): JudgedAction {
  return {
    agentId: agentId ?? '',
    action,
    risk,
    params,
    truncated: request.truncated,
    // A class that nobody here knows may be as bad as any.
    class: isKnown(actionClasses, request.class) ? request.class : 'destructive',
    sensitive: request.sensitive ?? request.class === undefined,
    ...placesOf(params),
  };
}

/**
 * What an action touches. A request says neither path nor host nor receiver: they are taken from the parameters `path`,
 * `host` (or the host of `url`) and `toAgent`.
 */
export function placesOf(params: Readonly<Record<string, unknown>>): Pick<JudgedAction, 'path' | 'host' | 'toAgent'> {
  const text = (key: string) => (typeof params[key] === 'string' ? params[key] : undefined);
  return { path: text('path'), host: text('host') ?? hostOf(text('url')), toAgent: text('toAgent') };
}

function hostOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).hostname || undefined : undefined;
}
