/** The values that a list has more than once. */
export function repeatedIn(values: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(values.filter((value) => seen.size === seen.add(value).size));
}

/** A key for each value of a list that may have some more than once: those get a number. */
export function keysFor(values: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  return values.map((value) => {
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    return count === 1 ? value : `${value}\u0000${String(count)}`;
  });
}
