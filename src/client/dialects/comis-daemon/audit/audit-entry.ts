/** Translates the daemon's audit events into entries of the documented audit log. */
import {
  type AuditEntry,
  type AuditOutcome,
  auditOutcomes,
  type Classification,
  classifications,
} from '../../../../protocol/index.js';
import type { AuditEvent } from '../events/event-wire.js';

/** Actors that the daemon puts in the field of the agent although they are none. */
const noAgents: ReadonlySet<string> = new Set(['system', 'hook-runner']);

/** The agent that acted; undefined when it was none, as for RPC calls. */
export function agentOf({ agentId }: AuditEvent): string | undefined {
  return agentId === null || agentId === undefined || noAgents.has(agentId) ? undefined : agentId;
}

/** The user in the metadata. */
export function userOf({ metadata }: AuditEvent): string | undefined {
  const user = metadata?.['userId'];
  return typeof user === 'string' ? user : undefined;
}

/** The outcome. An unknown one counts as a failure; the original is in the details. */
export function outcomeOf({ outcome }: AuditEvent): AuditOutcome {
  return auditOutcomes.find((known) => known === outcome) ?? 'failure';
}

/** The reason, if the daemon gives one. */
export function reasonOf({ metadata }: AuditEvent): string | undefined {
  const error = metadata?.['error'];
  return typeof error === 'string' && error !== '' ? error : undefined;
}

/** The class. An unknown one counts as the most severe; the original is in the details. */
function classOf({ classification }: AuditEvent): Classification {
  return classifications.find((known) => known === classification) ?? 'security';
}

/** Creates an entry. Fields without a documented counterpart, and unknown values, are in the details. */
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
