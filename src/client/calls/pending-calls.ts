import { GatewayError, type RpcMethod } from '../../protocol/index.js';
import type { SlowCall } from '../rpc-client.js';

interface Pending {
  readonly method: string;
  readonly slow: SlowCall | undefined;
  resolve(result: unknown): void;
  reject(reason: unknown): void;
}

/** When a call ends without an answer. */
export interface CallLimits {
  /** How long to wait for the answer, in ms. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** The documented method for which it is sent; only such calls can count as slow. */
  readonly for?: RpcMethod | undefined;
}

/** After how long without an answer a call is slow, in ms. */
const slowAfterMs = 3000;

/** The pending calls of one socket by id. */
export class PendingCalls {
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  /** @param onSlow - called when {@link slow} has changed. */
  constructor(private readonly onSlow: () => void = () => undefined) {}

  /** The calls unanswered for {@link slowAfterMs}, in the order of sending. */
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
      // One more millisecond: timers may fire slightly early.
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

  /** Whether a call with this id was ever made, so that a late answer is expected. */
  knows(id: unknown): boolean {
    return typeof id === 'number' && Number.isInteger(id) && id >= 1 && id <= this.#lastId;
  }

  /** The ids of the pending calls. */
  get ids(): number[] {
    return [...this.#pending.keys()];
  }

  /** Resolves a call; no effect if it has ended. */
  resolve(id: unknown, result: unknown): void {
    this.#take(id)?.resolve(result);
  }

  /** Rejects a call with an error for its method; no effect if it has ended. */
  reject(id: unknown, errorFor: (method: string) => unknown): void {
    const pending = this.#take(id);
    pending?.reject(errorFor(pending.method));
  }

  /** Rejects all calls with an error for each method. */
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
