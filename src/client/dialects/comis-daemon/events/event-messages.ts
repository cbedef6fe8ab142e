/** Helpers for the messages of events. */

/** How many items of a list a message names; the details have all. */
const named = 5;

/** The text for a value of the daemon; the value itself when unknown. */
export function wordIn(words: Readonly<Record<string, string>>, word: string): string {
  return Object.hasOwn(words, word) ? (words[word] ?? word) : word;
}

/** `a, b`, `a, b, c, d, e and 4 more`, `no names given`. */
export function listed(items: readonly string[]): string {
  if (items.length === 0) return 'no names given';
  const rest = items.length - named;
  return `${items.slice(0, named).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** `: message of the error`; empty without one, as for an `Error` serialized to JSON. */
export function errorWords(error: unknown): string {
  const words = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  return typeof words === 'string' && words !== '' ? `: ${words}` : '';
}

/** `90 s`, `1.5 s`. */
export const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;

/** The fields present: the daemon omits unknown values or sends null. */
export function present<K extends string>(
  fields: { readonly [P in K]?: unknown },
  ...names: readonly K[]
): Partial<Record<K, string>> {
  const kept: Partial<Record<K, string>> = {};
  for (const name of names) {
    const value = fields[name];
    if (typeof value === 'string') kept[name] = value;
  }
  return kept;
}
