import { agentOf, outcomeOf, reasonOf, userOf } from '../audit/audit-entry.js';
import type { Line } from './event-line.js';
import { auditRisk } from './event-risk.js';
import type { AuditEvent } from './event-wire.js';
import { present } from './event-messages.js';

/** Harmless classes when allowed: listing secrets, loading a skill. */
const harmless: ReadonlySet<string> = new Set(['read', 'mutate']);

const endings = { success: 'It succeeded', failure: 'It failed', denied: 'It was denied' };

/**
 * The line of an audited action; undefined for one that is not a security event. Security events are destructive
 * actions, those about security, denied ones, and those of an unknown class.
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
    message: `Audited action ${actionType}, class ${classification}. ${endings[outcome]}${reason === undefined ? '' : `: ${reason}`}.`,
  };
}
