import type { RpcClient } from '../../client/rpc-client.js';
import { toGatewayError, type GatewayError, type RpcMethod } from '../../protocol/index.js';
import { ClientStore } from './client-store.js';

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
