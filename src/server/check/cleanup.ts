/** Removes what a check made, whatever happens meanwhile. */

/** What is still to be removed, newest first. */
export class Cleanup {
  readonly #left = new Map<string, () => Promise<unknown>>();

  /** Notes something. @param name - what it is, for messages. */
  add(name: string, remove: () => Promise<unknown>): void {
    this.#left.set(name, remove);
  }

  /** It is gone. */
  done(name: string): void {
    this.#left.delete(name);
  }

  /** Removes everything. @returns the names of what could not be removed. */
  async run(): Promise<string[]> {
    const failed: string[] = [];
    for (const [name, remove] of [...this.#left].reverse()) {
      try {
        await remove();
        this.#left.delete(name);
      } catch {
        failed.push(name);
      }
    }
    return failed;
  }
}
