import { clientBehind } from '../../client/identity.js';
import type { RpcClient } from '../../client/rpc-client.js';

/**
 * Makes one store per client and hands out the same one ever after: two queues on a page share a call and a
 * subscription, also when one holds a Proxy of the client. The store goes when its client goes.
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
