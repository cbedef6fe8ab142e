import type { Policy, PolicyChange, PolicyKey } from '../../data/policy/policy.js';
import type { Draft } from './draft.js';

/** What the controls of the form show, and how they change it. */
export interface FormState {
  readonly draft: Draft;
  /** What the gateway has, and what it says of it. */
  readonly policy: Policy;
  /** Nothing can be changed now: read-only, or a save is under way. */
  readonly disabled: boolean;
  /** The id of what says why nothing can be changed; undefined while something can. */
  readonly reasonId: string | undefined;
  /** The settings that the gateway refused to change at the last save. */
  readonly refused: ReadonlySet<PolicyKey>;
  readonly set: (change: PolicyChange) => void;
}

/** Whether a setting cannot be changed now: none can, or the gateway takes no change of this one. */
export function isDisabled({ disabled, policy }: FormState, key: PolicyKey): boolean {
  return disabled || policy.facts.get(key)?.immutable !== undefined;
}
