/**
 * How deep params may be nested. Far more than any real call has, and far less than what ends a recursive function: one
 * value that is too deep would break every later answer that holds it.
 */
export const maxNesting = 100;

/**
 * Names the field whose value is nested deeper than {@link maxNesting} levels.
 *
 * @param value an object or array whose fields are looked at one by one; without recursion, however deep they are.
 * @returns undefined when none is.
 */
export function fieldNestedTooDeep(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([, field]) => isTooDeep(field))?.[0];
}

function isTooDeep(field: unknown): boolean {
  const open: [value: unknown, level: number][] = [[field, 1]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, level] = next;
    if (typeof value !== 'object' || value === null) continue;
    if (level > maxNesting) return true;
    for (const child of Object.values(value)) open.push([child, level + 1]);
  }
  return false;
}
