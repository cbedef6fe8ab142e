/** What can be made to go wrong with calls, so that it can be seen and tested. */
import { methods, type RpcMethod, rpcErrorCodes } from '../../protocol/index.js';
import type { Clock } from '../clock.js';
import { methodNotFound, RpcFailure } from './rpc-failure.js';

/** An error to answer with: what is left out follows from the rest. */
export interface FaultError {
  /** The code on the wire; -32603 (internal error) by default. */
  readonly code?: number | undefined;
  readonly message?: string | undefined;
  readonly data?: unknown;
}

/** The fault of a call: a delay, an error, or both. */
export interface Fault {
  readonly delayMs?: number | undefined;
  readonly error?: FaultError | undefined;
}

/** The faults of one gateway. Several for one method are used up in the order in which they were set. */
export class Faults {
  readonly #clock: Clock;
  readonly #queues = new Map<RpcMethod, { readonly fault: Fault; left: number }[]>();
  readonly #holds = new Map<RpcMethod, Promise<void>>();
  readonly #withheld = new Set<RpcMethod>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The next `times` calls (1 by default) of a method go wrong. */
  set(method: RpcMethod, fault: Fault, times = 1): void {
    this.#queues.set(method, [...(this.#queues.get(method) ?? []), { fault, left: times }]);
  }

  /** The next `times` calls (1 by default) of a method fail. */
  fail(method: RpcMethod, error: FaultError = {}, times = 1): void {
    this.set(method, { error }, times);
  }

  /** Delays the next `times` calls (1 by default) of a method by `delayMs`. */
  delay(method: RpcMethod, delayMs: number, times = 1): void {
    this.set(method, { delayMs }, times);
  }

  /** Calls of a method wait until the returned function is called. */
  hold(method: RpcMethod): () => void {
    let release = () => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    this.#holds.set(method, gate);
    return () => {
      if (this.#holds.get(method) === gate) this.#holds.delete(method);
      release();
    };
  }

  /** The gateway does not offer a method (-32601) until the returned function is called. */
  withhold(method: RpcMethod): () => void {
    this.#withheld.add(method);
    return () => this.#withheld.delete(method);
  }

  /** Says whether a method is withheld. */
  isWithheld(method: RpcMethod): boolean {
    return this.#withheld.has(method);
  }

  /** Removes all faults; calls that are held stay held. */
  clear(): void {
    this.#queues.clear();
    this.#holds.clear();
    this.#withheld.clear();
  }

  /** Does to a call what is set for its method. @throws RpcFailure when it is to fail. */
  async apply(method: RpcMethod): Promise<void> {
    if (this.#withheld.has(method)) throw methodNotFound(method);
    await this.#holds.get(method);
    const queue = this.#queues.get(method) ?? [];
    const next = queue[0];
    if (!next) return;
    if (--next.left <= 0) queue.shift();
    const { delayMs, error } = next.fault;
    if (delayMs !== undefined) await new Promise<void>((resolve) => this.#clock.after(delayMs, resolve));
    if (!error) return;
    const { code = rpcErrorCodes.internal, message = 'Failed on purpose', data = usualData(method, code) } = error;
    throw new RpcFailure(code, message, data);
  }
}

/** The documented `data` of an error code, where a fault can know it. */
function usualData(method: RpcMethod, code: number): unknown {
  if (code === rpcErrorCodes.rateLimited) return { retryAfterMs: 1000 };
  if (code === rpcErrorCodes.notAllowed) return { required: methods[method].scope };
  if (code === rpcErrorCodes.invalidParams) return { issues: ['(whole message): Refused on purpose'] };
  return undefined;
}
