/** The audit log of a gateway, by what is asked of it: who did what, with which outcome, and why. */
import type { RpcClient } from '../client/rpc-client.js';
import { auditFilter, type AuditEntry, type ParamsOf } from '../protocol/index.js';
import { PagedQuery, type PageSource } from './stores/paged-query.js';

/** Which entries are asked for; all that is given must be true of an entry. The gateway filters, not the browser. */
export type AuditFilter = Pick<
  ParamsOf<'security.audit'>,
  'search' | 'agentId' | 'user' | 'action' | 'outcome' | 'classification' | 'days' | 'traceId'
>;

/** A question to the audit log. */
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

/** Tells entries apart, also those of a gateway that has used an id again, after a restart or by mistake. */
export function auditKey({ id, timestamp, agentId, user, action, classification, outcome }: AuditEntry): string {
  return JSON.stringify([id, timestamp, agentId, user, action, classification, outcome]);
}

/**
 * Asks the audit log. Each who reads it asks a question of their own: it is not shared.
 *
 * @param isAtRest whether nobody reads, so that entries are shown as they arrive.
 */
export const auditQuery = (client: RpcClient, filter: AuditFilter, isAtRest?: () => boolean): AuditQuery =>
  new PagedQuery(client, source, filter, isAtRest);

/**
 * Whether an entry that has just arrived answers a question: `days` always holds then. How a gateway searches is its own
 * affair, so this may be wrong about `search`; the next read is right.
 */
export function matchesFilter(entry: AuditEntry, filter: AuditFilter): boolean {
  return auditFilter(filter)(entry);
}

const fields = ['search', 'days', 'agentId', 'user', 'action', 'outcome', 'classification', 'traceId'] as const;

/** Whether two filters ask the same question. */
export function isSameFilter(a: AuditFilter, b: AuditFilter): boolean {
  return fields.every((field) => a[field] === b[field]);
}
