import { clientBehind } from '../../client/identity.js';
import type { RpcClient } from '../../client/rpc-client.js';

/**
 * Returns a function that creates one store per client and then returns the same one, also for a Proxy of the client:
 * two queues on a page share calls and subscriptions. The client holds the store weakly.
 */
export function perClient<T>(make: (client: RpcClient) => T): (client: RpcClient) => T {
  const stores = new WeakMap<RpcClient, T>();
  return (client) => {
    const key = clientBehind(client);
    let store = stores.get(key);
    if (store === undefined) stores.set(key, (store = make(client)));
    return store;
  };
}
