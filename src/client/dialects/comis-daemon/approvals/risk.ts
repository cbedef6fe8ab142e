/** How dangerous an action is, by what it can do: the daemon does not say, and who asks says nothing about it. */
import type { ActionClass, Risk } from '../../../../protocol/index.js';
import { type Effect, effects, knownAction } from './action-table.js';

/** What is known of an action's danger. */
export interface Danger {
  readonly risk: Risk;
  /** What it was derived from, to follow "derived from". */
  readonly riskFrom: string;
  readonly class?: ActionClass;
  readonly sensitive?: true;
}

/** What gives or takes access. */
const sensitive: ReadonlySet<Effect> = new Set(['keys', 'permissions']);

/** Works out how dangerous an action is. @param action - as the daemon names it, for one `agents.delete`. */
export function dangerOf(action: string): Danger {
  const known = knownAction(action);
  if (!known) {
    return {
      risk: 'unknown',
      riskFrom: 'the action’s name, which no tool of Comis 1.0.34 has: judge it by its parameters',
    };
  }
  const does = known.effects.map((effect) => effects[effect].words).join(', ') || 'only reads';
  const isHigh = known.effects.some((effect) => effects[effect].risk === 'high');
  return {
    risk: isHigh ? 'high' : known.effects.length > 0 ? 'medium' : 'low',
    riskFrom: `what ${action} can do (${does}), by a table of the tools of Comis 1.0.34`,
    class: known.class,
    ...(known.effects.some((effect) => sensitive.has(effect)) ? { sensitive: true as const } : {}),
  };
}
