import type { RpcClient } from './rpc-client.js';

/** The clients that were made here, by the id that also their proxies carry. */
const known = new Map<symbol, WeakRef<RpcClient>>();
const forgotten = new FinalizationRegistry<symbol>((id) => known.delete(id));

/** Makes a client recognizable behind any Proxy. @returns the id for its property `id`: a primitive, which no Proxy wraps. */
export function identify(client: RpcClient): symbol {
  const id = Symbol('comis-client');
  known.set(id, new WeakRef(client));
  forgotten.register(client, id);
  return id;
}

/** The client behind a Proxy (Vue's `ref()`, for one), so that both count as one; the object itself if it has no id. */
export function clientBehind(client: RpcClient): RpcClient {
  return (client.id && known.get(client.id)?.deref()) ?? client;
}
