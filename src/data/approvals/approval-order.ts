/** In which order cards stand while somebody may be about to click one of them. */

/** Which cards to show, in order, and which arrivals wait because they would move the one that is held. */
export interface Arrangement {
  readonly shown: readonly string[];
  readonly heldBack: readonly string[];
}

/**
 * Puts cards in order without moving the held one or any above it.
 *
 * @param before the ids as they stand now.
 * @param sorted the ids that there are, in the order in which they should stand.
 * @param held the card under the pointer or the focus; everything above it stays as well. Undefined: none.
 */
export function arrange(before: readonly string[], sorted: readonly string[], held: string | undefined): Arrangement {
  const heldAt = held === undefined ? -1 : before.indexOf(held);
  if (held === undefined || heldAt < 0) return { shown: sorted, heldBack: [] };
  const fixed = before.slice(0, heldAt + 1);
  const isFixed = new Set(fixed);
  const stands = new Set(before);
  const place = sorted.indexOf(held);
  const heldBack: string[] = [];
  const below: string[] = [];
  sorted.forEach((id, index) => {
    if (isFixed.has(id)) return;
    // One that already stands below stays there; only an arrival waits.
    if (index < place && !stands.has(id)) heldBack.push(id);
    else below.push(id);
  });
  return { shown: [...fixed, ...below], heldBack };
}
