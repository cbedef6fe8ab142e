/** How many different contents are remembered: ten times what the daemon's list of recent activity holds. */
const remembered = 1000;

interface Known<T> {
  /** As many as there were at one time, in a list or live. */
  readonly items: T[];
  /** How many of them came live. */
  live: number;
}

/**
 * Tells whether the same thing comes twice: once by itself, and once or more in a list. It has no id, only its content;
 * two of the same content are two if they come twice by themselves, or stand twice in one list.
 */
export class ContentDedupe<T> {
  /** In the order in which the contents came up. */
  readonly #known = new Map<string, Known<T>>();

  /** Something came by itself. @param make - makes the item of one that is not known. @returns its item. */
  arrived(content: string, make: () => T): T {
    const known = this.#of(content);
    return this.#item(known, known.live++, make);
  }

  /** A list was read. Those of it that are known stay what they are. */
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
    const made: Known<T> = { items: [], live: 0 };
    this.#known.set(content, made);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= remembered) break;
      this.#known.delete(oldest);
    }
    return made;
  }
}

/** The content of a JSON value as text, whatever the order of its keys. */
export function contentOf(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
