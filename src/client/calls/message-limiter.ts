import type { GatewayError, RpcMethod } from '../../protocol/index.js';
import type { MessageLimit } from '../dialects/index.js';
import { Listeners } from '../listeners.js';
import type { HeldCall } from '../rpc-client.js';

/** What a person has decided goes before what is only read. */
const decision = 'approvals.respond' satisfies RpcMethod;

/**
 * How many messages of each window calls leave alone: pings must not wait, or a busy connection looks dead, and neither
 * must a decision, which itself leaves less.
 */
const reserve = { decisions: 2, others: 5 };
/**
 * How much longer than the server's window the one here is, in ms: what was sent at once may arrive late, and what is
 * sent after it quickly, so that on the server more fall into one window than here.
 */
const slackMs = 2000;

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
  /** When the server refused one of them. */
  readonly #refused: number[] = [];
  readonly #queue: Waiting[] = [];
  readonly #changes = new Listeners<void>();
  readonly #windowMs: number;
  /** How many messages the server takes. Shrinks when it takes fewer than it was believed to. */
  #taken: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param limit - what the server takes; undefined when it does not say.
   * @param onChange - called when what waits has changed.
   */
  constructor(limit: MessageLimit | undefined, onChange: () => void) {
    this.#limit = limit;
    this.#windowMs = limit ? limit.windowMs + slackMs : 0;
    this.#taken = limit?.messages ?? Infinity;
    this.#changes.add(onChange);
  }

  /** The calls that wait, in the order in which they will go. */
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
   * Counts a call that is to be sent.
   *
   * @returns undefined when it may be sent now, else what resolves when it may; rejects with the signal's reason when
   *   aborted, and with what {@link close} is given.
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

  /** The server has refused a message for being one too many: it takes fewer than believed. */
  exceeded(): void {
    if (!this.#limit) return;
    this.#forget();
    this.#refused.push(performance.now());
    this.#taken = Math.max(1, Math.min(this.#taken, this.#sent.length - this.#refused.length));
    this.#changes.emit();
  }

  /** Ends it: what waits fails. */
  close(errorFor: (method: RpcMethod) => GatewayError): void {
    clearTimeout(this.#timer);
    for (const waiting of [...this.#queue]) waiting.giveUp(errorFor(waiting.method));
  }

  /** How many messages may have been sent in a window when a call is, itself included. */
  #allowed(method: RpcMethod): number {
    const left = method === decision ? reserve.decisions : reserve.others;
    return this.#taken - Math.min(left, Math.floor(this.#taken / 4));
  }

  #arm(): void {
    clearTimeout(this.#timer);
    if (this.#queue.length === 0) return;
    // One more millisecond: timers may come a little early.
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

  /** When it is the turn of the one at this index in the queue, on the monotonic clock. */
  #turnOf(index: number): number {
    const { method } = this.#queue[index] ?? {};
    if (!method) return performance.now();
    // The one whose place it takes: sent already, or itself in the queue.
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
