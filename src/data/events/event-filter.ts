import { riskRank, type Risk, type SecurityEvent } from '../../protocol/index.js';

/** Which events a reader wants to see; all that is given must be true of an event. `{}` shows all. */
export interface EventFilter {
  /** This risk or a higher one. What is of unknown risk may be of any, and stays. */
  readonly risk?: Exclude<Risk, 'unknown'>;
  /** A part of the agent's name. */
  readonly agentId?: string;
  /** A part of what the event says in any column, or of its type, trace or session. */
  readonly text?: string;
}

const fold = (text: string) => text.normalize('NFC').toLowerCase();

/**
 * Makes the test that a filter stands for, which asks each event once; undefined for one that shows all.
 *
 * @param textsOf what a text is looked for in.
 */
export function testOf(
  { risk, agentId = '', text = '' }: EventFilter,
  textsOf: (event: SecurityEvent) => readonly (string | undefined)[],
): ((event: SecurityEvent) => boolean) | undefined {
  const agent = fold(agentId.trim());
  const wanted = fold(text.trim());
  if (risk === undefined && agent === '' && wanted === '') return undefined;
  const least = risk === undefined ? 0 : riskRank(risk);
  const known = new WeakMap<SecurityEvent, boolean>();
  // `unknown` is the last of the risks, and a word that nobody here knows comes after it.
  const matches = (event: SecurityEvent) =>
    riskRank(event.risk) >= least &&
    (agent === '' || fold(event.agentId ?? '').includes(agent)) &&
    (wanted === '' || textsOf(event).some((each = '') => fold(each).includes(wanted)));
  return (event) => {
    let answer = known.get(event);
    if (answer === undefined) known.set(event, (answer = matches(event)));
    return answer;
  };
}
