/** The order of cards, without moving the one that a person is about to click. */

/** The cards to show, in order, and the arrivals that wait because they would move the held card. */
export interface Arrangement {
  readonly shown: readonly string[];
  readonly heldBack: readonly string[];
}

/**
 * Orders cards without moving the held one or any above it.
 *
 * @param before the ids in the order shown now.
 * @param sorted all current ids in the order wanted.
 * @param held the card under the pointer or with focus; undefined: none.
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
    // A card that is already below stays there; only arrivals wait.
    if (index < place && !stands.has(id)) heldBack.push(id);
    else below.push(id);
  });
  return { shown: [...fixed, ...below], heldBack };
}
