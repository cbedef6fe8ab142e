/** Numbers that a double cannot represent as written in JSON. */
import { textSafetyStrings as strings } from './text-safety.strings.js';
import type { Token } from './checks/suspicious-text.js';

/** The problem of a number: too large, or its last digits may be rounded. */
export type NumberTrouble = 'too-large' | 'rounded';

/** Why a number may differ from what was written; undefined when it is exact. */
export function troubleOf(value: number): NumberTrouble | undefined {
  if (!Number.isFinite(value)) return 'too-large';
  return Math.abs(value) > Number.MAX_SAFE_INTEGER ? 'rounded' : undefined;
}

/** Whether a number is what was written. */
export const isExact = (value: number): boolean => troubleOf(value) === undefined;

/** Examines a JSON value, which must not be cyclic. */
export function numberTroubleIn(value: unknown): NumberTrouble | undefined {
  if (typeof value === 'number') return troubleOf(value);
  if (typeof value !== 'object' || value === null) return undefined;
  for (const each of Object.values(value)) {
    const trouble = numberTroubleIn(each);
    if (trouble) return trouble;
  }
  return undefined;
}

/**
 * A number as JSON that parses to the same number: `JSON.stringify` gives null for one that is too large, and 0 for -0.
 */
export function printNumber(value: number): string {
  if (Object.is(value, -0)) return '-0';
  if (Number.isFinite(value) || Number.isNaN(value)) return JSON.stringify(value);
  return value > 0 ? '1e999' : '-1e999';
}

/** The token of an inexact number; undefined for all others. */
export function numberToken(value: number): Token | undefined {
  const trouble = troubleOf(value);
  if (!trouble) return undefined;
  const raw = printNumber(value);
  if (trouble === 'rounded')
    return { raw, label: strings.roundedNumber(raw), title: strings.roundedNumberTitle, isNumber: true };
  const label = strings.unreadableNumber(String(value).replace('Infinity', '∞'));
  return { raw, label, title: strings.unreadableNumberTitle, isNumber: true };
}
