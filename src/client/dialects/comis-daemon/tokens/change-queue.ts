import { GatewayError } from '../../../../protocol/index.js';
import type { TokenMethod } from './token-wire.js';

/** A change that waits for its turn. */
export interface WaitingChange {
  readonly method: TokenMethod;
  /** Since when it waits, epoch ms on this machine's clock. */
  readonly since: number;
  /** Makes it; never throws. */
  go(): Promise<void>;
  /** It will not be made. */
  giveUp(reason: unknown): void;
}

/** The changes that wait, first come, first served. */
export class ChangeQueue {
  readonly #changed: () => void;
  readonly #waiting: WaitingChange[] = [];

  /** @param changed - called when one comes or goes. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get first(): WaitingChange | undefined {
    return this.#waiting[0];
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** All but the given one, in the order in which they will be made. */
  except(one: WaitingChange | undefined): readonly WaitingChange[] {
    return this.#waiting.filter((each) => each !== one);
  }

  /**
   * Lets a change wait.
   *
   * @param make - makes it, once its turn has come.
   * @throws what it fails with, what it is given up for, or the signal's reason when aborted before.
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

  /** Takes one out. */
  remove(waiting: WaitingChange): void {
    const index = this.#waiting.indexOf(waiting);
    if (index < 0) return;
    this.#waiting.splice(index, 1);
    this.#changed();
  }

  /** Gives all up. */
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
