import * as z from 'zod/mini';
import type { Server } from '../dialect.js';

/** What `/api/health` says: no token needed, not counted by the daemon's limits. */
const Health = z.object({ instanceId: z.string(), startedAt: z.string() });
/** Told also by a daemon of which no more can be read. */
const Timed = z.looseObject({ timestamp: z.string() });

/** When a read that failed is tried again, in ms: only few tokens learn the daemon's time elsewhere. */
const againAfterMs = [500, 2000, 10_000];

/** Which run of the daemon answers: what it keeps in memory is gone with each restart. */
export class Instance {
  #id: string | undefined;
  #startedAt: number | undefined;
  #reading: Promise<void> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly server: Server) {}

  /** When the run began, on the server's clock (epoch ms); undefined while that is not known, or may have changed. */
  get startedAt(): number | undefined {
    return this.#reading ? undefined : this.#startedAt;
  }

  /** Changes with each restart; undefined while it is not known. */
  get id(): string | undefined {
    return this.#id;
  }

  /** Resolves when what can be known is known. */
  async known(): Promise<void> {
    // A read that went to the run before is followed by another one.
    while (this.#reading) await this.#reading;
  }

  /**
   * Reads it, once for all who ask at the same time. Never rejects: when it cannot be read, it is not known. Approval
   * events and token changes wait for it.
   */
  read(): Promise<void> {
    this.#reading ??= this.#load();
    return this.#reading;
  }

  /**
   * Reads it after calls began to work, and again while that fails: one under way may have gone to the run before.
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

  /** Stops trying. */
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
    // A token without the scope for pings learns it from here.
    if (!Number.isNaN(serverTime))
      this.server.timed({ serverTime, sentAt, receivedAt: Date.now(), tookMs: performance.now() - begun });
    const health = z.safeParse(Health, answer);
    const startedAt = health.success ? Date.parse(health.data.startedAt) : NaN;
    this.#id = health.data?.instanceId;
    this.#startedAt = Number.isNaN(startedAt) ? undefined : startedAt;
  }
}
