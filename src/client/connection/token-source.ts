import { GatewayError } from '../../protocol/index.js';

/** The two channels to a gateway, each of which sends the token. */
export type Channel = 'socket' | 'stream';

/** A token and the number of the request that returned it. */
export interface IssuedToken {
  readonly value: string;
  readonly generation: number;
}

/**
 * Requests tokens from the host and decides for both channels what a refusal means: after the first one a new token is
 * requested once, and its refusal is final. Keeps no token, except after a refusal the new one until it is accepted, so
 * that both channels use the same.
 */
export class TokenSource {
  #generation = 0;
  #asking: Promise<IssuedToken> | undefined;
  /** The channel that was refused, and the latest generation at that time: newer ones are the second chance. */
  #refusal: { readonly channel: Channel; readonly generation: number } | undefined;

  /** The newest accepted token: a late refusal of an older one is ignored. */
  #accepted = 0;

  /** @param timeoutMs - the timeout of `getToken`. */
  constructor(
    private readonly getToken: () => string | Promise<string>,
    private readonly timeoutMs: number,
  ) {}

  /**
   * Requests a token; concurrent callers share one request.
   *
   * @throws {GatewayError} `disconnected` when the host returns none; may be retried later.
   */
  ask(): Promise<IssuedToken> {
    if (this.#asking) return this.#asking;
    const generation = ++this.#generation;
    const asking = this.#request(generation);
    this.#asking = asking;
    const forget = () => {
      if (this.#asking === asking) this.#asking = undefined;
    };
    asking.then(() => {
      if (this.#refusal === undefined) forget();
    }, forget);
    return asking;
  }

  /** Called when the gateway refused a token. @returns whether to request a new one or to stop. */
  refused(channel: Channel, generation: number): 'ask-again' | 'stop' {
    if (generation < this.#accepted) return 'ask-again';
    if (this.#refusal === undefined) {
      this.#refusal = { channel, generation: this.#generation };
      this.#asking = undefined;
      return 'ask-again';
    }
    return generation <= this.#refusal.generation ? 'ask-again' : 'stop';
  }

  /**
   * Called when the gateway accepted a token. Resets a refusal only on the channel that was refused; otherwise a
   * gateway that accepts a token on one channel and refuses it on the other would be retried for ever.
   */
  accepted(channel: Channel, generation: number): void {
    this.#accepted = Math.max(this.#accepted, generation);
    if (this.#refusal?.channel === channel && generation > this.#refusal.generation) this.clearRefusal();
  }

  /** Drops the pending request: the next {@link ask} calls the host again. */
  abandon(): void {
    this.#asking = undefined;
  }

  /** Drops the token kept after a refusal: it may have expired when the gateway is reachable again. */
  discard(): void {
    if (this.#refusal) this.#asking = undefined;
  }

  /** Resets all refusals. */
  clearRefusal(): void {
    this.#refusal = undefined;
    this.#asking = undefined;
  }

  async #request(generation: number): Promise<IssuedToken> {
    let value: unknown;
    try {
      // Asynchronously: the host may still be setting up.
      value = await inTime(Promise.resolve().then(this.getToken), this.timeoutMs);
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      throw new GatewayError('disconnected', `The page could not get a token: ${why}`, { cause: thrown });
    }
    // Control characters are invalid in headers, and the platform's error would contain the token.
    if (typeof value !== 'string' || !/^[^\p{Cc}]+$/u.test(value)) {
      throw new GatewayError(
        'disconnected',
        'The page gave no usable token: it must be a non-empty string without control characters.',
      );
    }
    return { value, generation };
  }
}

async function inTime<T>(promise: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`getToken did not answer within ${timeoutMs / 1000} s`)), timeoutMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
