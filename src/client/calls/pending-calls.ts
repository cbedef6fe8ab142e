import { GatewayError, type RpcMethod } from '../../protocol/index.js';
import type { SlowCall } from '../rpc-client.js';

interface Pending {
  readonly method: string;
  readonly slow: SlowCall | undefined;
  resolve(result: unknown): void;
  reject(reason: unknown): void;
}

/** How a call may end before its answer. */
export interface CallLimits {
  /** How long to wait for the answer, in ms. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** The documented method that needs it: then it counts as slow after a while. */
  readonly for?: RpcMethod | undefined;
}

/** After how long without an answer a call is slow, in ms: most take a few hundredths of a second. */
const slowAfterMs = 3000;

/** The calls of one socket that wait for an answer, by the id that the answer will carry. */
export class PendingCalls {
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  /** @param onSlow - called when {@link slow} has changed. */
  constructor(private readonly onSlow: () => void = () => undefined) {}

  /** Those that were sent a while ago and are not answered yet, in the order in which they were sent. */
  get slow(): readonly SlowCall[] {
    const before = Date.now() - slowAfterMs;
    return [...this.#pending.values()].flatMap(({ slow }) => (slow && slow.since <= before ? [slow] : []));
  }

  /** Registers a call. @returns the id to send and the promise of its result, unchecked. */
  add(method: string, { timeoutMs, signal, for: needed }: CallLimits): { id: number; result: Promise<unknown> } {
    const id = ++this.#lastId;
    const since = Date.now();
    const result = new Promise<unknown>((resolve, reject) => {
      const onAbort = () => this.#take(id)?.reject(signal?.reason);
      const timer = setTimeout(() => {
        const message = `The gateway did not answer ${method} within ${timeoutMs / 1000} s.`;
        this.#take(id)?.reject(new GatewayError('timeout', message, { method }));
      }, timeoutMs);
      // One more millisecond: timers may come a little early.
      const slowTimer = needed === undefined ? undefined : setTimeout(this.onSlow, slowAfterMs + 1);
      const release = () => {
        clearTimeout(timer);
        clearTimeout(slowTimer);
        if (needed !== undefined && Date.now() - since >= slowAfterMs) queueMicrotask(this.onSlow);
        signal?.removeEventListener('abort', onAbort);
      };
      signal?.addEventListener('abort', onAbort);
      this.#pending.set(id, {
        method,
        slow: needed === undefined ? undefined : { method: needed, since, until: since + timeoutMs },
        resolve: (value) => {
          release();
          resolve(value);
        },
        reject: (reason: Error) => {
          release();
          reject(reason);
        },
      });
    });
    return { id, result };
  }

  /** Says whether a call of this id was ever made here: a late answer to it is nothing odd. */
  knows(id: unknown): boolean {
    return typeof id === 'number' && Number.isInteger(id) && id >= 1 && id <= this.#lastId;
  }

  /** The ids of those that wait. */
  get ids(): number[] {
    return [...this.#pending.keys()];
  }

  /** Ends a call with its result; none if it has ended already. */
  resolve(id: unknown, result: unknown): void {
    this.#take(id)?.resolve(result);
  }

  /** Ends a call with an error, made for its method; none if it has ended already. */
  reject(id: unknown, errorFor: (method: string) => unknown): void {
    const pending = this.#take(id);
    pending?.reject(errorFor(pending.method));
  }

  /** Ends all calls with an error, made for each one's method. */
  rejectAll(errorFor: (method: string) => unknown): void {
    for (const id of this.ids) this.reject(id, errorFor);
  }

  #take(id: unknown): Pending | undefined {
    if (typeof id !== 'number') return undefined;
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }
}
