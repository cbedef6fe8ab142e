import type { Judgement } from '../../data/policy/policy-evaluation.js';
import type { Decider } from '../../data/approvals/history.js';
import { type Open, type Outcome, outcomes } from '../../protocol/index.js';
import { openWords } from '../text-safety/open-word.js';
import { formatCount } from '../format/format.js';
import { messages } from '../language/messages.js';

const words: Readonly<Record<Outcome, string>> = {
  approved: 'approved',
  denied: 'denied',
  expired: 'expired',
  withdrawn: 'withdrawn',
};

/** All strings of a backtest. */
export const backtestStrings = messages('backtest', {
  reading: 'Loading recent decisions for the backtest…',
  failed: (reason: string) => `The backtest could not be run: ${reason}`,
  none: 'No past decisions to test against.',
  sentence(alone: number, total: number, denied: number, approved: number): string {
    const count = alone === 0 ? 'none' : formatCount(alone);
    const decided = `Would have decided ${count} of the last ${formatCount(total)} without a person`;
    if (alone === 0) return `${decided}.`;
    const against = `you denied ${denied === 0 ? 'none' : formatCount(denied)} of them`;
    return `${decided}; ${against}${approved === 0 ? '' : `, and it would deny ${formatCount(approved)} that you approved`}.`;
  },
  inForce: (alone: number) => `The rules in force: ${alone === 0 ? 'none' : formatCount(alone)}.`,
  show: (count: number) => (count === 1 ? 'Show it' : `Show the ${formatCount(count)}`),
  list: 'What would have been decided by itself',
  then: (outcome: Open<Outcome>, decider: Decider, by: string) =>
    `${openWords(outcomes, outcome, (known) => words[known])} ${decider === 'person' ? `by ${by}` : 'without a person'}`,
  now: {
    proceeds: 'would go ahead',
    approved: 'would be approved',
    denied: 'would be denied',
    waits: 'would wait',
  } satisfies Record<Judgement['decision'], string>,
  by: (rule: string) => `by ${rule}`,
});
