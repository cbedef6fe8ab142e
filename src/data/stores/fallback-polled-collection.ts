import { isPageVisible } from '../../client/connection/page-visibility.js';
import { Collection } from './collection.js';

/** The polling interval without a live stream, in ms. Browsers may throttle it to 60 s in a hidden page. */
export const fallbackPollMs = 10_000;

/**
 * A collection that is polled every {@link fallbackPollMs} while the stream is not live: delayed, blocked, not allowed,
 * or closed in a hidden page (then only on {@link needWhileHidden}).
 */
export class FallbackPolledCollection<T> extends Collection<T> {
  readonly #needs = new Set<symbol>();

  /** Keeps it up to date in a hidden page, too. @returns a function that ends that. */
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
