/** Which audit entries somebody asks for: what the filters of `security.audit` mean. */
import type { AuditEntry } from './domain.js';
import type { ParamsOf } from './methods/index.js';

type AuditFilter = Omit<ParamsOf<'security.audit'>, 'cursor' | 'limit' | 'days' | 'from' | 'to'>;

/** All of the filters at once; one that is not given lets all through. */
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

/** The cheap fields first: most of a search's time would go into details. */
function speaksOf({ agentId, user, action, comment, details }: AuditEntry, wanted: string): boolean {
  const holds = (text: string | undefined) => text !== undefined && fold(text).includes(wanted);
  return holds(action) || holds(agentId) || holds(user) || holds(comment) || holdsWithin(details, holds);
}

/** Looks through keys and values as they are, not as JSON, which has quotes and escapes that nobody searches for. */
function holdsWithin(value: unknown, holds: (text: string) => boolean): boolean {
  if (typeof value === 'string') return holds(value);
  if (typeof value === 'number' || typeof value === 'boolean') return holds(String(value));
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some((item) => holdsWithin(item, holds));
  return Object.entries(value).some(([key, item]) => holds(key) || holdsWithin(item, holds));
}

/** Upper and lower case, and the ways to write one accented letter, make no difference. */
function fold(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
