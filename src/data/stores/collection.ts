import type { RpcClient } from '../../client/rpc-client.js';
import type { GatewayEventName, PayloadOf, RpcMethod, Unreadable } from '../../protocol/index.js';
import { perClient } from './per-client.js';
import { ReadingStore } from './reading-store.js';

/** How each event changes the data of a collection. */
type Updates<T> = { readonly [E in GatewayEventName]?: (data: T, payload: PayloadOf<E>, client: RpcClient) => T };

/** Where a collection's data comes from, and how events change it. */
export interface CollectionSource<T> {
  /** The method that reads it: what is missing is named by it. */
  readonly method: RpcMethod;
  /**
   * Reads all of it.
   *
   * @param previous what was there before; undefined at the first read.
   */
  load(client: RpcClient, signal: AbortSignal, previous: T | undefined): Promise<T>;
  /**
   * How each event changes the data: pure, and the same when applied twice, since what arrives during a read is
   * applied to the old data and again to the new. Returns the same object when nothing changes.
   */
  readonly updates?: Updates<T>;
  /** How the data changes by a message of one of these events that cannot be read, until it is read again. */
  readonly unreadable?: (data: T, unreadable: Unreadable) => T;
  /** Events that say that something changed, but not to what: the data is read again, once for all that come together. */
  readonly rereadOn?: readonly GatewayEventName[];
  /** How often it is read again while the gateway can be asked, in ms, where it also changes without an event. */
  readonly pollMs?: number;
  /** Carries over from the old data what a read cannot know. Default: nothing. */
  readonly reconcile?: (loaded: T, previous: T) => T;
}

/**
 * How long a call to read again waits for more of its kind, in ms: the answer to one's own action and the event that
 * tells of it come in either order, and a hundred changes come one by one.
 */
const gatherMs = 100;

/** How often what changes without an event is read again, in ms: a method's usual limit is 30 calls a minute. */
export const pollMs = 30_000;

/** A copy of something that the gateway has, kept true by its events and read again when they may have missed. */
export class Collection<T> extends ReadingStore<T> {
  readonly #source: CollectionSource<T>;
  /** What arrived since the read under way began. */
  #arrived: ((data: T) => T)[] = [];
  /** Something changed that the read under way, or the last one, may not have seen. */
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

  /** Reads again in a moment, once for all calls until then; after the read that is under way, never instead of it. */
  invalidate(): void {
    // Who is not running reads everything when it starts.
    if (!this.running) return;
    this.#outdated = true;
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      this.#catchUp();
    }, gatherMs);
  }

  /** Changes the data at once, after the gateway confirmed an action whose event may come later. */
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

  /** A message that cannot be read tells that something changed, and not to what. */
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

/** Makes one collection per client and hands out the same one ever after. */
export function collectionOf<T>(source: CollectionSource<T>): (client: RpcClient) => Collection<T> {
  return perClient((client) => new Collection(client, source));
}
