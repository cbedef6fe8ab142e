import { riskRank, type Risk, type SecurityEvent } from '../../protocol/index.js';

/** A filter of events; all given fields must match. `{}` shows all. */
export interface EventFilter {
  /** This risk or a higher one. An unknown risk always matches. */
  readonly risk?: Exclude<Risk, 'unknown'>;
  /** A substring of the agent's name. */
  readonly agentId?: string;
  /** A substring of any column, or of the type, trace or session. */
  readonly text?: string;
}

const fold = (text: string) => text.normalize('NFC').toLowerCase();

/**
 * Returns a predicate that caches its result per event; undefined for a filter that shows all.
 *
 * @param textsOf returns the texts to search.
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
  // `unknown` is the last risk; values unknown to this version come after it.
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
