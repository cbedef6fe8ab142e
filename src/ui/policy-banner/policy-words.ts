import type { Judgement } from '../../data/policy/policy-evaluation.js';
import { policyStrings as strings } from './policy.strings.js';

/** The name of a rule, within a sentence. */
export function ruleName(rule: Judgement['rule']): string {
  switch (rule) {
    case 'none':
    case 'approvalRules.brake':
    case 'approvalRules.remembered':
      return strings.rules[rule];
    default:
      return strings.settings[rule];
  }
}
