import type { RpcClient } from '../../client/rpc-client.js';
import type { GatewayEventName, PayloadOf, RpcMethod, Unreadable } from '../../protocol/index.js';
import { perClient } from './per-client.js';
import { ReadingStore } from './client-store.js';

/** How each event changes the data of a collection. */
type Updates<T> = { readonly [E in GatewayEventName]?: (data: T, payload: PayloadOf<E>, client: RpcClient) => T };

/** How a collection reads its data, and how events change it. */
export interface CollectionSource<T> {
  /** The method that reads it, named when it is not available. */
  readonly method: RpcMethod;
  /**
   * Reads the data.
   *
   * @param previous the data before; undefined at the first read.
   */
  load(client: RpcClient, signal: AbortSignal, previous: T | undefined): Promise<T>;
  /**
   * How each event changes the data. Pure and idempotent: an event that arrives during a read is applied to the old
   * data and to the new. Returns the same object when nothing changes.
   */
  readonly updates?: Updates<T>;
  /** How an unreadable message of one of these events changes the data, until the next read. */
  readonly unreadable?: (data: T, unreadable: Unreadable) => T;
  /** Events that do not carry the new data: it is read again, once per burst. */
  readonly rereadOn?: readonly GatewayEventName[];
  /** The polling interval in ms, for data that also changes without an event. */
  readonly pollMs?: number;
  /** Carries over from the old data what a read does not return. Default: nothing. */
  readonly reconcile?: (loaded: T, previous: T) => T;
}

/**
 * The debounce of {@link Collection.invalidate}, in ms: an answer and its event arrive in any order, and bulk changes
 * one by one.
 */
const gatherMs = 100;

/** The polling interval for data that changes without an event, in ms: a method's usual limit is 30 calls a minute. */
export const pollMs = 30_000;

/** A copy of data of the gateway, updated by events and read again after a gap. */
export class Collection<T> extends ReadingStore<T> {
  readonly #source: CollectionSource<T>;
  /** The changes since the current read began. */
  #arrived: ((data: T) => T)[] = [];
  /** True when something changed that the current or last read may not contain. */
  #outdated = false;
  #gathering: ReturnType<typeof setTimeout> | undefined;

  constructor(client: RpcClient, source: CollectionSource<T>) {
    super(client, source.method);
    this.#source = source;
  }

  override async refresh(): Promise<void> {
    this.#arrived = [];
    this.#outdated = false;
    const ended = await this.read(
      (signal) => this.#source.load(this.client, signal, this.state.data),
      (loaded) => {
        const previous = this.state.data;
        let data: T = loaded;
        for (const change of this.#arrived) data = change(data);
        if (previous !== undefined) data = this.#source.reconcile?.(data, previous) ?? data;
        return { data };
      },
    );
    if (ended) this.#catchUp();
  }

  /** Schedules a read, debounced; it follows the current read and does not replace it. */
  invalidate(): void {
    // When not running, the next start reads anyway.
    if (!this.running) return;
    this.#outdated = true;
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      this.#catchUp();
    }, gatherMs);
  }

  /** Changes the data immediately, after the gateway confirmed an action whose event may come later. */
  apply(change: (data: T) => T): void {
    if (this.isReading) this.#arrived.push(change);
    const { data } = this.state;
    if (data !== undefined) this.set({ data: change(data) });
  }

  protected override start(): void {
    const { updates = {}, rereadOn = [], pollMs } = this.#source;
    for (const name of Object.keys(updates) as GatewayEventName[]) this.#update(name, updates[name]);
    for (const name of rereadOn) this.#listen(name, () => this.invalidate());
    if (pollMs === undefined) return;
    this.every(pollMs, () => {
      if (this.client.connection.status === 'connected') this.invalidate();
    });
  }

  protected override stop(): void {
    super.stop();
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    this.#outdated = false;
  }

  #update<E extends GatewayEventName>(name: E, update: Updates<T>[E]): void {
    if (update) this.#listen(name, (payload) => this.apply((data) => update(data, payload, this.client)));
  }

  /** An unreadable message means that something changed: the data is read again. */
  #listen<E extends GatewayEventName>(name: E, received: (payload: PayloadOf<E>) => void): void {
    this.listen(name, received, (unreadable) => {
      this.apply((data) => this.#source.unreadable?.(data, unreadable) ?? data);
      this.invalidate();
    });
  }

  #catchUp(): void {
    if (this.#outdated && !this.#gathering && !this.isReading) void this.refresh();
  }
}

/** Returns a function that creates one collection per client and then returns the same one. */
export function collectionOf<T>(source: CollectionSource<T>): (client: RpcClient) => Collection<T> {
  return perClient((client) => new Collection(client, source));
}
