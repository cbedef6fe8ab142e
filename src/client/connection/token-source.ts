import { GatewayError } from '../../protocol/index.js';

/** The two ways to a gateway, each of which shows the token. */
export type Channel = 'socket' | 'stream';

/** A token and which asking it came from. */
export interface IssuedToken {
  readonly value: string;
  readonly generation: number;
}

/**
 * Asks the host for tokens and decides, for both channels together, what a refusal means: the first one asks again
 * once, a refusal of that newer token is final. Keeps no token except, after a refusal, the newer one until it has
 * proven itself, so that both channels try the same.
 */
export class TokenSource {
  #generation = 0;
  #asking: Promise<IssuedToken> | undefined;
  /** Who was refused, and the latest generation asked for by then: newer ones are the second chance. */
  #refusal: { readonly channel: Channel; readonly generation: number } | undefined;

  /** The newest token that the gateway took: a refusal of an older one that comes late says nothing new. */
  #accepted = 0;

  /** @param timeoutMs - how long the host may take. */
  constructor(
    private readonly getToken: () => string | Promise<string>,
    private readonly timeoutMs: number,
  ) {}

  /**
   * Asks for a token, once for all who ask at the same time.
   *
   * @throws {GatewayError} `disconnected` when the host gives none; worth asking again later.
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

  /** The gateway refused a token. @returns whether to ask again or to stop. */
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
   * The gateway took a token. Forgives a refusal only on the channel that was refused: a gateway that takes a token on
   * one channel and refuses it on the other would otherwise be asked for ever.
   */
  accepted(channel: Channel, generation: number): void {
    this.#accepted = Math.max(this.#accepted, generation);
    if (this.#refusal?.channel === channel && generation > this.#refusal.generation) this.forgive();
  }

  /** Forgets the asking that is under way: the next one asks the host anew. */
  abandon(): void {
    this.#asking = undefined;
  }

  /** Forgets the token that waits to prove itself: it may be too old when the gateway is reachable again. */
  discard(): void {
    if (this.#refusal) this.#asking = undefined;
  }

  /** Starts afresh, as if nothing had been refused. */
  forgive(): void {
    this.#refusal = undefined;
    this.#asking = undefined;
  }

  async #request(generation: number): Promise<IssuedToken> {
    let value: unknown;
    try {
      // Not before the caller has returned: a host may still be setting up.
      value = await inTime(Promise.resolve().then(this.getToken), this.timeoutMs);
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      throw new GatewayError('disconnected', `The page could not get a token: ${why}`, { cause: thrown });
    }
    // Control characters fit into no header, and the platform's own error would repeat the token.
    if (typeof value !== 'string' || !/^[^\p{Cc}]+$/u.test(value)) {
      throw new GatewayError(
        'disconnected',
        'The page gave no usable token: it must be a string that is not empty and holds no control characters.',
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
