/**
 * Reads what a gateway sent: item by item, so that one entry that cannot be read hides no other. What cannot be read is
 * told with what is wrong and what can be read of it. `null` counts as absent where a field may be absent.
 */
import type { Unreadable } from './issues.js';
import { fits, issuesIn, type Shape } from './shapes.js';
import { isJsonObject } from './words.js';

/** What reading a value gave. `unreadable`: what had to be left out of its lists. */
export type Decoded<T> =
  | { readonly ok: true; readonly value: T; readonly unreadable: readonly Unreadable[] }
  | { readonly ok: false; readonly unreadable: Unreadable };

/**
 * Reads a value by its shape.
 *
 * @param path - where it stands, for {@link Unreadable.path}.
 * @returns the value as it came, unknown fields and all; copied only where something had to be left out.
 */
export function decodeShape<T>(shape: Shape, value: unknown, path: string): Decoded<T> {
  if (fits(shape, value)) return { ok: true, value: value as T, unreadable: [] };
  const unreadable: Unreadable[] = [];
  const kept = withoutUnreadable(shape, value, path, unreadable);
  if (fits(shape, kept)) return { ok: true, value: kept as T, unreadable };
  return { ok: false, unreadable: { path, issues: issuesIn(shape, kept), readable: readableFields(shape, value) } };
}

/** Leaves out what is null and may be absent, and the items of lists that cannot be read. Copies only what it changes. */
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
