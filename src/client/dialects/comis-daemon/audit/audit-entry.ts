/** What the daemon's audit events become: entries of the documented audit log. */
import {
  type AuditEntry,
  type AuditOutcome,
  auditOutcomes,
  type Classification,
  classifications,
} from '../../../../protocol/index.js';
import type { AuditEvent } from '../events/event-wire.js';

/** Who acts in the name of no agent, though the daemon writes it where agents stand. */
const noAgents: ReadonlySet<string> = new Set(['system', 'hook-runner']);

/** The agent that acted; undefined when it was none, as for all that comes over RPC. */
export function agentOf({ agentId }: AuditEvent): string | undefined {
  return agentId === null || agentId === undefined || noAgents.has(agentId) ? undefined : agentId;
}

/** The user that the daemon names beside. */
export function userOf({ metadata }: AuditEvent): string | undefined {
  const user = metadata?.['userId'];
  return typeof user === 'string' ? user : undefined;
}

/** How it ended. A word that is not known stands for no success; the word itself stays in the details. */
export function outcomeOf({ outcome }: AuditEvent): AuditOutcome {
  return auditOutcomes.find((known) => known === outcome) ?? 'failure';
}

/** Why it ended so, where the daemon says it. */
export function reasonOf({ metadata }: AuditEvent): string | undefined {
  const error = metadata?.['error'];
  return typeof error === 'string' && error !== '' ? error : undefined;
}

/** Its class. An unknown class is shown as the most severe one; the word itself stays in the details. */
function classOf({ classification }: AuditEvent): Classification {
  return classifications.find((known) => known === classification) ?? 'security';
}

/** Makes an entry. Whatever the daemon says and has no field of its own, or another word, is in the details. */
export function entryOf(event: AuditEvent, id: string): AuditEntry {
  const { timestamp, agentId, actionType, classification, outcome, ...rest } = event;
  const agent = agentOf(event);
  const user = userOf(event);
  const comment = reasonOf(event);
  const durationMs = event.metadata?.['durationMs'];
  const known = { classification: classOf(event), outcome: outcomeOf(event) };
  return {
    id,
    timestamp,
    ...(agent === undefined ? {} : { agentId: agent }),
    ...(user === undefined ? {} : { user }),
    action: actionType,
    ...known,
    ...(comment === undefined ? {} : { comment }),
    ...(typeof durationMs === 'number' && durationMs >= 0 && Number.isFinite(durationMs) ? { durationMs } : {}),
    details: {
      ...rest,
      ...(agent === undefined && agentId ? { agentId } : {}),
      ...(known.classification === classification ? {} : { classification }),
      ...(known.outcome === outcome ? {} : { outcome }),
    },
  };
}
