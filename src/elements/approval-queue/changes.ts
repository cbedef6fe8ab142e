/** What differs between two versions of a request, or between two requests: field by field, parameter by parameter. */
import type { ApprovalRequest } from '../../protocol/index.js';
import { isSecretKey } from '../shared/secret-keys.js';

/** One field that differs. */
export interface Change {
  /** Where it stands: `params.headers.accept`, `params.to[1]`. An agent may have chosen the names. */
  readonly path: string;
  /** What stood there; undefined where there was nothing. */
  readonly before: unknown;
  /** What stands there; undefined where there is nothing any more. */
  readonly after: unknown;
  /** True below a secret-looking key: neither value is shown before somebody asks. */
  readonly secret: boolean;
}

/** Down to here differences are told apart; below, the whole value is one difference. */
const depthCompared = 20;

/** Every field in which two versions of a request differ, those of the parameters one by one. */
export function changesOf(before: ApprovalRequest, after: ApprovalRequest): Change[] {
  return before === after ? [] : compare(before, after, { path: '', secret: false, depth: 0 });
}

/** Every parameter that differs. */
export function paramChanges(before: ApprovalRequest['params'], after: ApprovalRequest['params']): Change[] {
  return compare(before, after, { path: '', secret: false, depth: 1 });
}

interface Place {
  readonly path: string;
  readonly secret: boolean;
  readonly depth: number;
}

function compare(before: unknown, after: unknown, place: Place): Change[] {
  if (Object.is(before, after)) return [];
  const { path, secret, depth } = place;
  const whole: Change[] = [{ path, before, after, secret }];
  if (!isNested(before) || !isNested(after) || Array.isArray(before) !== Array.isArray(after)) return whole;
  if (depth > depthCompared) return isSame(before, after) ? [] : whole;
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) =>
    compare(valueOf(before, key), valueOf(after, key), {
      path: pathTo(path, key, Array.isArray(before)),
      secret: secret || (depth > 0 && !Array.isArray(before) && isSecretKey(key)),
      depth: depth + 1,
    }),
  );
}

type Nested = Readonly<Record<string, unknown>> | readonly unknown[];

const isNested = (value: unknown): value is Nested => typeof value === 'object' && value !== null;
/** Own values only: a key of the name `constructor` finds nothing that JSON did not bring. */
const valueOf = (nested: Nested, key: string): unknown =>
  Object.hasOwn(nested, key) ? (nested as Readonly<Record<string, unknown>>)[key] : undefined;

function pathTo(path: string, key: string, isIndex: boolean): string {
  if (isIndex) return `${path}[${key}]`;
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
