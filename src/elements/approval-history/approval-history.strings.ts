import type { Decider } from '../../data/approvals/history.js';
import type { Outcome } from '../../protocol/index.js';
import { formatCount, formatCountdown } from '../../ui/format/format.js';
import { messages } from '../../ui/language/messages.js';

const plural = (count: number, one: string, many: string) => `${formatCount(count)} ${count === 1 ? one : many}`;

/** All strings of `<comis-approval-history>`. */
export const strings = messages('approval-history', {
  what: 'approval history',
  table: 'Approval history',
  empty: 'No decisions yet.',
  emptyHint: 'Approved, denied, expired and withdrawn requests appear here, as far as the gateway reports them.',
  noMatch: 'No decision matches the filters.',
  noMatchHint: 'Filters match whole values.',

  filters: 'Filters',
  outcome: 'Outcome',
  agent: 'Agent',
  filterNames: { agentId: 'Agent', action: 'Action', resolvedBy: 'Resolved by', from: 'From', to: 'Until' },
  anyOutcome: 'Any',
  anyText: 'Any',
  clear: 'Clear filters',

  count: (shown: number, total: number | undefined) =>
    total === undefined || total <= shown
      ? plural(shown, 'decision', 'decisions')
      : `${formatCount(shown)} of ${plural(total, 'decision', 'decisions')}`,
  arrived: (count: number) => `${formatCount(count)} new`,
  denialRemembered: (action: string, left: string) =>
    `The gateway remembers this denial for another ${left}. Until then every request for ${action} in this session is denied without asking.`,
  denialForgotten: 'The gateway says that it has forgotten the denials of this session.',
  forgetDenials: 'Forget the denials of this session',
  forgetting: 'Forgetting…',
  notForgotten: (why: string) => `Not forgotten: ${why}`,
  arrivedTitle: 'Show new decisions',
  announced: (count: number) => plural(count, 'new decision', 'new decisions'),
  more: 'Show more',
  readingMore: 'Loading more…',

  action: 'Action',
  risk: 'Risk',
  reason: 'Reason',
  resolvedAt: 'Resolved at',
  resolvedBy: 'Resolved by',
  none: '—',

  outcomes: {
    approved: 'Approved',
    denied: 'Denied',
    expired: 'Expired',
    withdrawn: 'Withdrawn',
  } satisfies Record<Outcome, string>,
  /** In the row: how a request was decided without a person. */
  automatic: {
    timeout: 'automatic: timeout',
    cache: 'automatic: cached',
    policy: 'automatic: policy',
    other: 'automatic',
  } satisfies Record<Exclude<Decider, 'person' | 'agent'>, string>,
  /** In the details, in a sentence. */
  how: {
    person: 'By a person.',
    agent: 'Withdrawn by the agent before a decision.',
    timeout: 'Automatically: nobody decided in time, so it was denied.',
    cache: 'Automatically: the gateway repeated an earlier decision. Nobody looked at this request.',
    policy: 'Automatically: the Default Mode covers this risk. Nobody looked at this request.',
    other: 'Automatically, by an unknown mechanism:',
  } satisfies Record<Decider, string>,

  exportAs: { json: 'Export JSON', csv: 'Export CSV' },
  exporting: (read: number) => `Reading, ${plural(read, 'decision', 'decisions')} so far…`,
  exported: (count: number) =>
    `Exported ${plural(count, 'decision', 'decisions')}. Values that look like secrets were left out.`,
  notExported: (reason: string) => `Nothing was exported: ${reason}`,
  stopExport: 'Stop',

  details: 'Details',
  copyJson: 'Copy JSON',
  copied: 'Copied',
  notCopied: 'Could not copy: the browser refused it. Select the text instead.',
  truncated: 'The gateway truncated this request: part of it is missing.',
  waited: formatCountdown,
  yes: 'yes',
  no: 'no',
  /** Labels the box of a value whose name has hidden characters. */
  value: 'Value',
  fields: {
    params: 'Parameters as decided',
    description: 'Description',
    explanation: "Agent's own explanation (a claim, not checked)",
    comment: 'Reason',
    automatic: 'Decided',
    createdAt: 'Asked at',
    resolvedAt: 'Resolved at',
    waited: 'Waited',
    resolvedBy: 'Resolved by',
    toolName: 'Tool',
    class: 'Class',
    sensitive: 'Sensitive',
    user: 'Requested by',
    trustLevel: 'Trust level',
    sessionKey: 'Session',
    traceId: 'Trace',
    approvalId: 'Request',
  },
});
