import type { GatewayError, RpcMethod } from '../protocol/index.js';
import type { MessageLimit } from './dialects/index.js';
import { Listeners } from './listeners.js';
import type { HeldCall } from './rpc-client.js';

/** How many messages of each window calls leave alone: pings must not wait, or a busy connection looks dead. */
const reserve = 5;

interface Waiting {
  readonly method: RpcMethod;
  readonly since: number;
  go(): void;
  giveUp(reason: unknown): void;
}

/** Keeps one connection below what its server takes: a call beyond that waits for its turn, and says so. */
export class MessageLimiter {
  readonly #limit: MessageLimit | undefined;
  /** When the messages of the last window were sent, on the monotonic clock (ms). */
  readonly #sent: number[] = [];
  readonly #queue: Waiting[] = [];
  readonly #changes = new Listeners<void>();
  /** How many messages of a window calls may use. Shrinks when the server takes fewer than it was believed to. */
  #allowed: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param limit - what the server takes; undefined when it does not say.
   * @param onChange - called when what waits has changed.
   */
  constructor(limit: MessageLimit | undefined, onChange: () => void) {
    this.#limit = limit;
    this.#allowed = limit ? Math.max(1, limit.messages - reserve) : Infinity;
    this.#changes.add(onChange);
  }

  /** The calls that wait, in the order in which they will go. */
  get held(): readonly HeldCall[] {
    const limit = this.#limit;
    if (!limit) return [];
    const reason = `The gateway takes ${limit.messages} messages in ${limit.windowMs / 1000} s, and that many have been sent.`;
    return this.#queue.map(({ method, since }, index) => {
      const until = this.#turnOf(index);
      return { method, reason, since, until: Date.now() + Math.max(0, until - performance.now()) };
    });
  }

  /**
   * Counts a call that is to be sent.
   *
   * @returns undefined when it may be sent now, else what resolves when it may; rejects with the signal's reason when
   *   aborted, and with what {@link close} is given.
   */
  turn(method: RpcMethod, signal: AbortSignal | undefined): Promise<void> | undefined {
    if (!this.#limit) return undefined;
    this.#forget();
    if (this.#queue.length === 0 && this.#sent.length < this.#allowed) {
      this.count();
      return undefined;
    }
    return new Promise<void>((resolve, reject) => {
      const onAbort = () => waiting.giveUp(signal?.reason);
      const leave = () => {
        signal?.removeEventListener('abort', onAbort);
        const index = this.#queue.indexOf(waiting);
        if (index >= 0) this.#queue.splice(index, 1);
        this.#changes.emit();
      };
      const waiting: Waiting = {
        method,
        since: Date.now(),
        go: () => {
          leave();
          resolve();
        },
        giveUp: (reason: Error) => {
          leave();
          reject(reason);
        },
      };
      signal?.addEventListener('abort', onAbort);
      // What a person has decided goes before what is only read.
      const ahead = method === 'approvals.respond' ? this.#queue.findIndex((each) => each.method !== method) : -1;
      this.#queue.splice(ahead < 0 ? this.#queue.length : ahead, 0, waiting);
      this.#changes.emit();
      this.#arm();
    });
  }

  /** Counts a message that is sent without waiting. */
  count(): void {
    if (this.#limit) this.#sent.push(performance.now());
  }

  /** The server has refused a message for being one too many: it takes fewer than believed. */
  exceeded(): void {
    this.#forget();
    this.#allowed = Math.max(1, Math.min(this.#allowed, this.#sent.length - 1));
  }

  /** Ends it: what waits fails. */
  close(errorFor: (method: RpcMethod) => GatewayError): void {
    clearTimeout(this.#timer);
    for (const waiting of [...this.#queue]) waiting.giveUp(errorFor(waiting.method));
  }

  #arm(): void {
    clearTimeout(this.#timer);
    if (this.#queue.length === 0) return;
    // One more millisecond: timers may come a little early.
    this.#timer = setTimeout(() => this.#advance(), Math.max(0, this.#turnOf(0) - performance.now()) + 1);
  }

  #advance(): void {
    this.#forget();
    while (this.#sent.length < this.#allowed && this.#queue[0]) {
      this.count();
      this.#queue[0].go();
    }
    this.#arm();
  }

  /** When the place of the one at this index in the queue becomes free, on the monotonic clock. */
  #turnOf(index: number): number {
    const windowMs = this.#limit?.windowMs ?? 0;
    const used = Math.max(0, this.#sent.length - this.#allowed) + index;
    const leaves = this.#sent[used];
    // Beyond what was sent so far: a whole window after those before it.
    return (leaves ?? performance.now()) + windowMs;
  }

  #forget(): void {
    const from = performance.now() - (this.#limit?.windowMs ?? 0);
    while (this.#sent[0] !== undefined && this.#sent[0] <= from) this.#sent.shift();
  }
}
