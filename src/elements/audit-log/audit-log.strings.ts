import { formatCount, formatDateMinute, formatNumber, formatSince } from '../../ui/format/format.js';
import { messages } from '../../ui/language/messages.js';

const plural = (count: number, one: string, many: string) => `${formatCount(count)} ${count === 1 ? one : many}`;
const decimals = (value: number) => formatNumber(value, { maximumFractionDigits: 1 });

/** All strings of `<comis-audit-log>`. */
export const strings = messages('audit-log', {
  what: 'audit log',
  table: 'Audit log',
  columns: {
    time: 'Time',
    agent: 'Agent',
    user: 'User',
    action: 'Action',
    classification: 'Classification',
    outcome: 'Outcome',
  },
  none: '—',

  filters: 'Filters',
  search: 'Search',
  searchHint: 'agent, user, action, comment, details',
  exactHint: 'whole name',
  any: 'Any',
  allDays: 'All',
  days: (days: number) => `Last ${plural(days, 'day', 'days')}`,
  /** The labels of the filters, in order. */
  filterNames: {
    search: 'Search',
    agentId: 'Agent',
    action: 'Action',
    outcome: 'Outcome',
    classification: 'Classification',
    days: 'Days',
    user: 'User',
    traceId: 'Trace',
  },
  active: 'Active filters',
  remove: 'Remove filter',
  clear: 'Clear filters',

  count: (shown: number, total: number | undefined, complete: boolean) => {
    if (complete) return plural(shown, 'entry', 'entries');
    return total === undefined ? `${formatCount(shown)} shown` : `${formatCount(shown)} of ${formatCount(total)}`;
  },
  oldest: (ms: number) => `Oldest entry ${formatDateMinute(ms)}`,
  /** Beside the count, where the gateway keeps no log and the rows are derived from other sources. */
  known: (since: number) => `Known since ${formatSince(since)}`,
  derivedFrom: (from: string) => `Derived from ${from}.`,
  arrived: (count: number, atLeast: boolean) => `${formatCount(count)}${atLeast ? '+' : ''} new`,
  arrivedTitle: 'Show new entries',
  announced: 'New entries have arrived. Press the button to show them.',
  more: 'Load more',
  loadingMore: 'Loading more…',
  moreFailed: (reason: string) => `Could not load more: ${reason}`,
  notConnected: 'Not connected to the gateway.',

  empty: 'No entries yet.',
  emptyHint: 'Entries of the gateway’s audit log appear here. The gateway chooses which actions it logs.',
  emptySince: (since: number) => `No entries since ${formatSince(since)}.`,
  emptySinceHint: 'Earlier entries are unknown.',
  nothingFound: 'No entry matches these filters:',
  nothingFoundSince: (since: number) => `No entry since ${formatSince(since)} matches these filters:`,
  nothingFoundHint: 'Agent and action match whole values. Search matches parts of words.',

  keys: 'Arrow keys move from row to row, Enter opens the details of one, Ctrl+C or ⌘C copies it as JSON.',
  details: 'Details',
  detailsOf: (action: string) => `of ${action}`,
  copyJson: 'Copy JSON',
  copied: 'Copied',
  notCopied: 'Could not copy: the browser refused it. Select the text instead.',
  only: 'Only this',
  onlyOf: (name: string) => `${name.toLowerCase()}: show nothing else`,
  duration: (ms: number) => {
    if (ms < 1000) return `${decimals(ms)} ms`;
    if (ms < 60_000) return `${decimals(ms / 1000)} s`;
    return `${formatCount(Math.floor(ms / 60_000))} min ${formatCount(Math.floor((ms % 60_000) / 1000))} s`;
  },
  fields: {
    timestamp: 'Time',
    agentId: 'Agent',
    user: 'User',
    action: 'Action',
    classification: 'Classification',
    outcome: 'Outcome',
    comment: 'Comment',
    traceId: 'Trace',
    approvalId: 'Approval',
    durationMs: 'Duration',
    id: 'ID',
    details: 'Details',
  },
});
