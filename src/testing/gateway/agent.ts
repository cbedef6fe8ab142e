/** A simulated agent: all actions of agents go through this class. */
import type { JudgedAction, Judgement } from '../../data/policy/policy-evaluation.js';
import type { Decision } from '../../protocol/index.js';
import type { ApprovalInput, ApprovalDesk } from './approval-desk.js';

/** An action of a simulated agent. */
export type AgentAction = Omit<JudgedAction, 'params'> &
  Omit<ApprovalInput, Exclude<keyof JudgedAction, 'params'> | 'approvalId' | 'createdAt' | 'timeoutMs'>;

/** The result of an action. */
export interface ActionResult extends Judgement {
  /** The id of the request, if one was made. */
  readonly approvalId?: string;
  /** Resolves when the request has ended, if one is pending. */
  readonly settled?: Promise<Decision>;
}

/** Acts under the policy, or asks for approval without it. Returned by `gateway.agent(id)`. */
export class SimulatedAgent {
  readonly #act: (action: AgentAction) => ActionResult;
  readonly #judge: (action: AgentAction) => Judgement;
  readonly #approvals: ApprovalDesk;

  /** @param id the agent's id, in its actions and requests. */
  constructor(
    readonly id: string,
    services: {
      readonly act: (action: AgentAction) => ActionResult;
      readonly judge: (action: AgentAction) => Judgement;
      readonly approvals: ApprovalDesk;
    },
  ) {
    this.#act = services.act;
    this.#judge = services.judge;
    this.#approvals = services.approvals;
  }

  /** Evaluates the policy for an action without acting. */
  judge(action: Omit<AgentAction, 'agentId'>): Judgement {
    return this.#judge({ ...action, agentId: this.id });
  }

  /** Acts under the policy: the action proceeds, is denied, is approved automatically, or waits for a person. */
  act(action: Omit<AgentAction, 'agentId'>): ActionResult {
    return this.#act({ ...action, agentId: this.id });
  }

  /**
   * Asks for approval without consulting the policy.
   *
   * @returns the request, and a promise that resolves when it has ended.
   */
  ask(request: Omit<ApprovalInput, 'agentId'>): ReturnType<ApprovalDesk['request']> {
    return this.#approvals.request({ ...request, agentId: this.id });
  }
}
