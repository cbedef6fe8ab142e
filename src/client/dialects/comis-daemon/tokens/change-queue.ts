import { GatewayError } from '../../../../protocol/index.js';
import type { TokenMethod } from './token-wire.js';

/** A queued change. */
export interface WaitingChange {
  readonly method: TokenMethod;
  /** When it was queued (epoch ms, local clock). */
  readonly since: number;
  /** Runs it; never throws. */
  go(): Promise<void>;
  /** Rejects it. */
  giveUp(reason: unknown): void;
}

/** The queue of changes, first in, first out. */
export class ChangeQueue {
  readonly #changed: () => void;
  readonly #waiting: WaitingChange[] = [];

  /** @param changed - called when the queue has changed. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get first(): WaitingChange | undefined {
    return this.#waiting[0];
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** All changes except one, in order. */
  except(one: WaitingChange | undefined): readonly WaitingChange[] {
    return this.#waiting.filter((each) => each !== one);
  }

  /**
   * Queues a change.
   *
   * @param make - makes the change.
   * @throws the error of the change, the reason of its rejection, or the signal's reason when aborted before.
   */
  async add<T>(method: TokenMethod, make: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    const { promise, resolve, reject } = withResolvers<T>();
    const waiting: WaitingChange = {
      method,
      since: Date.now(),
      go: () => {
        signal?.removeEventListener('abort', onAbort);
        return make().then(resolve, reject);
      },
      giveUp: reject,
    };
    const onAbort = () => {
      this.remove(waiting);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', onAbort);
    this.#waiting.push(waiting);
    this.#changed();
    try {
      return await promise;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  /** Removes a change. */
  remove(waiting: WaitingChange): void {
    const index = this.#waiting.indexOf(waiting);
    if (index < 0) return;
    this.#waiting.splice(index, 1);
    this.#changed();
  }

  /** Rejects all changes. */
  failAll({ kind, message, cause }: GatewayError): void {
    for (const waiting of this.#waiting.splice(0)) {
      waiting.giveUp(new GatewayError(kind, message, { method: waiting.method, cause }));
    }
    this.#changed();
  }
}

/** `Promise.withResolvers`, which not every browser has. */
function withResolvers<T>() {
  let resolve!: (value: T) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<T>((res, rej) => {
    resolve = res;
    reject = rej;
  });
  return { promise, resolve, reject };
}
