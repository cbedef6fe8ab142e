import type { Judgement } from '../../data/policy/policy-evaluation.js';
import type { ActionClass, Risk } from '../../protocol/index.js';
import { ruleName } from '../../ui/policy-banner/policy-words.js';
import { messages } from '../../ui/language/messages.js';

/** The decision on an action, in words. */
const decisions: Readonly<Record<Judgement['decision'], string>> = {
  proceeds: 'Goes ahead without asking',
  approved: 'Is approved automatically',
  denied: 'Is denied',
  waits: 'Waits for a person',
};

/** All strings of the "Try it" form. */
export const strings = messages('try-it', {
  title: 'Try it',
  hint: 'What happens to an action, and by which rule. Nothing is sent.',
  cannot:
    'The effect of these settings is unknown: this gateway does not enforce all of them and applies its own rules.',
  agent: 'Agent',
  action: 'Action',
  class: 'Class',
  classes: { read: 'read', mutate: 'mutate', destructive: 'destructive' } satisfies Record<ActionClass, string>,
  risk: 'Risk',
  risks: {
    low: 'low',
    medium: 'medium',
    high: 'high',
    critical: 'critical',
    unknown: 'unknown',
  } satisfies Record<Risk, string>,
  sensitive: 'Sensitive',
  toAgent: 'Message to agent',
  path: 'Path',
  host: 'Host',
  params: 'Parameters (JSON)',
  places: 'Empty fields are taken from the parameters, as in the backtest: path, host or url, toAgent.',
  more: 'Path, host, receiver, parameters',
  notAnObject: 'The parameters are not a JSON object.',
  needsAction: 'Type an action.',
  inForce: 'By the rules in force:',
  inDraft: 'By your draft:',
  released: 'Once the brake is released:',
  decision: ({ decision, rule }: Judgement) =>
    rule === 'none' ? `${decisions[decision]}: ${ruleName(rule)}` : `${decisions[decision]}, by ${ruleName(rule)}`,
});
