import type { EventFilter } from '../../data/events/event-filter.js';
import type { Gap } from '../../data/events/event-rows.js';
import { formatMoment, formatCount, formatSince } from '../../ui/format/format.js';
import { messages } from '../../ui/language/messages.js';

const events = (count: number) => (count === 1 ? '1 event' : `${formatCount(count)} events`);

/** All strings of `<comis-security-events>`. */
export const strings = messages('security-events', {
  label: 'Security events',
  what: 'security events',
  columns: { time: 'Time', agent: 'Agent', action: 'Action', risk: 'Risk', user: 'User' },
  keys: 'Arrow keys move from row to row, Enter opens the details of one, Ctrl+C or ⌘C copies it as JSON.',
  none: '—',

  pause: 'Pause',
  resume: 'Resume',
  waiting: (count: number) => `${formatCount(count)} waiting`,
  cut: (count: number) => (count === 1 ? '1 older event dropped' : `${formatCount(count)} older events dropped`),
  fresh: (count: number) => `${formatCount(count)} new`,
  /** Beside the count of waiting or new events while a filter is on, which does not apply to them yet. */
  unfiltered: 'not filtered yet',
  count: events,
  shown: (shown: number, of: number) => `${formatCount(shown)} of ${events(of)} shown`,
  forgotten: (count: number) => `${formatCount(count)} older no longer kept`,

  readOlder: 'Load older events',
  readingOlder: 'Loading older events…',
  older: (count: number, status: 'none' | 'ready' | 'reading' | 'full') => {
    const read = `${formatCount(count)} older loaded`;
    if (status === 'none') return `${read}: the gateway has no more.`;
    return status === 'full' ? `${read}: no room for more.` : read;
  },
  olderFailed: (reason: string) => `Could not load older events: ${reason}`,

  empty: 'No security events yet.',
  emptySince: (since: number) => `No security events since ${formatSince(since)}.`,
  emptyHint: 'Events appear here as the gateway reports them.',
  onlyRoutine: 'All events so far are routine and collapsed: see above.',
  noMatch: 'No event matches the filter.',
  noMatchHint: (of: number) => `${events(of)} ${of === 1 ? 'is' : 'are'} hidden by it.`,

  about: 'About this log',
  seenSince: (since: number) => `Seen by this page since ${formatSince(since)}.`,
  routineFolded: 'Routine, folded:',
  routineShown: 'Routine, shown:',
  times: (count: number) => `×${formatCount(count)}`,
  otherRoutine: (count: number) => `others ×${formatCount(count)}`,
  showRoutine: 'Show',
  foldRoutine: 'Fold',
  /** Completes the button's accessible name. */
  ofRoutine: 'routine events',

  filter: 'Filter',
  filters: 'Filter',
  risk: 'Risk',
  anyRisk: 'Any',
  atLeast: {
    low: 'Low or higher',
    medium: 'Medium or higher',
    high: 'High or higher',
    critical: 'Critical',
  } satisfies Record<NonNullable<EventFilter['risk']>, string>,
  agent: 'Agent',
  agentHint: 'part of its name',
  text: 'Search',
  textHint: 'any column, type, trace or session',
  clear: 'Clear filter',

  clockOff: 'clock off',
  misdated: (isImpossible: boolean, arrived: number) =>
    `${isImpossible ? 'Its time cannot be right' : "Its clock is off: this date is ahead of the gateway's"}. It arrived at ${formatMoment(arrived)} and is shown there.`,

  reusedId: 'ID reused',
  reused:
    'Another event with different content has the same ID: both are shown. The gateway may have restarted its numbering.',

  gap: ({ from, to, state }: Gap) => {
    const span = `No data ${formatMoment(from)}–${formatMoment(to)}`;
    if (state.status === 'reading') return `${span}, loading missed events…`;
    if (state.status === 'unknown') return `${span}, missed events unknown`;
    const routine = state.routine > 0 ? ` and ${formatCount(state.routine)} routine` : '';
    const backfilled = `${span}, ${formatCount(state.backfilled)}${routine} backfilled`;
    return state.complete ? backfilled : `${backfilled}, there may be more`;
  },

  details: 'Details',
  panel: 'Event details',
  close: 'Close',
  copyJson: 'Copy JSON',
  copied: 'Copied',
  notCopied: 'Could not copy: the browser refused it. Select the text instead.',
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
    routine: 'Routine',
    id: 'ID',
    details: 'Details',
  },
});
