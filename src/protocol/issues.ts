import type * as z from 'zod/mini';

/** A message or list entry that could not be decoded. */
export interface Unreadable<T = Record<string, unknown>> {
  /** Its location in the answer (`requests[3]`), or the name of the event. */
  readonly path: string;
  /** The issues, each with the location, the value found and the one expected. */
  readonly issues: readonly string[];
  /** Its valid fields. */
  readonly readable: Readonly<Partial<T>>;
}

/** Describes an issue: location, value found, value expected. */
export function issueWords(path: readonly PropertyKey[], found: unknown, expected: string): string {
  return `${path.length === 0 ? 'it' : `\`${pathWords(path)}\``} is ${kindOf(found)}, ${expected} was expected`;
}

/**
 * Describes the issues of a value with location, value found and value expected: `` `params` is null, an object was
 * expected ``. Texts are never quoted: they may be secret.
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

/** The kind of a value; for a number the number itself. */
function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (typeof value === 'string') return 'a text';
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** The names of schema types as text. */
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

/** zod/mini has no messages, and its locales are global to the page. */
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
