import type { RpcClient } from '../../../client/rpc-client.js';

/** Counts what waits on a page on which several widgets may show the same: by client, each once. */
export class PendingCount {
  readonly #claims = new Map<object, { readonly client: RpcClient; readonly count: number }>();

  /** How many wait, over all owners. */
  get total(): number {
    const counts = new Map<RpcClient, number>();
    for (const { client, count } of this.#claims.values()) {
      counts.set(client, Math.max(count, counts.get(client) ?? 0));
    }
    return [...counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Sets how many wait at a client, replacing the owner's last count. */
  set(owner: object, client: RpcClient, count: number): void {
    this.#claims.set(owner, { client, count });
  }

  /** An owner says nothing any more. */
  delete(owner: object): void {
    this.#claims.delete(owner);
  }
}
