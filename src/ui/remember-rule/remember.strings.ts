import type { RuleFinding } from '../../data/policy/rule-findings.js';
import type { Risk } from '../../protocol/index.js';
import { formatSince } from '../format/format.js';
import { ruleName } from '../policy-banner/policy-words.js';
import { messages } from '../language/messages.js';

/** All strings of the dialog that creates a rule from a request. */
export const rememberStrings = messages('remember', {
  title: 'Remember this?',
  effect:
    'What the rule covers is approved without asking until the rule ends. The request itself still waits for your decision.',
  action: 'Action',
  agent: 'Agent',
  onlyAgent: 'Only',
  anyAgent: 'Any agent',
  noAgent: 'The request names no agent: the rule applies to any.',
  params: 'Parameters',
  exactParams: 'Exactly these',
  anyParams: 'Any parameters',
  risk: 'Up to risk',
  risks: {
    low: 'low',
    medium: 'medium',
    high: 'high',
    critical: 'critical',
    unknown: 'any, including unknown',
  } satisfies Record<Risk, string>,
  duration: 'For how long',
  durations: {
    '15 min': '15 minutes',
    '1 h': '1 hour',
    '8 h': '8 hours',
    '1 d': '1 day',
    '7 d': '7 days',
    '30 d': '30 days',
  },
  choose: 'Choose…',
  until: (at: number) => `Ends ${formatSince(at)}, by the gateway’s clock.`,
  comment: 'Comment',
  optional: 'optional',
  findings: 'To know before',
  finding(found: RuleFinding): string {
    switch (found.kind) {
      case 'truncated':
        return 'The parameters arrived incomplete, so a rule cannot be bound to them.';
      case 'not-comparable':
        return 'The parameters hold text that is not valid Unicode, so no others can be compared with them.';
      case 'everything':
        return 'Too broad: it covers this action of every agent, whatever its parameters.';
      case 'any-agent':
        return 'It covers every agent.';
      case 'any-params':
        return 'It covers any parameters, and at this risk they matter.';
      case 'more-risk':
        return 'It covers higher risks than that of this request.';
      case 'brake':
        return 'It has no effect while the emergency brake is on.';
      case 'needless':
        return found.judgement.decision === 'denied'
          ? `It has no effect: the action is denied by ${ruleName(found.judgement.rule)}.`
          : `It is not needed: the rules in force let the action go ahead already (${ruleName(found.judgement.rule)}).`;
      case 'covered':
        return `A remembered rule covers this already, until ${formatSince(found.by.expiresAt)}.`;
    }
  },
  mustChoose: 'Choose for how long first.',
  mustMend: 'A rule cannot be created like this: see above.',
  notConnected: 'Not connected to the gateway.',
  cancel: 'Cancel',
  remember: 'Remember',
  remembering: 'Remembering…',
  failed: (reason: string) => `No rule was created: ${reason}`,
  done: (at: number) => `Remembered until ${formatSince(at)}.`,
});
