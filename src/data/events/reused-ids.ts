import { ClientStore } from '../stores/client-store.js';
import { perClient } from '../stores/per-client.js';

/**
 * The number of events with the id of a different event: a fault of the gateway. Set by the security log; reads nothing
 * itself.
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
