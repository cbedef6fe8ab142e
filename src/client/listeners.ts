import { report } from './report.js';

interface Entry<T> {
  readonly listener: (value: T) => void;
  active: boolean;
}

/** Listeners of one kind, called in the order in which they came. One that throws stops nobody else. */
export class Listeners<T> {
  // Replaced, never changed, so that a listener may add and remove listeners while it is called.
  #entries: readonly Entry<T>[] = [];

  /**
   * Adds a listener. The same function added twice is called twice.
   *
   * @returns a function that removes it; from then on it is not called, not even by an `emit` under way.
   */
  add(listener: (value: T) => void): () => void {
    const entry = { listener, active: true };
    this.#entries = [...this.#entries, entry];
    return () => {
      entry.active = false;
      this.#entries = this.#entries.filter((other) => other !== entry);
    };
  }

  /** Calls every listener, now. What they throw is reported, not thrown. */
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
