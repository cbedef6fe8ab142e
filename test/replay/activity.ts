import type { Json } from './json.js';

/** An entry of `GET /api/activity`. */
export interface ActivityEntry {
  readonly id: number;
  readonly event: string;
  readonly payload: unknown;
  readonly timestamp: number;
}

/** The events that it keeps. */
const kept = /^(message:|session:|audit:event$|skill:|scheduler:|system:error$)/;
const capacity = 100;

/** The daemon's last events of some kinds, in memory only. */
export class ActivityRing {
  #entries: ActivityEntry[] = [];
  #next = 1;

  get size(): number {
    return this.#entries.length;
  }

  /** Keeps an event, if it is of those it keeps. */
  add(event: string, payload: unknown, timestamp = Date.now()): void {
    if (!kept.test(event)) return;
    this.#entries.push({ id: this.#next++, event, payload, timestamp });
    if (this.#entries.length > capacity) this.#entries.shift();
  }

  /** The answer, oldest first. @param limit - as the client wrote it. */
  read(limit: string | null): Json {
    const wished = Number(limit);
    const count = Number.isInteger(wished) && wished > 0 ? Math.min(wished, capacity) : 50;
    const entries = this.#entries.slice(-count);
    return { entries, count: entries.length };
  }

  /** The daemon starts again. */
  clear(): void {
    this.#entries = [];
    this.#next = 1;
  }
}
