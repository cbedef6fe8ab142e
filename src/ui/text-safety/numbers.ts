/** Numbers that are no longer what was written: JSON may say what a double cannot hold. */
import { honestStrings as strings } from './honest-text.strings.js';
import type { Token } from './suspicious-text.js';

/** What became of a number on its way: there is none so large, or its last digits may be others. */
export type NumberTrouble = 'too-large' | 'rounded';

/** Says why a number may not be the one that was written; undefined when nothing speaks against it. */
export function troubleOf(value: number): NumberTrouble | undefined {
  if (!Number.isFinite(value)) return 'too-large';
  return Math.abs(value) > Number.MAX_SAFE_INTEGER ? 'rounded' : undefined;
}

/** Looks through a value that came as JSON. Not for one that nests without end. */
export function numberTroubleIn(value: unknown): NumberTrouble | undefined {
  if (typeof value === 'number') return troubleOf(value);
  if (typeof value !== 'object' || value === null) return undefined;
  for (const each of Object.values(value)) {
    const trouble = numberTroubleIn(each);
    if (trouble) return trouble;
  }
  return undefined;
}

/** A number as JSON that is read as the same number again: `JSON.stringify` makes null of one that is too large, and 0 of -0. */
export function printNumber(value: number): string {
  if (Object.is(value, -0)) return '-0';
  if (Number.isFinite(value) || Number.isNaN(value)) return JSON.stringify(value);
  return value > 0 ? '1e999' : '-1e999';
}

/** What is drawn in the place of a number that may not be the one that was written; undefined for all others. */
export function numberToken(value: number): Token | undefined {
  const trouble = troubleOf(value);
  if (!trouble) return undefined;
  const raw = printNumber(value);
  if (trouble === 'rounded')
    return { raw, label: strings.roundedNumber(raw), title: strings.roundedNumberTitle, isNumber: true };
  const label = strings.unreadableNumber(String(value).replace('Infinity', '∞'));
  return { raw, label, title: strings.unreadableNumberTitle, isNumber: true };
}
