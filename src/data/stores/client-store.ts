import type { RpcClient } from '../../client/rpc-client.js';
import { report } from '../../client/report.js';
import type { GatewayEventName, PayloadOf, Unreadable } from '../../protocol/index.js';

/** How long a store goes on collecting after its last subscriber left, in ms: a tab that is changed, a page that moves. */
export const graceMs = 5000;

/**
 * What is known through one client, shared by all who show it. It costs only while somebody watches: the first subscriber
 * starts it, and it stops {@link graceMs} after the last one left, releasing all that it listened to.
 */
export abstract class ClientStore {
  protected readonly client: RpcClient;
  readonly #listeners = new Set<() => void>();
  #stopTimer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  /** The client's epoch when it was last followed: each growth is reported once. */
  #epoch = 0;
  #releases: (() => void)[] = [];

  constructor(client: RpcClient) {
    this.client = client;
  }

  /** Tells when the store has changed. Returns a function that stops listening; calling it twice is harmless. */
  subscribe(listener: () => void): () => void {
    // A wrapper, so that the same function may subscribe twice.
    const own = () => listener();
    this.#listeners.add(own);
    clearTimeout(this.#stopTimer);
    if (!this.#running) this.#start();
    return () => {
      if (!this.#listeners.delete(own) || this.#listeners.size > 0) return;
      this.#stopTimer = setTimeout(() => this.#stop(), graceMs);
      letNodeEnd(this.#stopTimer);
    };
  }

  /** Whether it collects now: somebody subscribes, or did a moment ago. */
  protected get running(): boolean {
    return this.#running;
  }

  /** Begins collecting: listens with {@link listen} and {@link every}. */
  protected start(): void {
    // Some stores only follow the client.
  }

  /** Drops what must not outlive the last subscriber, beside what {@link listen} and {@link every} took. */
  protected stop(): void {
    // Many stores have nothing more to drop.
  }

  /**
   * The client has changed: its connection, its stream or a call that waits. Also called once at the start.
   *
   * @param mayHaveMissed whether events may have been missed since the last time: at the first connection, and after a gap.
   */
  protected follow(_mayHaveMissed: boolean): void {
    // Some stores only listen to events.
  }

  /**
   * Listens to an event until the store stops.
   *
   * @param unreadable called for a message of that event that cannot be read.
   */
  protected listen<E extends GatewayEventName>(
    event: E,
    received: (payload: PayloadOf<E>) => void,
    unreadable?: (unreadable: Unreadable) => void,
  ): void {
    this.release(this.client.on(event, received));
    if (unreadable) this.release(this.client.onUnreadable?.(event, unreadable));
  }

  /** Acts every `ms` milliseconds until the store stops. */
  protected every(ms: number, act: () => void): void {
    const timer = setInterval(act, ms);
    letNodeEnd(timer);
    this.release(() => clearInterval(timer));
  }

  /** Calls `release` when the store stops. */
  protected release(release: (() => void) | undefined): void {
    if (release) this.#releases.push(release);
  }

  /** Calls every listener. What they throw is reported, not thrown: the others and the read under way go on. */
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

/** Node must be able to end while nothing but this timer is left. */
function letNodeEnd(timer: ReturnType<typeof setTimeout>): void {
  if (typeof timer === 'object') timer.unref();
}
