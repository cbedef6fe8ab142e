/** Parts of the messages of the daemon's events. */

/** How many items of a list are named: the details have all. */
const named = 5;

/** What a word of the daemon means; the word itself when it is not known here. */
export function wordIn(words: Readonly<Record<string, string>>, word: string): string {
  return Object.hasOwn(words, word) ? (words[word] ?? word) : word;
}

/** `a, b`, `a, b, c, d, e and 4 more`, `nothing that it names`. */
export function listed(items: readonly string[]): string {
  if (items.length === 0) return 'nothing that it names';
  const rest = items.length - named;
  return `${items.slice(0, named).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** `: the words of an error`; nothing when it has none, as an `Error` that went through JSON. */
export function errorWords(error: unknown): string {
  const words = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  return typeof words === 'string' && words !== '' ? `: ${words}` : '';
}

/** `90 s`, `1.5 s`. */
export const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;

/** Those of the fields that are there: the daemon leaves out, or sends as null, what it does not know. */
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
