import { contentHash } from './content-hash.js';

/** How many different messages are remembered under one id; a gateway that works has one. */
const keptPerId = 8;

/** What a message is: not seen yet, the same one once more, or another one under an id that was used before. */
export type Novelty = 'new' | 'repeat' | 'reused-id';

/**
 * Tells repeated messages from different ones that share an id: ids start again when a gateway does.
 *
 * Bounded for memory: between `size` and twice as many ids. Two generations instead of a queue, so that remembering
 * costs one insertion and forgetting costs nothing.
 */
export class RecentMessages {
  /** The hashes of what came under each id. */
  #young = new Map<string, readonly string[]>();
  #old = new Map<string, readonly string[]>();

  /** @param size - how many ids are remembered at least. */
  constructor(readonly size: number) {}

  /** Remembers a message. @param content - all of it beside its id. */
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

  /** Forgets all ids: they may start again. */
  forget(): void {
    this.#young.clear();
    this.#old.clear();
  }
}
