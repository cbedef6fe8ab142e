/** Untrusted JSON, and untrusted text that may hold secrets: drawn when their checks are loaded (`text-checks.ts`). */
import type { JsonViewOptions } from './checks/json-view.js';
import { mayHoldSecret } from './plain-text.js';
import { currentPatterns } from './redact-patterns.js';
import { checking, checkingWords, needTextChecks, textChecks } from './text-checks.js';

/**
 * Renders a JSON value: printed, with the number of lines and characters. Values under secret-looking keys, and secrets
 * within text, are masked behind "Show N hidden values", and are in the page only while revealed.
 */
export const jsonView = (value: unknown, options: JsonViewOptions): unknown =>
  needTextChecks()?.jsonView(value, options) ?? checking();

/**
 * The JSON of a value for the clipboard, masked as on the screen. Rows are copied by code that is loaded with the checks,
 * and details show JSON.
 */
export const jsonForCopy = (value: unknown): string => textChecks()?.jsonForCopy(value) ?? checkingWords();

/** Whether a text may hold a secret of a known format, or what the host hides. */
const isSuspect = (value: unknown): value is string =>
  typeof value === 'string' && (currentPatterns().length > 0 || mayHoldSecret(value));

/** Whether a text contains a secret. A text that is not checked yet counts as one that does. */
export const hasSecret = (text: string): boolean => isSuspect(text) && (needTextChecks()?.hasSecret(text) ?? true);

/** Masks secrets in a text by their length. */
export const textWithoutSecrets = (text: string): string =>
  isSuspect(text) ? (needTextChecks()?.textWithoutSecrets(text) ?? checkingWords()) : text;

/** The same for several texts: equal secrets get the same number, so that different ones can be distinguished. */
export function textsWithoutSecrets(values: readonly unknown[]): readonly unknown[] {
  if (!values.some(isSuspect)) return values;
  const checks = needTextChecks();
  return checks
    ? checks.textsWithoutSecrets(values)
    : values.map((value) => (isSuspect(value) ? checkingWords() : value));
}
