import { formatMoment, formatCount } from '../../ui/format/format.js';
import { messages } from '../../ui/language/messages.js';

/** All strings of `<comis-connection-status>`. */
export const strings = messages('connection-status', {
  label: 'Connection to the gateway',
  connecting: 'Connecting…',

  live: 'Connected, live',
  starting: 'Connected, live updates starting…',
  noStream: 'Connected, but without live updates',
  notLive: 'Connected, not live: the token lacks the scope ws',
  delayed: 'Connected, but live updates are delayed',
  delayedBy: (ms: number) => ` by ${formatCount(Math.round(ms / 1000))} s`,
  delayedWhy: ': something between this page and the gateway buffers the stream',
  paused: 'Connected; live updates paused while this page is hidden',
  interrupted: (since: number) => `Connected, but live updates interrupted since ${formatMoment(since)}`,
  reconnecting: (since: number) => `Connection lost at ${formatMoment(since)}, reconnecting…`,
  restarting: (since: number) => `Gateway restarting since ${formatMoment(since)}, reconnecting…`,
  away: 'Gateway away for over a minute: somebody may have to start it',
  limited: 'Rate-limited by the gateway: not connected until the limit has passed',
  streamLimited: 'Connected, but without live updates: rate-limited by the gateway until the limit has passed',
  foreign: 'The gateway does not speak the expected protocol',
  refused: 'The gateway does not accept the token',
  closed: 'Connection closed',
  actingAs: (name: string) => `as ${name}`,
  stale: (since: number) => `Everything shown is as of ${formatMoment(since)}.`,
  noStreamMeans:
    'Retrying. Until then pending requests are refreshed every 10 s. Nothing else updates automatically: refresh what you need.',
  retryNow: 'Retry now',
  why: 'Why?',
  retryIn: (seconds: number) => `Next try in ${seconds} s`,
  held: (count: number) => (count === 1 ? '1 call waits' : `${formatCount(count)} calls wait`),
  problems: (count: number) =>
    count === 1
      ? '1 message or entry could not be read'
      : `${formatCount(count)} messages or entries could not be read`,
  unreadable: (name: string, issue: string, count: number) => `${name}: ${issue} (${formatCount(count)}×)`,
  details: 'Details',
  repeats: (count: number) =>
    `${formatCount(count)} ${count === 1 ? 'message' : 'messages'} arrived more than once and ${count === 1 ? 'is' : 'are'} shown once. A gateway may resend messages.`,
  reusedIdsShort: (count: number) => (count === 1 ? '1 reused ID' : `${formatCount(count)} reused IDs`),
  reusedIds: (count: number) =>
    `${formatCount(count)} ${count === 1 ? 'message' : 'messages'} used the ID of a different message. This is a fault of the gateway: IDs must be unique. ${count === 1 ? 'It was' : 'They were'} accepted.`,
  reusedEventIds: (count: number) =>
    `${formatCount(count)} security ${count === 1 ? 'event' : 'events'} used the ID of a different event. This is a fault of the gateway: IDs must be unique. All are in the log, marked.`,
  unknown: (name: string, count: number) => `${name}: event unknown to this version (${formatCount(count)}×)`,
});
