/** Strings shared by several elements. Each element's own strings are in its `<name>.strings.ts`. */
import type { HeldCall, SlowCall } from '../../client/rpc-client.js';
import type { RpcMethod, Scope } from '../../protocol/index.js';
import { formatMoment, formatCount, formatSince } from '../format/format.js';
import { messages } from '../language/messages.js';

/** Formats a waiting time. */
const waited = (since: number): string => `${formatCount(Math.max(0, Math.round((Date.now() - since) / 1000)))} s`;

export const sharedStrings = messages('shared', {
  noClient:
    'No gateway: put this element inside <comis-gateway> with its getToken set, or set its own client property.',
  closed: 'The connection to the gateway is closed.',
  otherPerson: 'The page was signed in with another token meanwhile.',
  callerChanged: (from: string, to: string, at: number) =>
    `Signed in as ${to} since ${formatMoment(at)}, before that as ${from}. Comments, selections, forms and dialogs were discarded.`,
  altered:
    'Another program, such as a translator, has altered the text here. It was restored, and nothing was sent: read it again before you decide.',
  changedMeanwhile: 'What was shown here has changed since. Read it again.',
  repeatedId: 'ID used more than once',
  sortBy: 'Sort by',
  sorted: (column: string, direction: 'ascending' | 'descending') => `Sorted by ${column}, ${direction}.`,
  unsorted: "In the gateway's order.",
  refresh: 'Refresh',
  params: 'Parameters',
  retry: 'Retry',
  reconnect: 'Reconnect now',
  connecting: 'Connecting to the gateway…',
  restarting: 'Gateway restarting, reconnecting…',
  tryingAgain: (reason: string, attempt: number) => `Not connected. ${reason} Trying again, attempt ${attempt}.`,
  refused: (reason: string) => `The gateway does not accept the token: ${reason}`,
  loading: (what: string) => `Loading ${what}…`,
  failed: (what: string, reason: string) => `Could not load ${what}: ${reason}`,
  notOffered: (method: RpcMethod, reason?: string) =>
    `This gateway does not offer ${method}.${reason === undefined ? '' : ` ${reason}`}`,
  notAllowed: (method: RpcMethod, scope: Scope) => `Not allowed: ${method} needs a token with the scope ${scope}.`,
  readOnlyScope: (scope: Scope) => `Read-only: this token lacks the scope ${scope}.`,
  readOnly: 'Read-only here.',
  timesIn: 'Times in',
  /** Why a guarded button does nothing yet. */
  guard: {
    'out-of-view': 'Scroll the button into view first.',
    hidden: 'Covered or faded by something on the page.',
    soon: 'Ready in a moment.',
  },
  framed: 'This page is inside a frame of another site: nothing can be approved, created or revoked here.',
  printed: (at: string, zone: string) => `Printed ${at}. Times in ${zone}.`,
  filters: 'Filters:',
  noFilters: 'No filters.',
  notPrinted: (printed: number, left: number) =>
    `The first ${formatCount(printed)} rows are printed; ${formatCount(left)} more are loaded and not printed.`,
  live: 'Live',
  refreshing: 'Refreshing…',
  staleConnection: (since: number) => `Stale since ${formatMoment(since)}`,
  staleRestarting: (since: number) => `Stale since ${formatMoment(since)}: gateway restarting`,
  staleAway: (since: number) =>
    `Stale since ${formatMoment(since)}: gateway away for over a minute, somebody may have to start it`,
  staleRefused: (since: number) => `Stale since ${formatMoment(since)}: the gateway no longer accepts the token.`,
  staleStream: (since: number) => `Stale since ${formatMoment(since)}, no live updates`,
  staleDelayed: (delayMs: number) => `Delayed by ${formatCount(Math.round(delayMs / 1000))} s`,
  staleRead: (since: number, reason: string) =>
    `Stale since ${formatMoment(since)}: the last refresh failed. ${reason}`,
  readAt: (at: number) => `Read at ${formatMoment(at)}`,
  held: (count: number, reason: string) =>
    `${count === 1 ? '1 call waits' : `${formatCount(count)} calls wait`}: ${reason}`,
  heldCall: ({ method, since, until, reason }: HeldCall) =>
    `${method}, since ${formatMoment(since)} (${waited(since)})${until === undefined ? '' : `, until ${formatMoment(until)} at the latest`}: ${reason}`,
  waitsToLoad: (what: string, { since, reason }: HeldCall) =>
    `Waiting to load ${what}, ${waited(since)} so far: ${reason}`,
  slow: (count: number) =>
    count === 1 ? '1 call without an answer yet' : `${formatCount(count)} calls without an answer yet`,
  slowCall: ({ method, since, until }: SlowCall) =>
    `${method}, sent at ${formatMoment(since)} (${waited(since)}): the gateway has not answered yet; times out at ${formatMoment(until)}.`,
  unreadable: (count: number) =>
    count === 1 ? '1 entry could not be read' : `${formatCount(count)} entries could not be read`,
  moreUnreadable: (count: number) => `and ${formatCount(count)} more`,
  derived: (from: string, since: number) => `Derived from ${from}, since ${formatSince(since)}.`,
  notConnected: 'Not connected to the gateway.',
  hostUnanswered: 'This page did not answer: nothing was sent.',
  hostRefused: (reason: string) =>
    `This page did not allow it. Nothing was sent.${reason === '' ? '' : ` Reason: ${reason}`}`,
  hostAsked: 'Waiting for this page to allow it…',
  notSent: (reason: string) => (reason === '' ? 'Not sent.' : `Not sent. ${reason}`),
  cancel: 'Cancel',
  remember: 'Remember this…',
  elementGone: 'The element was removed from the page before anything was sent.',
  otherGateway: 'The page switched to another gateway before anything was sent.',
  notLive: 'Not live: this token lacks the scope ws. Shown as of the last refresh.',
});
