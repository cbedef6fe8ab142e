import * as z from 'zod/mini';
import type { Server } from '../dialect.js';

/** The answer of `/api/health`, which needs no token and does not count towards the daemon's limits. */
const Health = z.object({ instanceId: z.string(), startedAt: z.string() });
/** The part of it that gives the daemon's time. */
const Timed = z.looseObject({ timestamp: z.string() });

/** The delays of retries after a failed read, in ms. */
const againAfterMs = [500, 2000, 10_000];

/** Identifies the run of the daemon: a restart clears what it keeps in memory. */
export class Instance {
  #id: string | undefined;
  #startedAt: number | undefined;
  #reading: Promise<void> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly server: Server) {}

  /** When the run began, in the server's time (epoch ms); undefined while unknown or possibly outdated. */
  get startedAt(): number | undefined {
    return this.#reading ? undefined : this.#startedAt;
  }

  /** Changes with each restart; undefined while unknown. */
  get id(): string | undefined {
    return this.#id;
  }

  /** Resolves when the reads have ended. */
  async known(): Promise<void> {
    // A read that may have reached the previous run is followed by another one.
    while (this.#reading) await this.#reading;
  }

  /**
   * Reads it; concurrent callers share one read. Never rejects: after a failure it is unknown. Approval events and
   * token changes wait for it.
   */
  read(): Promise<void> {
    this.#reading ??= this.#load();
    return this.#reading;
  }

  /**
   * Reads it after connecting, with retries, because a read in progress may have reached the previous run.
   *
   * @param changed called after each read.
   */
  async connected(changed: () => void, tries = 0): Promise<void> {
    this.disconnected();
    const before = this.#reading;
    if (before && tries === 0) await before;
    await this.read();
    changed();
    const waitMs = againAfterMs[tries];
    if (this.#id !== undefined || waitMs === undefined) return;
    this.#again = setTimeout(() => void this.connected(changed, tries + 1), waitMs);
  }

  /** Stops retrying. */
  disconnected(): void {
    clearTimeout(this.#again);
    this.#again = undefined;
  }

  async #load(): Promise<void> {
    try {
      await this.#ask();
    } catch {
      this.#id = this.#startedAt = undefined;
    } finally {
      this.#reading = undefined;
    }
  }

  async #ask(): Promise<void> {
    const [sentAt, begun] = [Date.now(), performance.now()];
    const answer = await this.server.get('/api/health');
    const serverTime = Date.parse(z.safeParse(Timed, answer).data?.timestamp ?? '');
    // The only source of the daemon's time for a token without the scope for pings.
    if (!Number.isNaN(serverTime))
      this.server.timed({ serverTime, sentAt, receivedAt: Date.now(), tookMs: performance.now() - begun });
    const health = z.safeParse(Health, answer);
    const startedAt = health.success ? Date.parse(health.data.startedAt) : NaN;
    this.#id = health.data?.instanceId;
    this.#startedAt = Number.isNaN(startedAt) ? undefined : startedAt;
  }
}
