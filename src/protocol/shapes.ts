/**
 * A compact form of the schemas of the documented RPC, without zod. The shapes of answers and events are generated from
 * the tables (`generated/`); a property test proves each equivalent to its schema.
 */
import { issueWords } from './issues.js';
import { isJsonObject } from './words.js';

/** The shape of a value. */
export type Shape =
  | { readonly kind: 'text' | 'flag' | 'json' | 'any' }
  | { readonly kind: 'number'; readonly min: number | undefined; readonly max: number | undefined }
  | { readonly kind: 'exactly'; readonly value: unknown }
  | { readonly kind: 'either'; readonly of: readonly Shape[] }
  | { readonly kind: 'optional' | 'list' | 'record'; readonly of: Shape }
  | ObjectShape
  /** A schema that has no shape: it says by itself what is wrong with a value. */
  | { readonly kind: 'schema'; readonly issues: (value: unknown, path: readonly PropertyKey[]) => string[] };

/** An object with fields; other fields are allowed. */
export interface ObjectShape {
  readonly kind: 'object';
  readonly fields: Readonly<Record<string, Shape>>;
  /** A faster equivalent check. */
  readonly guard: ((value: unknown) => boolean) | undefined;
}

export const text: Shape = { kind: 'text' };
export const flag: Shape = { kind: 'flag' };
/** A JSON object, as it came. */
export const json: Shape = { kind: 'json' };
export const any: Shape = { kind: 'any' };
export const number = (min?: number, max?: number): Shape => ({ kind: 'number', min, max });
export const exactly = (value: unknown): Shape => ({ kind: 'exactly', value });
export const either = (...of: readonly Shape[]): Shape => ({ kind: 'either', of });
export const optional = (of: Shape): Shape => ({ kind: 'optional', of });
export const list = (of: Shape): Shape => ({ kind: 'list', of });
/** An object whose values all have one shape. */
export const record = (of: Shape): Shape => ({ kind: 'record', of });
export const object = (fields: ObjectShape['fields'], guard?: ObjectShape['guard']): ObjectShape => ({
  kind: 'object',
  fields,
  guard,
});

/** Whether a value matches a shape. */
export function fits(shape: Shape, value: unknown): boolean {
  switch (shape.kind) {
    case 'optional':
      return value === undefined || fits(shape.of, value);
    case 'either':
      return shape.of.some((each) => fits(each, value));
    case 'list':
      return Array.isArray(value) && value.every((each) => fits(shape.of, each));
    case 'record':
      return isJsonObject(value) && entriesOf(value).every(([, each]) => fits(shape.of, each));
    case 'object':
      if (!isJsonObject(value)) return false;
      if (shape.guard) return shape.guard(value);
      for (const key in shape.fields) if (!fits(shape.fields[key] ?? any, own(value, key))) return false;
      return true;
    case 'schema':
      return shape.issues(value, []).length === 0;
    default:
      return expectation(shape, value) === undefined;
  }
}

/**
 * The issues of a value, each with location, value found and value expected: `` `params` is null, an object was
 * expected ``. Texts are never quoted: they may be secret.
 */
export function issuesIn(shape: Shape, value: unknown, path: readonly PropertyKey[] = []): string[] {
  switch (shape.kind) {
    case 'optional':
      return value === undefined ? [] : issuesIn(shape.of, value, path);
    case 'either':
      return fits(shape, value) ? [] : [issueWords(path, value, 'another type')];
    case 'list':
      if (!Array.isArray(value)) return [issueWords(path, value, 'a list')];
      return value.flatMap((each, index) => issuesIn(shape.of, each, [...path, index]));
    case 'record':
      if (!isJsonObject(value)) return [issueWords(path, value, 'an object')];
      return entriesOf(value).flatMap(([key, each]) => issuesIn(shape.of, each, [...path, key]));
    case 'object':
      if (!isJsonObject(value)) return [issueWords(path, value, 'an object')];
      return Object.entries(shape.fields).flatMap(([key, field]) => issuesIn(field, own(value, key), [...path, key]));
    case 'schema':
      return shape.issues(value, path);
    default: {
      const expected = expectation(shape, value);
      return expected === undefined ? [] : [issueWords(path, value, expected)];
    }
  }
}

type Simple = Extract<Shape, { kind: 'text' | 'flag' | 'json' | 'any' | 'number' | 'exactly' }>;

/** The text of what was expected; undefined when the value matches. */
function expectation(shape: Simple, value: unknown): string | undefined {
  switch (shape.kind) {
    case 'text':
      return typeof value === 'string' ? undefined : 'a text';
    case 'flag':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'json':
      return isJsonObject(value) ? undefined : 'an object';
    case 'exactly':
      return value === shape.value ? undefined : String(shape.value);
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) return 'a number';
      if (shape.min !== undefined && value < shape.min) return `at least ${shape.min}`;
      return shape.max !== undefined && value > shape.max ? `at most ${shape.max}` : undefined;
    case 'any':
      return value === undefined ? 'a value' : undefined;
  }
}

/** The entries of a record, without a key named `__proto__`. */
function entriesOf(value: Readonly<Record<string, unknown>>): readonly [string, unknown][] {
  return Object.entries(value).filter(([key]) => key !== '__proto__');
}

/** An own property; inherited ones such as `constructor` are ignored. */
function own(value: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}
