import { type Open, type Risk, risks } from '../../protocol/index.js';
import { openWords } from '../../ui/text-safety/open-word.js';
import { formatCount, formatSince } from '../../ui/format/format.js';
import { messages } from '../../ui/language/messages.js';

/** All strings of remembered rules. */
export const strings = messages('remembered-rules', {
  title: 'Remembered rules',
  hint: 'Created from requests with “Remember this”, each for a limited time. They approve requests that would otherwise wait, and expire by the gateway’s clock.',
  list: 'Remembered rules in force',
  empty: 'None. “Remember this” on a request’s card creates one.',
  none: 'This gateway remembers no rules.',
  notOffered: (reason: string) => `This gateway remembers no rules: ${reason}`,
  by: 'by',
  anyAgent: 'any agent',
  anyParams: 'Any parameters.',
  exactParams: 'Exactly these parameters',
  upTo: (risk: Open<Risk> | undefined) =>
    risk === undefined || risk === 'unknown' ? 'Any risk.' : `Up to ${openWords(risks, risk)} risk.`,
  made: (age: string, by: string) => `Made ${age} by ${by}.`,
  uses: (uses: number, age: string | undefined) =>
    uses === 0 || age === undefined
      ? 'Not used yet.'
      : `Used ${uses === 1 ? 'once' : `${formatCount(uses)} times`}, last ${age}.`,
  ends: (left: string | undefined, at: number) =>
    left === undefined ? `Ends at ${formatSince(at)}.` : `Ends in ${left}, at ${formatSince(at)}.`,
  over: 'Ending.',
  idle: 'The emergency brake is on: they have no effect until it is released.',
  revoke: 'Revoke',
  revoking: 'Revoking…',
  failed: (reason: string) => `Not revoked: ${reason}`,
  revoked: 'Revoked.',
});
