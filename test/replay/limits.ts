/** The daemon's two rate limits. */

/** At most so many in so long. */
export interface Limit {
  readonly max: number;
  readonly windowMs: number;
}

/** The limit of one connection's messages: a window that slides. */
export class MessageWindow {
  #taken: number[] = [];

  constructor(private readonly limit: Limit) {}

  /** Takes one. @returns false when there are none left. */
  take(now = Date.now()): boolean {
    this.#taken = this.#taken.filter((at) => at > now - this.limit.windowMs);
    if (this.#taken.length >= this.limit.max) return false;
    this.#taken.push(now);
    return true;
  }
}

/** The limit of one address's HTTP requests: a window that starts with the first of them. */
export class RequestWindow {
  #endsAt = 0;
  #taken = 0;

  constructor(private readonly limit: Limit) {}

  /** Takes one. @returns whether it was there, and the headers that say what is left. */
  take(now = Date.now()): { allowed: boolean; headers: Record<string, string> } {
    if (now >= this.#endsAt) {
      this.#endsAt = now + this.limit.windowMs;
      this.#taken = 0;
    }
    this.#taken++;
    const allowed = this.#taken <= this.limit.max;
    const reset = String(Math.ceil((this.#endsAt - now) / 1000));
    const headers = {
      'ratelimit-limit': String(this.limit.max),
      'ratelimit-policy': `${this.limit.max};w=${this.limit.windowMs / 1000}`,
      'ratelimit-remaining': String(Math.max(0, this.limit.max - this.#taken)),
      'ratelimit-reset': reset,
      ...(!allowed && { 'retry-after': reset }),
    };
    return { allowed, headers };
  }
}
