/** Differences between versions of a request, or between requests: by field and parameter. */
import type { ApprovalRequest } from '../../../protocol/index.js';
import { isSecretFlag, isSecretKey, nameOfPair } from '../../../ui/text-safety/secret-keys.js';
import { requestStrings as strings } from '../card/request.strings.js';

/** One field that differs. */
export interface Change {
  /** Its path: `params.headers.accept`, `params.to[1]`, `params["a.b"]`. An agent may have chosen the names. */
  readonly path: string;
  /** The old value, as it is, unmasked; undefined where there was none. */
  readonly before: unknown;
  /** The new value; undefined where it was removed. */
  readonly after: unknown;
  /** True below a secret-looking key: both values are masked. */
  readonly secret: boolean;
}

/** A field that differs among several requests. */
export interface Difference {
  /** Its path, as in {@link Change}. */
  readonly path: string;
  /** Its value in each request, in order, as it is, unmasked; undefined where absent. */
  readonly values: readonly unknown[];
  /** True below a secret-looking key: all values are masked. */
  readonly secret: boolean;
}

/** The maximum depth; below it, a whole value is one difference. */
const depthCompared = 20;

/** All differences between two versions of a request, with one entry per differing parameter. */
export function changesOf(before: ApprovalRequest, after: ApprovalRequest): Change[] {
  return before === after ? [] : compare([before, after], { path: '', secret: false, depth: 0 }).map(asChange);
}

/** The differing parameters. */
export function paramChanges(before: ApprovalRequest['params'], after: ApprovalRequest['params']): Change[] {
  return paramDifferences([before, after]).map(asChange);
}

/** The fields besides the parameters that a decision is bound to. */
const boundFields = ['agentId', 'action', 'toolName', 'sessionKey'] as const;
type Bound = Pick<ApprovalRequest, (typeof boundFields)[number] | 'params'>;

/**
 * All differences in what a decision is bound to: first the fields, with names that no parameter path can have, then
 * the parameters.
 */
export function boundChanges(before: Bound, after: Bound): Change[] {
  const fields = boundFields.flatMap((field): Change[] =>
    before[field] === after[field]
      ? []
      : [{ path: strings.bound[field], before: before[field], after: after[field], secret: false }],
  );
  return [...fields, ...paramChanges(before.params, after.params)];
}

/** The parameters that differ among requests. No path is a prefix of another. */
export function paramDifferences(all: readonly ApprovalRequest['params'][]): Difference[] {
  return compare(all, { path: '', secret: false, depth: 1 });
}

const asChange = ({ path, values: [before, after], secret }: Difference): Change => ({ path, before, after, secret });

interface Place {
  readonly path: string;
  readonly secret: boolean;
  readonly depth: number;
}

function compare(values: readonly unknown[], place: Place): Difference[] {
  const [first] = values;
  if (values.every((value) => Object.is(value, first))) return [];
  const { path, secret, depth } = place;
  const whole: Difference[] = [{ path, values, secret }];
  const isList = Array.isArray(first);
  if (!values.every(isNested) || values.some((value) => Array.isArray(value) !== isList)) return whole;
  if (depth > depthCompared) return values.every((value) => isSame(first, value)) ? [] : whole;
  const keys = new Set(values.flatMap((value) => Object.keys(value)));
  return [...keys].flatMap((key) => {
    const below = values.map((value) => valueOf(value, key));
    return compare(below, {
      path: pathTo(path, key, isList),
      secret: secret || (depth > 0 && (isList ? isSecretItem(key, values) : isSecret(key, below, values))),
      depth: depth + 1,
    });
  });
}

type Nested = Readonly<Record<string, unknown>> | readonly unknown[];

const isNested = (value: unknown): value is Nested => typeof value === 'object' && value !== null;
/** Own properties only: `constructor` must not find inherited ones. */
const valueOf = (nested: Nested, key: string): unknown =>
  Object.hasOwn(nested, key) ? (nested as Readonly<Record<string, unknown>>)[key] : undefined;

/** A value that is secret in one request is masked in all, by the rules of the JSON view. */
function isSecret(key: string, values: readonly unknown[], around: readonly Nested[]): boolean {
  if (values.some((value) => value !== undefined && value !== null && isSecretKey(key, value))) return true;
  if (key !== 'value') return false;
  return around.some((pair) => isSecretKey(nameOfPair(pair) ?? ''));
}

/** An item of a list, by the argument before it. */
const isSecretItem = (index: string, around: readonly Nested[]): boolean =>
  around.some((list) => isSecretFlag(valueOf(list, String(Number(index) - 1))));

/** A key that cannot be mistaken for a path. */
const plainKey = /^[^\s.[\]"\\]+$/;

/** Paths are unambiguous: `a.b` is the `b` in `a`, and `["a.b"]` one key. */
function pathTo(path: string, key: string, isIndex: boolean): string {
  if (isIndex) return `${path}[${key}]`;
  if (!plainKey.test(key)) return `${path}["${key.replaceAll(/["\\]/g, '\\$&')}"]`;
  return path === '' ? key : `${path}.${key}`;
}

/** Too deep to compare recursively, and perhaps too deep to print. */
function isSame(before: unknown, after: unknown): boolean {
  try {
    return JSON.stringify(before) === JSON.stringify(after);
  } catch {
    return false;
  }
}
