import type { RpcClient } from '../../client/rpc-client.js';
import { report } from '../../client/report.js';
import type { GatewayEventName, PayloadOf, Unreadable } from '../../protocol/index.js';

/** How long a store keeps running without subscribers, in ms: covers a change of tab or a moved element. */
export const graceMs = 5000;

/**
 * Shared state of one client. The first subscriber starts it; it stops {@link graceMs} after the last one left and
 * removes all its listeners and timers.
 */
export abstract class ClientStore {
  protected readonly client: RpcClient;
  readonly #listeners = new Set<() => void>();
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
    // A wrapper, so that one function can subscribe twice.
    const own = () => listener();
    this.#listeners.add(own);
    clearTimeout(this.#stopTimer);
    if (!this.#running) this.#start();
    return () => {
      if (!this.#listeners.delete(own) || this.#listeners.size > 0) return;
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

  /**
   * Calls every listener. Errors are reported, not thrown, so that the other listeners and the current read continue.
   */
  protected notify(): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener();
      } catch (thrown) {
        report(thrown);
      }
    }
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

/** Lets Node exit while only this timer is left. */
function unrefTimer(timer: ReturnType<typeof setTimeout>): void {
  if (typeof timer === 'object') timer.unref();
}
