/** The words of elements, for tests of what they say. */

/**
 * All sentences of a module by where they stand, those that take numbers too.
 *
 * @param at a moment in epoch ms, which is the first argument of those.
 * @param next the second one.
 */
export function sentences(of: unknown, at = 1_700_000_000_000, next = 2, path = ''): [string, string][] {
  if (typeof of === 'string') return [[path, of]];
  if (typeof of === 'function') {
    try {
      return [[path, String((of as (...args: number[]) => unknown)(at, next, 3))]];
    } catch {
      return []; // It takes what is no number.
    }
  }
  if (typeof of !== 'object' || of === null) return [];
  return Object.entries(of).flatMap(([key, value]) => sentences(value, at, next, `${path}.${key}`));
}
