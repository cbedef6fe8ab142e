import type { GatewayError, RpcMethod } from '../../protocol/index.js';
import type { MessageLimit } from '../dialects/index.js';
import { Listeners } from '../listeners.js';
import type { HeldCall } from '../rpc-client.js';

/** A person's decision takes precedence over reads. */
const decision = 'approvals.respond' satisfies RpcMethod;

/**
 * How many messages of each window are reserved: pings must not be delayed, or a busy connection looks dead. Decisions
 * may use a part of it.
 */
const reserve = { decisions: 2, others: 5 };
/**
 * How much longer the window is here than on the server, in ms: varying network delay can move messages of two windows
 * here into one there.
 */
const slackMs = 2000;

interface Waiting {
  readonly method: RpcMethod;
  readonly since: number;
  go(): void;
  giveUp(reason: unknown): void;
}

/** Keeps one connection below the server's message limit: calls beyond it are queued, and listed in {@link held}. */
export class MessageLimiter {
  readonly #limit: MessageLimit | undefined;
  /** When the messages of the last window were sent, on the monotonic clock (ms). */
  readonly #sent: number[] = [];
  /** When the server refused one of them. */
  readonly #refused: number[] = [];
  readonly #queue: Waiting[] = [];
  readonly #changes = new Listeners<void>();
  readonly #windowMs: number;
  /** How many messages the server accepts. Decreases when the server refuses one earlier than expected. */
  #taken: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param limit - the server's limit; undefined when it has none.
   * @param onChange - called when the queue has changed.
   */
  constructor(limit: MessageLimit | undefined, onChange: () => void) {
    this.#limit = limit;
    this.#windowMs = limit ? limit.windowMs + slackMs : 0;
    this.#taken = limit?.messages ?? Infinity;
    this.#changes.add(onChange);
  }

  /** The queued calls, in the order of sending. */
  get held(): readonly HeldCall[] {
    const limit = this.#limit;
    if (!limit) return [];
    const reason = `The gateway takes ${this.#taken} messages in ${limit.windowMs / 1000} s, and that many have been sent.`;
    return this.#queue.map(({ method, since }, index) => {
      const until = this.#turnOf(index);
      return { method, reason, since, until: Date.now() + Math.max(0, until - performance.now()) };
    });
  }

  /**
   * Counts a call to be sent.
   *
   * @returns undefined when it may be sent now, otherwise a promise that resolves when it may; rejects with the
   *   signal's reason when aborted, and with the error of {@link close}.
   */
  turn(method: RpcMethod, signal: AbortSignal | undefined): Promise<void> | undefined {
    if (!this.#limit) return undefined;
    this.#forget();
    const isNext = this.#queue.length === 0 || (method === decision && this.#queue[0]?.method !== decision);
    if (isNext && this.#sent.length < this.#allowed(method)) {
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
      const ahead = method === decision ? this.#queue.findIndex((each) => each.method !== decision) : -1;
      this.#queue.splice(ahead < 0 ? this.#queue.length : ahead, 0, waiting);
      this.#changes.emit();
      this.#arm();
    });
  }

  /** Counts a message that is sent without waiting. */
  count(): void {
    if (this.#limit) this.#sent.push(performance.now());
  }

  /** Called when the server refused a message over its limit: the limit is lower than expected. */
  exceeded(): void {
    if (!this.#limit) return;
    this.#forget();
    this.#refused.push(performance.now());
    this.#taken = Math.max(1, Math.min(this.#taken, this.#sent.length - this.#refused.length));
    this.#changes.emit();
  }

  /** Rejects all queued calls. */
  close(errorFor: (method: RpcMethod) => GatewayError): void {
    clearTimeout(this.#timer);
    for (const waiting of [...this.#queue]) waiting.giveUp(errorFor(waiting.method));
  }

  /** The number of messages in a window up to which a call may be sent, itself included. */
  #allowed(method: RpcMethod): number {
    const left = method === decision ? reserve.decisions : reserve.others;
    return this.#taken - Math.min(left, Math.floor(this.#taken / 4));
  }

  #arm(): void {
    clearTimeout(this.#timer);
    if (this.#queue.length === 0) return;
    // One more millisecond: timers may fire slightly early.
    this.#timer = setTimeout(() => this.#advance(), Math.max(0, this.#turnOf(0) - performance.now()) + 1);
  }

  #advance(): void {
    this.#forget();
    for (let next = this.#queue[0]; next && this.#sent.length < this.#allowed(next.method); next = this.#queue[0]) {
      this.count();
      next.go();
    }
    this.#arm();
  }

  /** When the call at this index of the queue may be sent (monotonic clock). */
  #turnOf(index: number): number {
    const { method } = this.#queue[index] ?? {};
    if (!method) return performance.now();
    // The message that must leave the window first: sent, or in the queue itself.
    const before = this.#sent.length + index - this.#allowed(method);
    if (before < 0) return performance.now();
    const gone = this.#sent[before] ?? this.#turnOf(before - this.#sent.length);
    return gone + this.#windowMs;
  }

  #forget(): void {
    const from = performance.now() - this.#windowMs;
    for (const times of [this.#sent, this.#refused]) {
      while (times[0] !== undefined && times[0] <= from) times.shift();
    }
  }
}
