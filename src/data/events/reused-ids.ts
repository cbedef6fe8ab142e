import { ClientStore } from '../stores/client-store.js';
import { perClient } from '../stores/per-client.js';

/**
 * How many events came to the security log under the id of a different one: a fault of the gateway. It reads nothing by
 * itself; the log, which alone can tell, counts here.
 */
export class ReusedEventIds extends ClientStore {
  #count = 0;

  get count(): number {
    return this.#count;
  }

  set count(count: number) {
    if (count === this.#count) return;
    this.#count = count;
    this.notify();
  }
}

/** The count of a client's security log. */
export const reusedEventIds = perClient((client) => new ReusedEventIds(client));
