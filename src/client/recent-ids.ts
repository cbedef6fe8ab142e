/**
 * Remembers the last ids that it saw, in bounded memory: between `size` and twice as many. Two generations instead of a
 * queue, so that remembering costs one insertion and forgetting costs nothing.
 */
export class RecentIds {
  #young = new Set<string>();
  #old = new Set<string>();

  /** @param size - how many ids are remembered at least. */
  constructor(readonly size: number) {}

  /** Remembers an id. @returns false if it was known. */
  add(id: string): boolean {
    if (this.#young.has(id) || this.#old.has(id)) return false;
    if (this.#young.size >= this.size) {
      this.#old = this.#young;
      this.#young = new Set();
    }
    this.#young.add(id);
    return true;
  }
}
