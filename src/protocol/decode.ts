/**
 * Reads what a gateway sent: item by item, so that one entry that cannot be read hides no other. What cannot be read is
 * told with what is wrong and what can be read of it. `null` counts as absent where a field may be absent.
 */
import * as z from 'zod/mini';
import { isJsonObject } from './domain.js';
import { type EventRow, type GatewayEventName, gatewayEvents, type PayloadOf } from './events.js';
import { describeIssues, type Unreadable } from './issues.js';
import { methods, type ResultOf, type RpcMethod } from './methods/index.js';

/** What reading a value gave. `unreadable`: what had to be left out of its lists. */
type Decoded<T> =
  | { readonly ok: true; readonly value: T; readonly unreadable: readonly Unreadable[] }
  | { readonly ok: false; readonly unreadable: Unreadable };

const rows: readonly EventRow<z.core.$ZodType>[] = Object.values(gatewayEvents);
/** The checks that are faster than their schemas, by the schema. */
const guards = new Map(rows.map(({ payload, guard }) => [payload, guard]));

/**
 * Reads a value by its schema.
 *
 * @param path - where it stands, for {@link Unreadable.path}.
 * @returns the value as it came, unknown fields and all; copied only where something had to be left out.
 */
export function decode<S extends z.core.$ZodType>(schema: S, value: unknown, path: string): Decoded<z.infer<S>> {
  const guard = guards.get(schema);
  if (guard?.(value)) return { ok: true, value: value as z.infer<S>, unreadable: [] };
  const unreadable: Unreadable[] = [];
  const kept = withoutUnreadable(schema, value, path, unreadable);
  if (!guard?.(kept)) {
    const parsed = z.safeParse(schema, kept);
    if (!parsed.success) {
      const issues = describeIssues(parsed.error, value);
      return { ok: false, unreadable: { path, issues, readable: readableFields(schema, value) } };
    }
  }
  return { ok: true, value: kept as z.infer<S>, unreadable };
}

/** Reads what a documented call was answered with. */
export function decodeResult<M extends RpcMethod>(method: M, answer: unknown): Decoded<ResultOf<M>> {
  const schema: z.core.$ZodType = methods[method].result;
  const decoded = decode(schema, answer, '');
  if (!decoded.ok) return decoded;
  const { unreadable } = decoded;
  const { unreadable: _, ...value } = decoded.value as ResultOf<M>;
  return { ok: true, value: (unreadable.length > 0 ? { ...value, unreadable } : value) as ResultOf<M>, unreadable };
}

/** Reads what arrived under an event's name. */
export function decodeEvent<E extends GatewayEventName>(
  name: E,
  value: unknown,
):
  | { readonly ok: true; readonly payload: PayloadOf<E>; readonly unreadable: readonly Unreadable[] }
  | { readonly ok: false; readonly issues: readonly string[]; readonly unreadable: Unreadable } {
  const schema: z.core.$ZodType = gatewayEvents[name].payload;
  const decoded = decode(schema, value, name);
  if (!decoded.ok) return { ok: false, issues: decoded.unreadable.issues, unreadable: decoded.unreadable };
  return { ok: true, payload: decoded.value as PayloadOf<E>, unreadable: decoded.unreadable };
}

/** Leaves out what is null and may be absent, and the items of lists that cannot be read. Copies only what it changes. */
function withoutUnreadable(schema: z.core.$ZodType, value: unknown, path: string, left: Unreadable[]): unknown {
  const inner = required(schema);
  if (inner instanceof z.ZodMiniObject && isJsonObject(value)) {
    let kept = value;
    for (const [key, field] of Object.entries(inner.shape as Record<string, z.core.$ZodType>)) {
      if (!Object.hasOwn(value, key)) continue;
      const isAbsent = value[key] === null && field instanceof z.ZodMiniOptional;
      const below = isAbsent ? undefined : withoutUnreadable(field, value[key], join(path, key), left);
      if (below === value[key]) continue;
      if (kept === value) kept = { ...value };
      if (isAbsent) Reflect.deleteProperty(kept, key);
      else kept[key] = below;
    }
    return kept;
  }
  if (!(inner instanceof z.ZodMiniArray && Array.isArray(value))) return value;
  const { element } = inner.def;
  if (!(element instanceof z.ZodMiniObject)) return value;
  const items: readonly unknown[] = value;
  const kept = items.flatMap((item, index) => {
    const decoded = decode(element, item, `${path}[${index}]`);
    if (decoded.ok) left.push(...decoded.unreadable);
    else left.push(decoded.unreadable);
    return decoded.ok ? [decoded.value] : [];
  });
  const isSame = kept.length === items.length && kept.every((item, index) => item === items[index]);
  return isSame ? value : kept;
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

const required = (schema: z.core.$ZodType): z.core.$ZodType =>
  schema instanceof z.ZodMiniOptional ? schema.def.innerType : schema;

function readableFields(schema: z.core.$ZodType, value: unknown): Record<string, unknown> {
  if (!(schema instanceof z.ZodMiniObject) || !isJsonObject(value)) return {};
  const fields = Object.entries(schema.shape as Record<string, z.core.$ZodType>);
  return Object.fromEntries(
    fields
      .filter(
        ([key, field]) => Object.hasOwn(value, key) && value[key] !== null && z.safeParse(field, value[key]).success,
      )
      .map(([key]) => [key, value[key]]),
  );
}
