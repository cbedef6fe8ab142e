/** What differs between versions of a request, or between requests: field by field, parameter by parameter. */
import type { ApprovalRequest } from '../../../protocol/index.js';
import { nameOfPair } from '../../../ui/text-safety/json-parts.js';
import { textsWithoutSecrets } from '../../../ui/text-safety/json-view.js';
import { isSecretFlag, isSecretKey } from '../../../ui/text-safety/secret-keys.js';
import { requestStrings as strings } from '../card/request.strings.js';

/** One field that differs. */
export interface Change {
  /** Where it stands: `params.headers.accept`, `params.to[1]`, `params["a.b"]`. An agent may have chosen the names. */
  readonly path: string;
  /** What stood there, without what looks like a secret in its text; undefined where there was nothing. */
  readonly before: unknown;
  /** What stands there; undefined where there is nothing any more. */
  readonly after: unknown;
  /** True below a secret-looking key: neither value is shown before somebody asks. */
  readonly secret: boolean;
}

/** One field in which several requests differ. */
export interface Difference {
  /** Where it stands, as in {@link Change}. */
  readonly path: string;
  /** What stands there in each, in the order of the requests, without what looks like a secret in its text; undefined where there is nothing. */
  readonly values: readonly unknown[];
  /** True below a secret-looking key: none of the values is shown before somebody asks. */
  readonly secret: boolean;
}

/** Down to here differences are told apart; below, the whole value is one difference. */
const depthCompared = 20;

/** Every field in which two versions of a request differ, those of the parameters one by one. */
export function changesOf(before: ApprovalRequest, after: ApprovalRequest): Change[] {
  return before === after ? [] : compare([before, after], { path: '', secret: false, depth: 0 }).map(asChange);
}

/** Every parameter that differs. */
export function paramChanges(before: ApprovalRequest['params'], after: ApprovalRequest['params']): Change[] {
  return paramDifferences([before, after]).map(asChange);
}

/** What a decision is bound to beside the parameters. */
const boundFields = ['agentId', 'action', 'toolName', 'sessionKey'] as const;
type Bound = Pick<ApprovalRequest, (typeof boundFields)[number] | 'params'>;

/** Every difference in what a decision is bound to: the fields, named so that no parameter is taken for one, then the parameters. */
export function boundChanges(before: Bound, after: Bound): Change[] {
  const fields = boundFields.flatMap((field): Change[] =>
    before[field] === after[field]
      ? []
      : [{ path: strings.bound[field], before: before[field], after: after[field], secret: false }],
  );
  return [...fields, ...paramChanges(before.params, after.params)];
}

/** Every parameter that is not the same in all of these. No path lies within another one. */
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
  const whole: Difference[] = [{ path, values: secret ? values : textsWithoutSecrets(values), secret }];
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
/** Own values only: a key of the name `constructor` finds nothing that JSON did not bring. */
const valueOf = (nested: Nested, key: string): unknown =>
  Object.hasOwn(nested, key) ? (nested as Readonly<Record<string, unknown>>)[key] : undefined;

/** Secret in one of them is secret in all, by the rules of the printed parameters. */
function isSecret(key: string, values: readonly unknown[], around: readonly Nested[]): boolean {
  if (values.some((value) => value !== undefined && value !== null && isSecretKey(key, value))) return true;
  if (key !== 'value') return false;
  return around.some((pair) => isSecretKey(nameOfPair(pair) ?? ''));
}

/** An item of a list, by the argument before it. */
const isSecretItem = (index: string, around: readonly Nested[]): boolean =>
  around.some((list) => isSecretFlag(valueOf(list, String(Number(index) - 1))));

/** A name that cannot be taken for a path. */
const plainKey = /^[^\s.[\]"\\]+$/;

/** Two places never have the same path: `a.b` is the `b` in `a`, and `["a.b"]` one key. */
function pathTo(path: string, key: string, isIndex: boolean): string {
  if (isIndex) return `${path}[${key}]`;
  if (!plainKey.test(key)) return `${path}["${key.replaceAll(/["\\]/g, '\\$&')}"]`;
  return path === '' ? key : `${path}.${key}`;
}

/** Too deep to be compared step by step, and perhaps too deep to be printed. */
function isSame(before: unknown, after: unknown): boolean {
  try {
    return JSON.stringify(before) === JSON.stringify(after);
  } catch {
    return false;
  }
}
