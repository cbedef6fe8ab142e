/** Reading values of which nothing is known yet. */

/** An object whose fields are not known. */
export type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field of something that may not even be an object. */
export const field = (value: unknown, name: string): unknown => (isJson(value) ? value[name] : undefined);

/** The same text for objects that differ in nothing but the order of their fields. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isJson(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
