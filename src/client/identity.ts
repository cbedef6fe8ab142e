import type { RpcClient } from './rpc-client.js';

/** All clients by id, which their proxies have, too. */
const known = new Map<symbol, WeakRef<RpcClient>>();
const forgotten = new FinalizationRegistry<symbol>((id) => known.delete(id));

/**
 * Registers a client so that it can be found behind a Proxy. @returns the value for its property `id`: a primitive,
 * which no Proxy wraps.
 */
export function identify(client: RpcClient): symbol {
  const id = Symbol('comis-client');
  known.set(id, new WeakRef(client));
  forgotten.register(client, id);
  return id;
}

/** The client behind a Proxy (such as Vue's `ref()`); the object itself if it has no id. */
export function clientBehind(client: RpcClient): RpcClient {
  return (client.id && known.get(client.id)?.deref()) ?? client;
}
