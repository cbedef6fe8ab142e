/** The risk of an action, derived from its effects, since the daemon does not report one. */
import type { ActionClass, Risk } from '../../../../protocol/index.js';
import { type Effect, effects, knownAction } from './action-table.js';

/** The risk of an action and the reason. */
export interface Danger {
  readonly risk: Risk;
  /** What it was derived from, to follow the words "derived from". */
  readonly riskFrom: string;
  readonly class?: ActionClass;
  readonly sensitive?: true;
}

/** Effects on access. */
const sensitive: ReadonlySet<Effect> = new Set(['keys', 'permissions']);

/** Derives the risk of an action. @param action - the daemon's name, such as `agents.delete`. */
export function dangerOf(action: string): Danger {
  const known = knownAction(action);
  if (!known) {
    return {
      risk: 'unknown',
      riskFrom: 'the action’s name, which is unknown in Comis 1.0.34: check its parameters',
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
