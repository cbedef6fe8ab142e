import type { Gap } from '../../data/event-rows.js';
import { formatClock, formatCount } from '../shared/format.js';
import { isSuspicious } from '../shared/suspicious-text.js';

/** All words of `<comis-security-events>`. */
export const strings = {
  label: 'Security events',
  what: 'security events',
  columns: ['Time', 'Agent', 'Action', 'Risk', 'User'],
  keys: 'Arrow keys move from row to row, Enter opens the details of one.',
  none: '—',

  pause: 'Pause',
  resume: 'Resume',
  waiting: (count: number) => `${formatCount(count)} waiting`,
  cut: (count: number) => (count === 1 ? '1 older one cut' : `${formatCount(count)} older ones cut`),
  fresh: (count: number) => `${formatCount(count)} new`,
  count: (count: number) => (count === 1 ? '1 event' : `${formatCount(count)} events`),
  forgotten: (count: number) => `${formatCount(count)} older no longer kept`,

  empty: 'No security events yet.',
  emptyHint: 'What agents do and what is refused appears here as it happens.',

  gap: ({ from, to, state }: Gap) => {
    const span = `No data ${formatClock(from)}–${formatClock(to)}`;
    if (state.status === 'reading') return `${span}, reading what was missed…`;
    if (state.status === 'unknown') return `${span}, unknown what was missed`;
    const backfilled = `${span}, ${formatCount(state.backfilled)} backfilled`;
    return state.complete ? backfilled : `${backfilled}, unknown how many more`;
  },

  details: 'Details',
  panel: 'Event details',
  close: 'Close',
  copyJson: 'Copy JSON',
  copied: 'Copied',
  notCopied: 'Could not copy: the browser refused it. Select the text instead.',
  /** Names the box of a long value. A name that the gateway made up may be untrusted, and no label shows what it hides. */
  box: (key: string) => (isSuspicious(key) ? 'Value' : key),
  fields: {
    timestamp: 'Time',
    agentId: 'Agent',
    action: 'Action',
    risk: 'Risk',
    user: 'User',
    type: 'Type',
    outcome: 'Outcome',
    message: 'Message',
    traceId: 'Trace',
    sessionKey: 'Session',
    id: 'ID',
  },
} as const;
