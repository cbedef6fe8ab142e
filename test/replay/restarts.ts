import type { Front } from './front.js';

/** What restarts work with. */
export interface RestartParts {
  readonly front: Front;
  /** A new life begins. @param bootedAt - epoch ms. */
  readonly begin: (bootedAt: number) => void;
}

/** How long things take, real ms. */
export interface RestartTimes {
  /** From the last change of a token to the end. */
  readonly tokens: number;
  /** From a call that restarts to the end. */
  readonly call: number;
  /** From the end to the next start. */
  readonly downMs: number;
}

/** Takes the daemon down and up again, one time after the other. */
export class Restarts {
  #due: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #waking: (() => void) | undefined;
  #closed = false;

  constructor(
    private readonly parts: RestartParts,
    private readonly times: RestartTimes,
  ) {}

  /** Restarts after the time that the daemon waits; several reasons within it make one restart. */
  soon(why: 'tokens' | 'call'): void {
    clearTimeout(this.#due);
    this.#due = setTimeout(() => void this.now(), this.times[why]);
  }

  /** Restarts. Resolves when the daemon is up again, or the replay is closed. */
  now(downMs = this.times.downMs): Promise<void> {
    clearTimeout(this.#due);
    this.#due = undefined;
    const run = this.#running.then(() => this.#restart(downMs));
    this.#running = run;
    return run;
  }

  /** Resolves when no restart is pending or due. */
  async settled(): Promise<void> {
    while (this.#due !== undefined && !this.#closed) await new Promise((resolve) => setTimeout(resolve, 5));
    await this.#running;
  }

  /** Ends it; a daemon that is down stays down. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#due);
    this.#due = undefined;
    this.#waking?.();
    await this.#running;
  }

  async #restart(downMs: number): Promise<void> {
    const { front, begin } = this.parts;
    if (this.#closed) return;
    front.down();
    const downAt = Date.now();
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, downMs);
      this.#waking = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    if (this.#closed) return;
    const bootedAt = Date.now();
    begin(bootedAt);
    front.reborn(Math.max(downAt, bootedAt - 4000));
    await front.up();
    if (this.#closed) front.down();
  }
}
