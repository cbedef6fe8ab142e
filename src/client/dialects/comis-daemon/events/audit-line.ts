import { agentOf, outcomeOf, reasonOf, userOf } from '../audit/audit-entry.js';
import type { Line } from './event-line.js';
import { auditRisk } from './event-risk.js';
import type { AuditEvent } from './event-wire.js';
import { present } from './event-messages.js';

/** What changes nothing that matters, as long as it was allowed: listing secrets, loading a skill. */
const harmless: ReadonlySet<string> = new Set(['read', 'mutate']);

const endings = { success: 'It succeeded', failure: 'It failed', denied: 'It was denied' };

/**
 * The line of an audited action; undefined for what is only the audit's affair. Entries of the audit are lines of the
 * security log when they concern security: destructive ones, those about security itself, what was denied, and what is
 * of a class that is not known here.
 */
export function auditLine(event: AuditEvent): Line | undefined {
  const { actionType, classification } = event;
  const outcome = outcomeOf(event);
  if (harmless.has(classification) && outcome !== 'denied') return undefined;
  const reason = reasonOf(event);
  return {
    ...present({ agentId: agentOf(event), user: userOf(event) }, 'agentId', 'user'),
    action: actionType,
    risk: auditRisk(event, outcome),
    outcome: event.outcome,
    message: `The audit has ${actionType} as ${classification}. ${endings[outcome]}${reason === undefined ? '' : `: ${reason}`}.`,
  };
}
