import { contentHash } from './content-hash.js';

/** The number of different messages kept per id; a correct gateway sends one. */
const keptPerId = 8;

/** Whether a message is new, a repeat, or a different one with the id of an earlier one. */
export type Novelty = 'new' | 'repeat' | 'reused-id';

/**
 * Distinguishes repeated messages from different ones with the same id: ids restart with the gateway.
 *
 * Keeps between `size` and twice as many ids, in two generations: adding costs one insertion, evicting costs nothing.
 */
export class RecentMessages {
  /** The content hashes by id. */
  #current = new Map<string, readonly string[]>();
  #previous = new Map<string, readonly string[]>();

  /** @param size - the minimum number of ids kept. */
  constructor(readonly size: number) {}

  /** Adds a message. @param content - everything except its id. */
  add(id: string, content: string): Novelty {
    const hash = contentHash(content);
    const known = this.#current.get(id) ?? this.#previous.get(id);
    if (known?.includes(hash)) return 'repeat';
    if (this.#current.size >= this.size && !this.#current.has(id)) {
      this.#previous = this.#current;
      this.#current = new Map();
    }
    this.#current.set(id, known ? [...known.slice(1 - keptPerId), hash] : [hash]);
    return known ? 'reused-id' : 'new';
  }

  /** Clears all ids: they may restart. */
  forget(): void {
    this.#current.clear();
    this.#previous.clear();
  }
}
