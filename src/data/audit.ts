/** Queries of a gateway's audit log: who did what, with which outcome, and why. */
import type { RpcClient } from '../client/rpc-client.js';
import { auditFilter, type AuditEntry, type ParamsOf } from '../protocol/index.js';
import { PagedQuery, type PageSource } from './stores/paged-query.js';

/** A filter of entries, applied by the gateway; all given fields must match. */
export type AuditFilter = Pick<
  ParamsOf<'security.audit'>,
  'search' | 'agentId' | 'user' | 'action' | 'outcome' | 'classification' | 'days' | 'traceId'
>;

/** A query of the audit log. */
export type AuditQuery = PagedQuery<AuditFilter, AuditEntry, 'audit:event'>;

/** How many entries a page holds. */
export const auditPage = 100;

const source: PageSource<AuditFilter, AuditEntry, 'audit:event'> = {
  method: 'security.audit',
  pageSize: auditPage,
  async load(client, filter, cursor, signal) {
    const params = { ...filter, limit: auditPage, ...(cursor === undefined ? {} : { cursor }) };
    const answer = await client.call('security.audit', params, { signal });
    const { entries, nextCursor, total, oldest, notes = [], derived, unreadable = [] } = answer;
    return { rows: entries, nextCursor, total, oldest, notes, derived, unreadable };
  },
  event: 'audit:event',
  rowOf: (entry) => entry,
  idOf: auditKey,
  matches: matchesFilter,
};

/** The identity of an entry, also when the gateway reuses an id (after a restart or by mistake). */
export function auditKey({ id, timestamp, agentId, user, action, classification, outcome }: AuditEntry): string {
  return JSON.stringify([id, timestamp, agentId, user, action, classification, outcome]);
}

/**
 * Creates a query. Not shared: each element has its own filter.
 *
 * @param isAtRest returns whether new entries may be shown as they arrive, because nobody is reading.
 */
export const auditQuery = (client: RpcClient, filter: AuditFilter, isAtRest?: () => boolean): AuditQuery =>
  new PagedQuery(client, source, filter, isAtRest);

/**
 * Whether a new entry matches a filter; `days` always does. `search` is an approximation of the gateway's own search,
 * corrected by the next read.
 */
export function matchesFilter(entry: AuditEntry, filter: AuditFilter): boolean {
  return auditFilter(filter)(entry);
}

const fields = ['search', 'days', 'agentId', 'user', 'action', 'outcome', 'classification', 'traceId'] as const;

/** Whether two filters are equal. */
export function isSameFilter(a: AuditFilter, b: AuditFilter): boolean {
  return fields.every((field) => a[field] === b[field]);
}
