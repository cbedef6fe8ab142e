/** How many estimates are compared: about four minutes of heartbeats, so that a drifting clock is followed. */
const kept = 8;

/** By how much this machine's clock may stray from its monotonic one before it counts as set anew, in ms. */
const strayMs = 500;

/** For how long the answer is waited for after that, in ms: by then a connection that lives has brought it. */
const patienceMs = 2000;

/** The gateway's clock as one answer told it. All in ms. */
interface Estimate {
  /** What the gateway's clock is ahead of the monotonic one here. */
  readonly ahead: number;
  /** What this machine's clock was ahead of the monotonic one then. */
  readonly wall: number;
  /** Infinity: it may be late by any time. */
  readonly roundTrip: number;
}

/** A time of the gateway's clock that came in an answer. */
export interface ClockAnswer {
  /** What the gateway's clock said, epoch ms. */
  readonly serverTime: number;
  /** When the question left, epoch ms here. */
  readonly sentAt: number;
  /** When the answer came, just now, epoch ms here. */
  readonly receivedAt: number;
  /** How long it took by the monotonic clock, in ms. */
  readonly tookMs: number;
}

/**
 * Estimates the gateway's clock: of the last answers, the one that came quickest is the least wrong. It goes on by the
 * monotonic clock, so that nothing changes when this machine's own is set: the gateway is asked anew then.
 */
export class ServerClock {
  readonly #onStrayed: () => void;
  #estimates: readonly Estimate[] = [];
  /** Where this machine's clock was when it was found to have strayed, and when that was, by the monotonic one. */
  #strayed: { readonly wall: number; readonly at: number } | undefined;

  /** @param onStrayed - called once when this machine's clock was set, or it slept: time to ask the gateway. */
  constructor(onStrayed: () => void = () => undefined) {
    this.#onStrayed = onStrayed;
  }

  /** The gateway's time as estimated, epoch ms; this machine's while there is no estimate. */
  now(): number {
    const best = this.#best;
    if (!best) return Date.now();
    const wall = wallAhead();
    const strayed = wall - best.wall;
    const waited = Math.abs(strayed) > strayMs ? performance.now() - this.#noticed(wall) : 0;
    // A monotonic clock may stand still while the machine sleeps. Who woke up and gets no answer is late, not early.
    return Math.round(performance.now() + best.ahead + (strayed > 0 && waited > patienceMs ? strayed : 0));
  }

  /** By how much it may be wrong, in ms; undefined while nothing is known. */
  get errorMs(): number | undefined {
    const best = this.#best;
    return best && best.roundTrip < Infinity ? best.roundTrip : undefined;
  }

  get #best(): Estimate | undefined {
    const [first, ...more] = this.#estimates;
    return first && more.reduce((least, each) => (each.roundTrip <= least.roundTrip ? each : least), first);
  }

  /**
   * Takes in one answer.
   *
   * @param sentAt - when the question left, epoch ms here.
   * @param receivedAt - when the answer came, just now, epoch ms here.
   * @param serverTime - what the gateway's clock said in between, epoch ms.
   * @param tookMs - how long it took by the monotonic clock.
   */
  add(sentAt: number, receivedAt: number, serverTime: number, tookMs = receivedAt - sentAt): void {
    const roundTrip = receivedAt - sentAt;
    this.#strayed = undefined;
    // This machine's clock was set meanwhile, or it slept: the answer says nothing.
    if (roundTrip < 0 || Math.abs(roundTrip - tookMs) > strayMs) return;
    const wall = wallAhead();
    const ahead = serverTime - (sentAt + receivedAt) / 2 + wall;
    // What was learnt before this machine slept, or its clock was set, is worth no more.
    const before = this.#estimates.filter((each) => Math.abs(each.wall - wall) <= strayMs);
    this.#estimates = [...before, { ahead, wall, roundTrip }].slice(-kept);
  }

  /**
   * Takes in a time that came without a question. Worth less than any answer that came sooner than it may be late.
   *
   * @param serverTime - what the gateway's clock said when it was sent, epoch ms; or what it is past, at least.
   * @param lateMs - how old it may be by now.
   */
  hear(serverTime: number, lateMs: number): void {
    const wall = wallAhead();
    const fresh = this.#estimates.filter((each) => Math.abs(each.wall - wall) <= strayMs);
    if (fresh.some(({ roundTrip }) => roundTrip < lateMs)) return;
    this.#strayed = undefined;
    this.#estimates = [...fresh, { ahead: serverTime - performance.now(), wall, roundTrip: lateMs }].slice(-kept);
  }

  /** Forgets everything: another machine may answer from now on. */
  reset(): void {
    this.#estimates = [];
    this.#strayed = undefined;
  }

  /** @returns since when it is known, by the monotonic clock. */
  #noticed(wall: number): number {
    const known = this.#strayed;
    if (known && Math.abs(known.wall - wall) <= strayMs) return known.at;
    const at = performance.now();
    this.#strayed = { wall, at };
    this.#onStrayed();
    return at;
  }
}

/** What this machine's clock is ahead of its monotonic one, ms. */
const wallAhead = (): number => Date.now() - performance.now();
