import type { Policy, PolicyChange, PolicyKey } from '../../data/policy/policy.js';
import type { Draft } from './draft.js';

/** The state of the form's controls, with its setter. */
export interface FormState {
  readonly draft: Draft;
  /** The gateway's policy, with its facts. */
  readonly policy: Policy;
  /** Nothing can be changed now: read-only, or saving. */
  readonly disabled: boolean;
  /** The id of the reason why nothing can be changed; undefined while something can. */
  readonly reasonId: string | undefined;
  /** The settings that the gateway refused at the last save. */
  readonly refused: ReadonlySet<PolicyKey>;
  readonly set: (change: PolicyChange) => void;
}

/** Whether a setting cannot be changed now: none can, or this one is fixed. */
export function isDisabled({ disabled, policy }: FormState, key: PolicyKey): boolean {
  return disabled || policy.facts.get(key)?.immutable !== undefined;
}
