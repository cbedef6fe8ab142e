import type { RpcClient } from '../../client/rpc-client.js';
import { Collection, type CollectionSource } from './collection.js';

/** How often a polled collection is read again, in ms: a method's usual limit is 30 calls a minute. */
export const pollMs = 30_000;

/**
 * A collection of something that also changes without an event, as a count of the last five minutes does. It is read
 * again every {@link pollMs} while it is watched and the gateway can be asked.
 */
export class PolledCollection<T> extends Collection<T> {
  readonly #isConnected: () => boolean;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(client: RpcClient, source: CollectionSource<T>) {
    super(client, source);
    this.#isConnected = () => client.connection.status === 'connected';
  }

  protected override start(): void {
    super.start();
    this.#timer = setInterval(() => {
      if (this.#isConnected()) this.invalidate();
    }, pollMs);
    // Node must be able to end while nothing else is going on.
    if (typeof this.#timer === 'object') this.#timer.unref();
  }

  protected override stop(): void {
    clearInterval(this.#timer);
    super.stop();
  }
}
