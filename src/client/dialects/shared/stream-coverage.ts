import type { Server } from '../dialect.js';

/** How long the first opening takes where nothing is wrong, in ms. */
const opensWithinMs = 2000;

/** A stretch of time in which nothing was seen, by the server's clock (epoch ms). */
export interface Hole {
  readonly from: number;
  readonly to: number;
}

/** How many holes are remembered, the newest: one a minute for a night's trouble. */
const kept = 500;

/**
 * What of the daemon's time was seen through the stream: the daemon sends nothing again, so that a hole stays one.
 *
 * Kept on this machine's clock and told on the server's, which is known better the later one asks.
 */
export class Sight {
  readonly #server: Pick<Server, 'now'>;
  readonly #madeAt = Date.now();
  #liveAt: number | undefined;
  #holes: Hole[] = [];

  constructor(server: Pick<Server, 'now'>) {
    this.#server = server;
  }

  /** Since when the stream is seen; now, while it is not seen yet. */
  get since(): number {
    return this.#told(this.#liveAt ?? Date.now());
  }

  /** When nothing was seen since then, oldest first; the last {@link kept}. */
  get holes(): readonly Hole[] {
    const now = Date.now();
    // A stream that cannot be opened at all is one, too.
    const unopened =
      this.#liveAt === undefined && now - this.#madeAt > opensWithinMs ? [{ from: this.#madeAt, to: now }] : [];
    return [...this.#holes, ...unopened].map((hole) => this.#holeTold(hole));
  }

  /**
   * The stream is live (again).
   *
   * @param lostAt - epoch ms here; undefined the first time.
   * @returns the hole that ends now; undefined when nothing was seen before it either.
   */
  live(lostAt: number | undefined): Hole | undefined {
    const now = Date.now();
    const isFirst = this.#liveAt === undefined;
    this.#liveAt ??= now;
    if (lostAt === undefined || isFirst) return undefined;
    const hole = { from: Math.min(lostAt, now), to: now };
    this.#holes.push(hole);
    if (this.#holes.length > kept) this.#holes.shift();
    return this.#holeTold(hole);
  }

  #holeTold({ from, to }: Hole): Hole {
    return { from: this.#told(from), to: this.#told(to) };
  }

  #told(here: number): number {
    return Math.max(0, here + this.#server.now() - Date.now());
  }
}
