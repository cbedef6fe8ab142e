import type { Verdict } from '../../../protocol/index.js';
import { formatCount } from '../../../ui/format/format.js';
import { messages } from '../../../ui/language/messages.js';

const plural = (count: number, one: string, many: string) => `${formatCount(count)} ${count === 1 ? one : many}`;
const verbs: Readonly<Record<Verdict, string>> = { approve: 'Approve', deny: 'Deny' };

function failedWords(failed: number, selected: number): string {
  if (selected === 0) return `${formatCount(failed)} failed`;
  if (selected === failed) return `${formatCount(failed)} failed and still selected`;
  return `${formatCount(failed)} failed, ${formatCount(selected)} of them still selected`;
}

/** All strings of bulk decisions. */
export const bulkStrings = messages('bulk', {
  toolbar: 'Several at once',
  select: (name: string) => `Select ${name}`,
  selectAll: (count: number) => `Select all ${formatCount(count)}`,
  leftOut: (count: number) => `${formatCount(count)} left out`,
  leftOutTitle: 'High and critical risks are decided one by one, and so are changed requests that were not reviewed.',
  selected: (count: number) => `${formatCount(count)} selected`,
  clear: 'Clear',
  act: (verdict: Verdict, count: number) => `${verbs[verdict]} ${formatCount(count)}…`,
  oneByOne: 'High and critical risks are decided one by one',

  ask: (verdict: Verdict, count: number) => `${verbs[verdict]} ${plural(count, 'request', 'requests')}?`,
  effect:
    'Exactly these requests, one after the other, as they were when you pressed the button. Later requests are not included.',
  effectWithNotes:
    'These requests, one after the other, as they were when you pressed the button, with these notes. Later requests are not included.',
  ofThem: (count: string) => `${count} of them:`,
  acted: (verdict: Verdict, count: number) =>
    `${verdict === 'approve' ? 'Approval' : 'Denial'} of ${plural(count, 'request', 'requests')}`,
  confirm: (verdict: Verdict, count: number) => `${verbs[verdict]} ${formatCount(count)}`,
  none: 'None of them can be decided this way.',
  cancel: 'Cancel',
  close: 'Close',
  stop: 'Stop',
  show: 'Show',
  comment: 'Comment for all',
  commentForOthers: 'Comment for all others',
  ownComment: 'Own comment:',
  rows: 'Requests in this batch',
  agent: 'Agent',
  action: 'Action',
  risk: 'Risk',
  params: 'All parameters',
  marks: 'Differs in',
  moreMarks: (count: number) => `and in ${plural(count, 'more parameter', 'more parameters')}`,
  left: 'Time left',
  result: 'Result',
  progress: (verdict: Verdict, done: number, all: number) =>
    `${verdict === 'approve' ? 'Approving' : 'Denying'}: ${formatCount(done)} of ${formatCount(all)}`,
  summary: (
    verdict: Verdict,
    counts: { decided: number; failed: number; selected: number; unknown: number; ended: number; rest: number },
  ) =>
    [
      `${formatCount(counts.decided)} ${verdict === 'approve' ? 'approved' : 'denied'}`,
      ...(counts.failed > 0 ? [failedWords(counts.failed, counts.selected)] : []),
      ...(counts.unknown > 0 ? [`outcome of ${formatCount(counts.unknown)} unknown`] : []),
      ...(counts.ended > 0 ? [`${formatCount(counts.ended)} had already ended`] : []),
      ...(counts.rest > 0 ? [`${formatCount(counts.rest)} not sent`] : []),
    ].join(', '),
  waits: 'Waits',
  sending: 'Sending…',
  notSent: (why: string | undefined) => (why === undefined ? 'Not sent' : `Not sent: ${why}`),
  omitted: (why: string) => `Left out: ${why}`,
  already: (words: string) => `Not sent: ${words}`,
});
