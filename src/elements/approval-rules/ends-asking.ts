import type { PolicyChange, PolicyKey, PolicyValues } from '../../data/policy/policy.js';
import { type PolicySummary, summarize } from '../../data/policy/policy-summary.js';

/** How it comes that no request waits for a person any more. */
export type EndOfAsking = Exclude<PolicySummary['kind'], 'asks' | 'brake' | 'unknown-mode'>;

const decisive: ReadonlySet<PolicyKey> = new Set<PolicyKey>([
  'approvalRules.enabled',
  'approvalRules.defaultMode',
  'actionConfirmation.requireForDestructive',
  'actionConfirmation.requireForSensitive',
]);

/**
 * Says how it comes that no request waits for a person after a save; undefined when some do, or when the save changes
 * nothing of it. The brake counts for nothing: what is saved under it takes effect with its release.
 *
 * @param values all settings as they would be after the save.
 */
export function endOfAsking(changes: readonly PolicyChange[], values: PolicyValues): EndOfAsking | undefined {
  // What only takes effect later, with approvals turned on again, counts now: nobody is asked then.
  if (changes.some(({ value }) => value === 'auto-all')) return 'auto-all';
  if (!changes.some(({ key }) => decisive.has(key))) return undefined;
  const { kind } = summarize({ values, facts: new Map(), brake: undefined });
  return kind === 'asks' || kind === 'brake' || kind === 'unknown-mode' ? undefined : kind;
}

/** Whether a change is one of those by which nobody is asked any more. */
export const isDecisive = ({ key }: PolicyChange): boolean => decisive.has(key);
