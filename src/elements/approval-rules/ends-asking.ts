import type { PolicyChange, PolicyKey, PolicyValues } from '../../data/policy/policy.js';
import { type PolicySummary, summarize } from '../../data/policy/policy-summary.js';

/** Why no request waits for a person any more. */
export type EndOfAsking = Exclude<PolicySummary['kind'], 'asks' | 'brake' | 'unknown-mode'>;

const decisive: ReadonlySet<PolicyKey> = new Set<PolicyKey>([
  'approvalRules.enabled',
  'approvalRules.defaultMode',
  'actionConfirmation.requireForDestructive',
  'actionConfirmation.requireForSensitive',
]);

/**
 * Finds why no request waits for a person after a save; undefined when some do, or when the save does not cause it. The
 * brake is ignored: what is saved under it takes effect with its release.
 *
 * @param values all settings after the save.
 */
export function endOfAsking(changes: readonly PolicyChange[], values: PolicyValues): EndOfAsking | undefined {
  // A change that takes effect only once approvals are turned on again counts, too.
  if (changes.some(({ value }) => value === 'auto-all')) return 'auto-all';
  if (!changes.some(({ key }) => decisive.has(key))) return undefined;
  const { kind } = summarize({ values, facts: new Map(), brake: undefined });
  return kind === 'asks' || kind === 'brake' || kind === 'unknown-mode' ? undefined : kind;
}

/** Whether a change is one of the causes. */
export const isDecisive = ({ key }: PolicyChange): boolean => decisive.has(key);
