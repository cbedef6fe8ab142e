/**
 * Decodes data of a gateway entry by entry, so that an unreadable entry does not hide the others. Unreadable entries
 * are returned with their issues and readable fields. `null` counts as absent for optional fields.
 */
import type { Unreadable } from './issues.js';
import { fits, issuesIn, type Shape } from './shapes.js';
import { isJsonObject } from './words.js';

/** The result of decoding a value. `unreadable`: the entries removed from its lists. */
export type Decoded<T> =
  | { readonly ok: true; readonly value: T; readonly unreadable: readonly Unreadable[] }
  | { readonly ok: false; readonly unreadable: Unreadable };

/**
 * Decodes a value by its shape.
 *
 * @param path - its location, for {@link Unreadable.path}.
 * @returns the value including unknown fields; copied only where entries were removed.
 */
export function decodeShape<T>(shape: Shape, value: unknown, path: string): Decoded<T> {
  if (fits(shape, value)) return { ok: true, value: value as T, unreadable: [] };
  const unreadable: Unreadable[] = [];
  const kept = withoutUnreadable(shape, value, path, unreadable);
  if (fits(shape, kept)) return { ok: true, value: kept as T, unreadable };
  return { ok: false, unreadable: { path, issues: issuesIn(shape, kept), readable: readableFields(shape, value) } };
}

/** Removes `null` in optional fields and unreadable list entries. Copies only what it changes. */
function withoutUnreadable(shape: Shape, value: unknown, path: string, left: Unreadable[]): unknown {
  const inner = shape.kind === 'optional' ? shape.of : shape;
  if (inner.kind === 'object' && isJsonObject(value)) {
    let kept = value;
    for (const [key, field] of Object.entries(inner.fields)) {
      if (!Object.hasOwn(value, key)) continue;
      const isAbsent = value[key] === null && field.kind === 'optional';
      const below = isAbsent ? undefined : withoutUnreadable(field, value[key], join(path, key), left);
      if (below === value[key]) continue;
      if (kept === value) kept = { ...value };
      if (isAbsent) Reflect.deleteProperty(kept, key);
      else kept[key] = below;
    }
    return kept;
  }
  if (!(inner.kind === 'list' && inner.of.kind === 'object' && Array.isArray(value))) return value;
  const items: readonly unknown[] = value;
  const element = inner.of;
  const kept = items.flatMap((item, index) => {
    const decoded = decodeShape(element, item, `${path}[${index}]`);
    if (decoded.ok) left.push(...decoded.unreadable);
    else left.push(decoded.unreadable);
    return decoded.ok ? [decoded.value] : [];
  });
  const isSame = kept.length === items.length && kept.every((item, index) => item === items[index]);
  return isSame ? value : kept;
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

function readableFields(shape: Shape, value: unknown): Record<string, unknown> {
  if (shape.kind !== 'object' || !isJsonObject(value)) return {};
  const readable = Object.entries(shape.fields).filter(
    ([key, field]) => Object.hasOwn(value, key) && value[key] !== null && fits(field, value[key]),
  );
  return Object.fromEntries(readable.map(([key]) => [key, value[key]]));
}
