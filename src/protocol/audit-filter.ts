/** Implements the filters of `security.audit`. */
import type { AuditEntry } from './domain.js';
import type { ParamsOf } from './methods/index.js';

type AuditFilter = Omit<ParamsOf<'security.audit'>, 'cursor' | 'limit' | 'days' | 'from' | 'to'>;

/** Returns a predicate for all given filters. */
export function auditFilter({ search, ...exact }: AuditFilter): (entry: AuditEntry) => boolean {
  const { agentId, user, action, classification, outcome, traceId } = exact;
  const wanted = fold(search?.trim() ?? '');
  return (entry) =>
    (agentId === undefined || entry.agentId === agentId) &&
    (user === undefined || entry.user === user) &&
    (action === undefined || entry.action === action) &&
    (classification === undefined || entry.classification === classification) &&
    (outcome === undefined || entry.outcome === outcome) &&
    (traceId === undefined || entry.traceId === traceId) &&
    (wanted === '' || speaksOf(entry, wanted));
}

/** Searches cheap fields first; details take most of the time. */
function speaksOf({ agentId, user, action, comment, details }: AuditEntry, wanted: string): boolean {
  const holds = (text: string | undefined) => text !== undefined && fold(text).includes(wanted);
  return holds(action) || holds(agentId) || holds(user) || holds(comment) || holdsWithin(details, holds);
}

/** Searches keys and values, not their JSON with its quotes and escapes. */
function holdsWithin(value: unknown, holds: (text: string) => boolean): boolean {
  if (typeof value === 'string') return holds(value);
  if (typeof value === 'number' || typeof value === 'boolean') return holds(String(value));
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some((item) => holdsWithin(item, holds));
  return Object.entries(value).some(([key, item]) => holds(key) || holdsWithin(item, holds));
}

/** Normalizes case and Unicode composition. */
function fold(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
