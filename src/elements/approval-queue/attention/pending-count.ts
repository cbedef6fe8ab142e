import type { RpcClient } from '../../../client/rpc-client.js';

/** Counts pending requests on a page where several widgets may show the same: each client once. */
export class PendingCount {
  readonly #claims = new Map<object, { readonly client: RpcClient; readonly count: number }>();

  /** The sum over all clients. */
  get total(): number {
    const counts = new Map<RpcClient, number>();
    for (const { client, count } of this.#claims.values()) {
      counts.set(client, Math.max(count, counts.get(client) ?? 0));
    }
    return [...counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Sets the count of a client, replacing the owner's last one. */
  set(owner: object, client: RpcClient, count: number): void {
    this.#claims.set(owner, { client, count });
  }

  /** Removes an owner's count. */
  delete(owner: object): void {
    this.#claims.delete(owner);
  }
}
