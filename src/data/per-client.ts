import type { RpcClient } from '../client/rpc-client.js';

/**
 * Makes one store per client and hands out the same one ever after: two queues on a page share a call and a
 * subscription. The store goes when its client goes.
 */
export function perClient<T>(make: (client: RpcClient) => T): (client: RpcClient) => T {
  const stores = new WeakMap<RpcClient, T>();
  return (client) => {
    let store = stores.get(client);
    if (store === undefined) stores.set(client, (store = make(client)));
    return store;
  };
}
