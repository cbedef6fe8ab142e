import { report } from '../../client/report.js';

/** How long a store goes on collecting after its last subscriber left, in ms: a tab that is changed, a page that moves. */
export const graceMs = 5000;

/**
 * Something that many may watch and that costs only while somebody does: the first subscriber starts it, and it stops
 * {@link graceMs} after the last one left.
 */
export abstract class SharedStore {
  readonly #listeners = new Set<() => void>();
  #stopTimer: ReturnType<typeof setTimeout> | undefined;
  #running = false;

  /** Tells when the store has changed. Returns a function that stops listening; calling it twice is harmless. */
  subscribe(listener: () => void): () => void {
    // A wrapper, so that the same function may subscribe twice.
    const own = () => listener();
    this.#listeners.add(own);
    clearTimeout(this.#stopTimer);
    if (!this.#running) {
      this.#running = true;
      this.start();
    }
    return () => {
      if (!this.#listeners.delete(own) || this.#listeners.size > 0) return;
      this.#stopTimer = setTimeout(() => {
        this.#running = false;
        this.stop();
      }, graceMs);
      // Node must be able to end while a store is only waiting to stop.
      if (typeof this.#stopTimer === 'object') this.#stopTimer.unref();
    };
  }

  /** Whether it collects now: somebody subscribes, or did a moment ago. */
  protected get running(): boolean {
    return this.#running;
  }

  /** Begins collecting. */
  protected abstract start(): void;
  /** Releases everything that `start` took. */
  protected abstract stop(): void;

  /** Calls every listener. What they throw is reported, not thrown: the others and the read under way go on. */
  protected notify(): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener();
      } catch (thrown) {
        report(thrown);
      }
    }
  }
}
