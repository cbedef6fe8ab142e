import { report } from './report.js';

interface Entry<T> {
  readonly listener: (value: T) => void;
  active: boolean;
}

/** Listeners of one kind, called in the order they were added. One that throws does not stop the others. */
export class Listeners<T> {
  // Immutable, so that listeners may be added and removed during an `emit`.
  #entries: readonly Entry<T>[] = [];

  /**
   * Adds a listener. The same function added twice is called twice.
   *
   * @returns a function that removes it, effective also for a running `emit`; it returns false when it was removed before.
   */
  add(listener: (value: T) => void): () => boolean {
    const entry = { listener, active: true };
    this.#entries = [...this.#entries, entry];
    return () => {
      const wasActive = entry.active;
      entry.active = false;
      this.#entries = this.#entries.filter((other) => other !== entry);
      return wasActive;
    };
  }

  /** The number of listeners. */
  get size(): number {
    return this.#entries.length;
  }

  /** Calls every listener synchronously. Errors are reported, not thrown. */
  emit(value: T): void {
    for (const entry of this.#entries) {
      if (!entry.active) continue;
      try {
        entry.listener(value);
      } catch (thrown) {
        report(thrown);
      }
    }
  }

  /** Removes all listeners. */
  clear(): void {
    for (const entry of this.#entries) entry.active = false;
    this.#entries = [];
  }
}
