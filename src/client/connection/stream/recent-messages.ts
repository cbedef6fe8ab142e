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
  #young = new Map<string, readonly string[]>();
  #old = new Map<string, readonly string[]>();

  /** @param size - the minimum number of ids kept. */
  constructor(readonly size: number) {}

  /** Adds a message. @param content - everything except its id. */
  add(id: string, content: string): Novelty {
    const hash = contentHash(content);
    const known = this.#young.get(id) ?? this.#old.get(id);
    if (known?.includes(hash)) return 'repeat';
    if (this.#young.size >= this.size && !this.#young.has(id)) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(id, known ? [...known.slice(1 - keptPerId), hash] : [hash]);
    return known ? 'reused-id' : 'new';
  }

  /** Clears all ids: they may restart. */
  forget(): void {
    this.#young.clear();
    this.#old.clear();
  }
}
