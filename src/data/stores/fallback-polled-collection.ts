import { isPageVisible } from '../../client/connection/page-visibility.js';
import { Collection } from './collection.js';

/** How often what the stream does not bring is read, in ms. In a hidden page browsers may make it 60 s. */
export const fallbackPollMs = 10_000;

/**
 * A collection that its events keep true while the stream is live, and that is read every {@link fallbackPollMs} while it
 * is not: late, blocked, not allowed, or handed back by a hidden page. That one is read only for who needs it.
 */
export class FallbackPolledCollection<T> extends Collection<T> {
  readonly #needs = new Set<symbol>();

  /** Keeps it true while the page is hidden, too. @returns a function that ends that. */
  needWhileHidden(): () => void {
    const need = Symbol();
    this.#needs.add(need);
    return () => void this.#needs.delete(need);
  }

  protected override start(): void {
    super.start();
    this.every(fallbackPollMs, () => {
      const { connection, live } = this.client;
      if (connection.status !== 'connected' || live.status === 'live') return;
      if (isPageVisible() || this.#needs.size > 0) this.invalidate();
    });
  }
}
