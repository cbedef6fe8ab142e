import type { RpcClient } from '../../client/rpc-client.js';
import {
  toGatewayError,
  type GatewayError,
  type GatewayEventName,
  type PayloadOf,
  type Unreadable,
} from '../../protocol/index.js';
import { SharedStore } from './shared-store.js';

/**
 * What a collection is doing: reading, waiting for a connection to read over, or nothing.
 *
 * It says nothing about what the collection has: rows may be there while it reads, and none while it rests.
 */
export type Activity = 'fetching' | 'paused' | 'idle';

/** What a collection has, and what it is doing: two axes. A new object whenever either changes. */
export interface CollectionState<T> {
  /** What was read last, with all that arrived since. Kept when a later read fails. */
  readonly data: T | undefined;
  /** Why the last read failed; undefined once one succeeds. */
  readonly error: GatewayError | undefined;
  readonly activity: Activity;
  /** When the last read succeeded: epoch ms on this machine's clock. */
  readonly loadedAt: number | undefined;
}

/** The state before anything was read. */
export const nothingRead: CollectionState<never> = {
  data: undefined,
  error: undefined,
  activity: 'paused',
  loadedAt: undefined,
};

/** Where a collection's data comes from. */
export interface CollectionSource<T> {
  /** Reads all of it. */
  load(client: RpcClient, signal: AbortSignal): Promise<T>;
  /**
   * How each event changes the data: pure, and the same when applied twice, since what arrives during a read is
   * applied to the old data and again to the new. Returns the same object when nothing changes.
   */
  readonly updates: { readonly [E in GatewayEventName]?: (data: T, payload: PayloadOf<E>) => T };
  /** How the data changes by a message of one of these events that cannot be read, until it is read again. */
  readonly unreadable?: (data: T, unreadable: Unreadable) => T;
  /** Events that say that something changed, but not to what: the data is read again, once for all that come together. */
  readonly rereadOn?: readonly GatewayEventName[];
  /** Carries over from the old data what a read cannot know. Default: nothing. */
  reconcile?(loaded: T, previous: T): T;
}

/**
 * How long a call to read again waits for more of its kind, in ms: the answer to one's own action and the event that
 * tells of it come in either order, and a hundred changes come one by one.
 */
const gatherMs = 100;

/** A shared copy of something that the gateway has, kept true by its events and read again when they may have missed. */
export class Collection<T> extends SharedStore {
  readonly #client: RpcClient;
  readonly #source: CollectionSource<T>;
  #state: CollectionState<T> = nothingRead;
  /** The client's epoch at the last read, so that each growth causes exactly one. */
  #epoch = 0;
  #reading: AbortController | undefined;
  /** What arrived since the read under way began. */
  #arrived: ((data: T) => T)[] = [];
  /** Something changed that the read under way, or the last one, may not have seen. */
  #outdated = false;
  #gathering: ReturnType<typeof setTimeout> | undefined;
  #release: (() => void)[] = [];

  constructor(client: RpcClient, source: CollectionSource<T>) {
    super();
    this.#client = client;
    this.#source = source;
  }

  get state(): CollectionState<T> {
    return this.#state;
  }

  /** Reads again now. Resolves when the read has ended, well or badly: the state says which. */
  async refresh(): Promise<void> {
    this.#reading?.abort();
    const reading = (this.#reading = new AbortController());
    this.#arrived = [];
    this.#outdated = false;
    this.#set({ activity: 'fetching' });
    try {
      const loaded = await this.#source.load(this.#client, reading.signal);
      if (reading.signal.aborted) return;
      const previous = this.#state.data;
      let data: T = loaded;
      for (const change of this.#arrived) data = change(data);
      if (previous !== undefined) data = this.#source.reconcile?.(data, previous) ?? data;
      this.#reading = undefined;
      this.#set({ data, error: undefined, activity: this.#rest(), loadedAt: Date.now() });
    } catch (thrown) {
      if (reading.signal.aborted) return;
      this.#reading = undefined;
      this.#set({ error: toGatewayError(thrown), activity: this.#rest() });
    }
    this.#catchUp();
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
    if (this.#reading) this.#arrived.push(change);
    if (this.#state.data === undefined) return;
    const data = change(this.#state.data);
    if (data !== this.#state.data) this.#set({ data });
  }

  protected override start(): void {
    const { updates } = this.#source;
    for (const name of Object.keys(updates) as GatewayEventName[]) this.#listen(name, updates[name]);
    for (const name of this.#source.rereadOn ?? []) {
      this.#release.push(this.#client.on(name, () => this.invalidate()));
      this.#rereadOnUnreadable(name);
    }
    this.#release.push(this.#client.subscribe(() => this.#follow()));
    this.#epoch = 0;
    this.#follow();
  }

  protected override stop(): void {
    for (const release of this.#release.splice(0)) release();
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    this.#outdated = false;
    this.#reading?.abort();
    this.#reading = undefined;
  }

  #listen<E extends GatewayEventName>(name: E, update: CollectionSource<T>['updates'][E]): void {
    if (!update) return;
    this.#release.push(this.#client.on(name, (payload) => this.apply((data) => update(data, payload))));
    this.#rereadOnUnreadable(name);
  }

  /** Something changed, and nobody can tell to what. */
  #rereadOnUnreadable(name: GatewayEventName): void {
    const release = this.#client.onUnreadable?.(name, (unreadable) => {
      this.apply((data) => this.#source.unreadable?.(data, unreadable) ?? data);
      this.invalidate();
    });
    if (release) this.#release.push(release);
  }

  #catchUp(): void {
    if (this.#outdated && !this.#gathering && !this.#reading) void this.refresh();
  }

  #follow(): void {
    if (this.#client.epoch !== this.#epoch) {
      this.#epoch = this.#client.epoch;
      void this.refresh();
    } else if (!this.#reading) {
      this.#set({ activity: this.#rest() });
    }
  }

  #rest(): Activity {
    return this.#client.connection.status === 'connected' ? 'idle' : 'paused';
  }

  #set(change: Partial<CollectionState<T>>): void {
    const next = { ...this.#state, ...change };
    const same = (Object.keys(next) as (keyof CollectionState<T>)[]).every((key) => next[key] === this.#state[key]);
    if (same) return;
    this.#state = next;
    this.notify();
  }
}
