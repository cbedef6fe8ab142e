import type * as z from 'zod/mini';

/** Something that came and could not be read. */
export interface Unreadable<T = Record<string, unknown>> {
  /** Where it stands in the answer (`requests[3]`), or the name of the event that it was. */
  readonly path: string;
  /** What is wrong with it, each with where, what stands there and what was expected. */
  readonly issues: readonly string[];
  /** The fields of it that are as they should be. */
  readonly readable: Readonly<Partial<T>>;
}

/** Says of one value where it stands, what it is and what was expected. */
export function issueWords(path: readonly PropertyKey[], found: unknown, expected: string): string {
  return `${path.length === 0 ? 'it' : `\`${pathWords(path)}\``} is ${kindOf(found)}, ${expected} was expected`;
}

/**
 * Puts what is wrong with a value into words that name where, what stands there and what was expected:
 * `` `params` is null, an object was expected ``. Texts are never quoted: they may be secret.
 */
export function describeIssues(error: z.core.$ZodError, value: unknown): string[] {
  return error.issues.map((issue) => {
    const found = at(value, issue.path);
    return issueWords(issue.path, found, words(issue, found));
  });
}

/** `requests[3].params` */
function pathWords(path: readonly PropertyKey[]): string {
  return path.reduce<string>((before, key) => {
    if (typeof key === 'number') return `${before}[${key}]`;
    return before === '' ? String(key) : `${before}.${String(key)}`;
  }, '');
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Record<PropertyKey, unknown>)[key]
        : undefined,
    value,
  );
}

/** What kind of value it is; a number itself, as that says what is wrong with it. */
function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (typeof value === 'string') return 'a text';
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** The names of types in the schemas, in words. */
const types: Readonly<Partial<Record<string, string>>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  nonoptional: 'a value',
};

/** zod/mini brings no words of its own, and its locales are set for the whole page, which is not ours. */
function words(issue: z.core.$ZodIssue, found: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return types[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `${typeof found !== 'number' && issue.origin === 'string' ? 'a length of ' : ''}at least ${issue.minimum}`;
    case 'too_big':
      return `${typeof found !== 'number' && issue.origin === 'string' ? 'a length of ' : ''}at most ${issue.maximum}`;
    case 'invalid_format':
      return issue.format === 'regex' ? 'another form' : `a ${issue.format}`;
    case 'invalid_union':
      return 'another type';
    default:
      // What checks by itself says what it expects.
      return issue.message;
  }
}
