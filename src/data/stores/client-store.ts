import type { RpcClient } from '../../client/rpc-client.js';
import { Listeners } from '../../client/listeners.js';
import {
  type GatewayError,
  type GatewayEventName,
  type PayloadOf,
  type RpcMethod,
  toGatewayError,
  type Unreadable,
} from '../../protocol/index.js';

/** How long a store keeps running without subscribers, in ms: covers a change of tab or a moved element. */
export const graceMs = 5000;

/**
 * Shared state of one client. The first subscriber starts it; it stops {@link graceMs} after the last one left and
 * removes all its listeners and timers.
 */
export abstract class ClientStore {
  protected readonly client: RpcClient;
  readonly #listeners = new Listeners<void>();
  #stopTimer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  /** The client's epoch at the last call of {@link follow}: each new epoch is reported once. */
  #epoch = 0;
  #releases: (() => void)[] = [];

  constructor(client: RpcClient) {
    this.client = client;
  }

  /** Calls a listener for every change. Returns a function that unsubscribes; calling it twice is harmless. */
  subscribe(listener: () => void): () => void {
    const remove = this.#listeners.add(listener);
    clearTimeout(this.#stopTimer);
    if (!this.#running) this.#start();
    return () => {
      if (!remove() || this.#listeners.size > 0) return;
      this.#stopTimer = setTimeout(() => this.#stop(), graceMs);
      unrefTimer(this.#stopTimer);
    };
  }

  /** Whether the store runs: it has subscribers, or had some until a moment ago. */
  protected get running(): boolean {
    return this.#running;
  }

  /** Called on start: set up {@link listen} and {@link every} here. */
  protected start(): void {
    // Some stores only follow the client.
  }

  /** Called on stop: release everything except what {@link listen} and {@link every} set up. */
  protected stop(): void {
    // Many stores have nothing more to drop.
  }

  /**
   * Called when the client's connection, stream or queued calls change, and once on start.
   *
   * @param mayHaveMissed whether events may have been missed since the last call: at the first connection, and after a
   *   gap.
   */
  protected follow(_mayHaveMissed: boolean): void {
    // Some stores only listen to events.
  }

  /**
   * Listens to an event until the store stops.
   *
   * @param unreadable called for an unreadable message of that event.
   */
  protected listen<E extends GatewayEventName>(
    event: E,
    received: (payload: PayloadOf<E>) => void,
    unreadable?: (unreadable: Unreadable) => void,
  ): void {
    this.release(this.client.on(event, received));
    if (unreadable) this.release(this.client.onUnreadable?.(event, unreadable));
  }

  /** Calls a function every `ms` milliseconds until the store stops. */
  protected every(ms: number, act: () => void): void {
    const timer = setInterval(act, ms);
    unrefTimer(timer);
    this.release(() => clearInterval(timer));
  }

  /** Calls `release` when the store stops. */
  protected release(release: (() => void) | undefined): void {
    if (release) this.#releases.push(release);
  }

  protected notify(): void {
    this.#listeners.emit();
  }

  #start(): void {
    this.#running = true;
    this.start();
    this.release(this.client.subscribe(() => this.#follow()));
    this.#epoch = 0;
    this.#follow();
  }

  #stop(): void {
    this.#running = false;
    for (const release of this.#releases.splice(0)) release();
    this.stop();
  }

  #follow(): void {
    const { epoch } = this.client;
    const mayHaveMissed = epoch !== this.#epoch;
    this.#epoch = epoch;
    this.follow(mayHaveMissed);
  }
}

/** What a store is doing: reading, waiting for a connection, or nothing. Independent of whether it has data. */
export type Activity = 'fetching' | 'paused' | 'idle';

/** The data and the activity of a store. A new object for every change. */
export interface ReadState<T> {
  /** The last data read, with all changes since. Kept when a later read fails. */
  readonly data: T | undefined;
  /** The error of the last read; undefined after a success. */
  readonly error: GatewayError | undefined;
  readonly activity: Activity;
  /** When the last read succeeded (epoch ms, local clock). */
  readonly loadedAt: number | undefined;
}

/** The state before anything was read. */
export const nothingRead: ReadState<never> = {
  data: undefined,
  error: undefined,
  activity: 'paused',
  loadedAt: undefined,
};

/** What the end of a read changes in the state. */
export type ReadChange<T> = Partial<Omit<ReadState<T>, 'activity'>>;

/** A store whose data is read with one method, one read at a time. */
export abstract class ReadingStore<T> extends ClientStore {
  /** The method that reads it, named when it is not available. */
  readonly method: RpcMethod;
  #state: ReadState<T> = nothingRead;
  #reading: AbortController | undefined;

  constructor(client: RpcClient, method: RpcMethod) {
    super(client);
    this.method = method;
  }

  get state(): ReadState<T> {
    return this.#state;
  }

  /** Reads what may be missing. Resolves when the read has succeeded or failed; see the state. */
  abstract refresh(): Promise<void>;

  protected get isReading(): boolean {
    return this.#reading !== undefined;
  }

  /**
   * Reads, replacing the current read.
   *
   * @param load makes the calls.
   * @param loaded returns the change for their result. An error thrown here fails the read.
   * @param failed returns the change for an error. By default the error is set and the data stays.
   * @returns false when another read replaced it, or the store stopped.
   */
  protected async read<R>(
    load: (signal: AbortSignal) => Promise<R>,
    loaded: (result: R) => ReadChange<T>,
    failed: (error: GatewayError) => ReadChange<T> = (error) => ({ error }),
  ): Promise<boolean> {
    this.abort();
    const reading = (this.#reading = new AbortController());
    // Notifies although the state may be equal: it is another read.
    this.#state = { ...this.#state, activity: 'fetching' };
    this.notify();
    let change: ReadChange<T>;
    try {
      const result = await load(reading.signal);
      if (reading.signal.aborted) return false;
      change = { error: undefined, loadedAt: Date.now(), ...loaded(result) };
    } catch (thrown) {
      if (reading.signal.aborted) return false;
      change = failed(toGatewayError(thrown));
    }
    this.#reading = undefined;
    this.set({ ...change, activity: this.#rest() });
    return true;
  }

  /** Aborts the current read. */
  protected abort(): void {
    this.#reading?.abort();
    this.#reading = undefined;
  }

  protected override stop(): void {
    this.abort();
  }

  protected override follow(mayHaveMissed: boolean): void {
    if (mayHaveMissed) void this.refresh();
    else if (!this.isReading) this.set({ activity: this.#rest() });
  }

  /** Changes the state and notifies subscribers if it differs. */
  protected set(change: Partial<ReadState<T>>): void {
    const next = { ...this.#state, ...change };
    const same = (Object.keys(next) as (keyof ReadState<T>)[]).every((key) => next[key] === this.#state[key]);
    if (same) return;
    this.#state = next;
    this.notify();
  }

  #rest(): Activity {
    return this.client.connection.status === 'connected' ? 'idle' : 'paused';
  }
}

/** Lets Node exit while only this timer is left. */
function unrefTimer(timer: ReturnType<typeof setTimeout>): void {
  if (typeof timer === 'object') timer.unref();
}
