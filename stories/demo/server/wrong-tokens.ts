/** Throttles wrong tokens per address. A valid token always passes, so that nobody can lock the operator out. */
import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SimulatedGateway, StoredToken } from '../../../src/testing/index.js';

/** The number of wrong tokens within {@link windowMs} that are answered at once: people mistype, and pages retry. */
const freeTries = 10;
const windowMs = 60_000;
const longestWaitMs = 60_000;
/** A refusal is held back so long at most, and for so many requests at a time. */
const longestHoldMs = 1_000;
const mostHeld = 100;
/** Addresses that are remembered. */
const mostAddresses = 1_000;

/** The token that was presented, or how long whoever presents wrong ones should wait before the next try. */
export type Presented =
  | { readonly token: StoredToken; readonly retryAfterMs?: undefined }
  | { readonly token: undefined; readonly retryAfterMs: number | undefined };

/** Checks the tokens that are presented to one gateway. */
export class TokenCheck {
  readonly #gateway: SimulatedGateway;
  /** Most recently seen last. */
  readonly #wrong = new Map<string, { count: number; since: number }>();
  #held = 0;

  constructor(gateway: SimulatedGateway) {
    this.#gateway = gateway;
  }

  /**
   * Checks a token. A right one is answered at once; after too many wrong ones from its address, a refusal comes late and
   * names the time to wait.
   *
   * @param secret undefined when the request carries none, which is no guess.
   */
  async check(request: IncomingMessage, secret: string | undefined): Promise<Presented> {
    const token = this.#gateway.tokens.authenticate(secret ?? '');
    if (token) return { token };
    const retryAfterMs = secret === undefined ? 0 : this.#note(request.socket.remoteAddress ?? '');
    if (retryAfterMs === 0) return { token: undefined, retryAfterMs: undefined };
    if (this.#held < mostHeld) {
      this.#held++;
      await sleep(Math.min(retryAfterMs, longestHoldMs));
      this.#held--;
    }
    return { token: undefined, retryAfterMs };
  }

  /** Counts a wrong token. @returns how long to wait before the next, in ms; 0 while there were few. */
  #note(address: string): number {
    const now = performance.now();
    const known = this.#wrong.get(address);
    const { count, since } = known && now - known.since < windowMs ? known : { count: 0, since: now };
    this.#wrong.delete(address);
    this.#wrong.set(address, { count: count + 1, since });
    if (this.#wrong.size > mostAddresses) this.#wrong.delete(this.#wrong.keys().next().value ?? '');
    const beyond = count + 1 - freeTries;
    return beyond <= 0 ? 0 : Math.min(longestWaitMs, 500 * 2 ** beyond);
  }
}
