/** One simulated agent: all that agents of a simulated gateway do goes through here. */
import type { JudgedAction, Judgement } from '../../data/policy/policy-evaluation.js';
import type { Decision } from '../../protocol/index.js';
import type { ApprovalInput, ApprovalDesk } from './approval-desk.js';

/** What a simulated agent wants to do. */
export type AgentAction = Omit<JudgedAction, 'params'> &
  Omit<ApprovalInput, Exclude<keyof JudgedAction, 'params'> | 'approvalId' | 'createdAt' | 'timeoutMs'>;

/** What becomes of it. */
export interface ActionResult extends Judgement {
  /** The request that was made of it, if one was. */
  readonly approvalId?: string;
  /** Blocks the agent until the request has ended, if it waits. */
  readonly settled?: Promise<Decision>;
}

/** Lets one agent act through the policy, or ask for approval whatever the policy says. Got by `gateway.agent(id)`. */
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

  /** What the policy would make of an action now, without acting. */
  judge(action: Omit<AgentAction, 'agentId'>): Judgement {
    return this.#judge({ ...action, agentId: this.id });
  }

  /** Acts, and the policy judges it: it proceeds, is denied, is approved at once, or waits for a person. */
  act(action: Omit<AgentAction, 'agentId'>): ActionResult {
    return this.#act({ ...action, agentId: this.id });
  }

  /**
   * Asks for approval without consulting the policy.
   *
   * @returns the request, and the promise that blocks the agent until it ends.
   */
  ask(request: Omit<ApprovalInput, 'agentId'>): ReturnType<ApprovalDesk['request']> {
    return this.#approvals.request({ ...request, agentId: this.id });
  }
}
