import type { Server } from '../dialect.js';

/** How long opening the stream takes at most without a fault, in ms. */
const opensWithinMs = 2000;

/** A period without events, in the server's time (epoch ms). */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** The maximum number of gaps kept, the newest: one per minute for a night. */
const kept = 500;

/**
 * The coverage of the stream. For servers without a replay, so that gaps are permanent.
 *
 * Stored in local time and converted to the server's on access, since its estimate improves.
 */
export class StreamCoverage {
  readonly #server: Pick<Server, 'now'>;
  readonly #createdAt = Date.now();
  #liveAt: number | undefined;
  #gaps: Gap[] = [];

  constructor(server: Pick<Server, 'now'>) {
    this.#server = server;
  }

  /** The start of the coverage; the current time before the stream is open. */
  get since(): number {
    return this.#toServerTime(this.#liveAt ?? Date.now());
  }

  /** The gaps since then, oldest first; the last {@link kept}. */
  get gaps(): readonly Gap[] {
    const now = Date.now();
    // A stream that does not open is a gap, too.
    const unopened =
      this.#liveAt === undefined && now - this.#createdAt > opensWithinMs ? [{ from: this.#createdAt, to: now }] : [];
    return [...this.#gaps, ...unopened].map((gap) => this.#inServerTime(gap));
  }

  /**
   * Called when the stream is live.
   *
   * @param lostAt - when it was lost (epoch ms, local clock); undefined the first time.
   * @returns the gap that ends now; undefined when the coverage begins now.
   */
  live(lostAt: number | undefined): Gap | undefined {
    const now = Date.now();
    const isFirst = this.#liveAt === undefined;
    this.#liveAt ??= now;
    if (lostAt === undefined || isFirst) return undefined;
    const gap = { from: Math.min(lostAt, now), to: now };
    this.#gaps.push(gap);
    if (this.#gaps.length > kept) this.#gaps.shift();
    return this.#inServerTime(gap);
  }

  #inServerTime({ from, to }: Gap): Gap {
    return { from: this.#toServerTime(from), to: this.#toServerTime(to) };
  }

  #toServerTime(here: number): number {
    return Math.max(0, here + this.#server.now() - Date.now());
  }
}
