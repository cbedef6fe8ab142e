import type { Server } from '../dialect.js';

/** How long the first opening takes where nothing is wrong, in ms. */
const opensWithinMs = 2000;

/** A stretch of time in which nothing was seen, by the server's clock (epoch ms). */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** How many gaps are remembered, the newest: one a minute for a night's trouble. */
const kept = 500;

/**
 * What of the daemon's time was seen through the stream: the daemon sends nothing again, so that a gap stays one.
 *
 * Kept on this machine's clock and told on the server's, which is known better the later one asks.
 */
export class StreamCoverage {
  readonly #server: Pick<Server, 'now'>;
  readonly #madeAt = Date.now();
  #liveAt: number | undefined;
  #gaps: Gap[] = [];

  constructor(server: Pick<Server, 'now'>) {
    this.#server = server;
  }

  /** Since when the stream is seen; now, while it is not seen yet. */
  get since(): number {
    return this.#toServerTime(this.#liveAt ?? Date.now());
  }

  /** When nothing was seen since then, oldest first; the last {@link kept}. */
  get gaps(): readonly Gap[] {
    const now = Date.now();
    // A stream that cannot be opened at all is one, too.
    const unopened =
      this.#liveAt === undefined && now - this.#madeAt > opensWithinMs ? [{ from: this.#madeAt, to: now }] : [];
    return [...this.#gaps, ...unopened].map((gap) => this.#holeTold(gap));
  }

  /**
   * The stream is live (again).
   *
   * @param lostAt - epoch ms here; undefined the first time.
   * @returns the gap that ends now; undefined when nothing was seen before it either.
   */
  live(lostAt: number | undefined): Gap | undefined {
    const now = Date.now();
    const isFirst = this.#liveAt === undefined;
    this.#liveAt ??= now;
    if (lostAt === undefined || isFirst) return undefined;
    const gap = { from: Math.min(lostAt, now), to: now };
    this.#gaps.push(gap);
    if (this.#gaps.length > kept) this.#gaps.shift();
    return this.#holeTold(gap);
  }

  #holeTold({ from, to }: Gap): Gap {
    return { from: this.#toServerTime(from), to: this.#toServerTime(to) };
  }

  #toServerTime(here: number): number {
    return Math.max(0, here + this.#server.now() - Date.now());
  }
}
