/** The maximum number of different contents: ten times the length of the daemon's list of recent activity. */
const remembered = 1000;

interface Known<T> {
  /** One item per occurrence: the maximum of those in one list and those that arrived live. */
  readonly items: T[];
  /** How many of them arrived live. */
  live: number;
}

/**
 * Deduplicates items without an id that arrive live and also occur in lists, by their content. Two of the same content
 * are distinct if both arrive live or both are in one list.
 */
export class ContentDedupe<T> {
  /** In the order of first appearance. */
  readonly #known = new Map<string, Known<T>>();

  /** Adds a live item. @param make - creates the item if it is new. @returns the item. */
  arrived(content: string, make: () => T): T {
    const known = this.#of(content);
    return this.#item(known, known.live++, make);
  }

  /** Adds the items of a list. Known items are kept. */
  listed(list: readonly { readonly content: string; readonly make: () => T }[]): void {
    const counts = new Map<string, number>();
    for (const { content, make } of list) {
      const count = counts.get(content) ?? 0;
      counts.set(content, count + 1);
      this.#item(this.#of(content), count, make);
    }
  }

  #item({ items }: Known<T>, index: number, make: () => T): T {
    if (index < items.length) return items[index] as T;
    const item = make();
    items.push(item);
    return item;
  }

  #of(content: string): Known<T> {
    const known = this.#known.get(content);
    if (known) return known;
    const created: Known<T> = { items: [], live: 0 };
    this.#known.set(content, created);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= remembered) break;
      this.#known.delete(oldest);
    }
    return created;
  }
}

/** A JSON value as text, independent of the order of its keys. */
export function contentOf(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
