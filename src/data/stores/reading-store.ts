import type { RpcClient } from '../../client/rpc-client.js';
import { toGatewayError, type GatewayError, type RpcMethod } from '../../protocol/index.js';
import { ClientStore } from './client-store.js';

/**
 * What a store is doing: reading, waiting for a connection to read over, or nothing.
 *
 * It says nothing about what the store has: rows may be there while it reads, and none while it rests.
 */
export type Activity = 'fetching' | 'paused' | 'idle';

/** What a store has, and what it is doing: two axes. A new object whenever either changes. */
export interface ReadState<T> {
  /** What was read last, with all that arrived since. Kept when a later read fails. */
  readonly data: T | undefined;
  /** Why the last read failed; undefined once one succeeds. */
  readonly error: GatewayError | undefined;
  readonly activity: Activity;
  /** When the last read succeeded: epoch ms on this machine's clock. */
  readonly loadedAt: number | undefined;
}

/** The state before anything was read. */
export const nothingRead: ReadState<never> = {
  data: undefined,
  error: undefined,
  activity: 'paused',
  loadedAt: undefined,
};

/** What a read changes when it ends: all but what the store is doing. */
export type ReadChange<T> = Partial<Omit<ReadState<T>, 'activity'>>;

/** A store whose data is read with one method: one read at a time, and a state that says what came of it. */
export abstract class ReadingStore<T> extends ClientStore {
  /** The method that reads: what is missing is named by it. */
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

  /** Reads what may be missing. Resolves when the read has ended, well or badly: the state says which. */
  abstract refresh(): Promise<void>;

  protected get isReading(): boolean {
    return this.#reading !== undefined;
  }

  /**
   * Reads, in place of the read that is under way.
   *
   * @param load makes the calls.
   * @param loaded takes in what they brought. What it throws fails the read.
   * @param failed takes in why they failed. By default the state says it, and what was there stays.
   * @returns false when another read took its place, or the store stopped.
   */
  protected async read<R>(
    load: (signal: AbortSignal) => Promise<R>,
    loaded: (result: R) => ReadChange<T>,
    failed: (error: GatewayError) => ReadChange<T> = (error) => ({ error }),
  ): Promise<boolean> {
    this.abort();
    const reading = (this.#reading = new AbortController());
    // Told although the state may say the same: another read is under way.
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

  /** Ends the read that is under way. */
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

  /** Changes the state, and tells the subscribers if that changes anything. */
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
